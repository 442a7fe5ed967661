"""Every kind of card as Slack gets it, kept as JSON: a change of looks is seen in review."""
