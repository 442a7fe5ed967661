"""Measurements. Each prints a ratio to a floor that ran in the same minute."""
