"""The verb `doctor`: what is configured, reachable and sound, and what to mend."""
