"""Every kind of card as Slack gets it, kept as JSON, so that a change of looks is seen in review."""
