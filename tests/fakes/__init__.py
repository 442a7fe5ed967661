"""Stand-ins for the platforms that the bot talks to; each keeps the rules of the real one."""
