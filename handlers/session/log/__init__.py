"""/session log: reading a log, asking about it, saving it, and what is said of it; today's list."""
