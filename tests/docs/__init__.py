"""The docs keep up with the code, or a test fails."""
