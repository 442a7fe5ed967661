"""What becomes of an alert for each way in which a platform may refuse it."""
