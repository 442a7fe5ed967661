"""Denials by one payer: what a code means, how to contest it and until when."""
