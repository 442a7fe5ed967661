"""A chain's day in fast motion and bad weather: the database fails beside all of `make chaos`."""
