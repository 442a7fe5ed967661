"""Hostile inputs over every command, form and address: none ends with a ticket, none is kept."""
