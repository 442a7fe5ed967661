"""Hostile texts over every command: none ends with a ticket, and none is repeated in a log."""
