"""What happens by itself: jobs find what is due, then tell."""
