"""How Slack and Teams would show a message: their own payloads, drawn as HTML."""
