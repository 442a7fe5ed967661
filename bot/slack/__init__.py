"""Slack: verified, acknowledged with the answer, and nothing of Slack beyond this folder."""
