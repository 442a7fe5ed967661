"""Pictures of every golden card and form: Slack light, dark and narrow; Teams; the page."""
