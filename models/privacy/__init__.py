"""What looks like a patient's identity in a typed text: found by its kind, and refused."""
