"""A reply, dressed: plain text for the terminal, HTML for the page, Block Kit for Slack."""
