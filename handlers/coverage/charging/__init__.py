"""/coverage cash: what holds before a patient pays."""
