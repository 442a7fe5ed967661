"""The proof that no alert is lost: real processes, killed while a disorderly Slack listens."""
