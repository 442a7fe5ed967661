"""The card of one payer: its verdict, what leads it, what stands beside it."""
