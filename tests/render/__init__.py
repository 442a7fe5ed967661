"""A reply, dressed."""
