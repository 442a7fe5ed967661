"""What people ask: one file, one command."""
