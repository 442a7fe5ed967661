"""Every regular expression of the tree, and what would be the worst to feed it with."""
