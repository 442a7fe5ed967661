"""What a clinic hears of and when, over random lives."""
