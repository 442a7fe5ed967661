"""A reply, dressed: text for terminals, HTML for the page, blocks for Slack, cards for Teams."""
