"""Microsoft Teams: verified, private by default, and nothing of Teams beyond this folder."""
