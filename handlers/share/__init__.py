"""/share: an answer for everybody in a channel, without aliases and dates of service."""
