"""/share: an answer for everybody in a channel."""
