"""Breaks the program on purpose, one small way at a time, and sees whether a test notices."""
