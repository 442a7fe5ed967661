"""The outside: command line, HTTP, Slack, Teams, demo, settings, logs. Nothing imports it."""
