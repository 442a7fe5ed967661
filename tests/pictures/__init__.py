"""Pictures of every golden card and form, as people see them in Slack: light, dark and narrow."""
