"""The outside: everything that a person, a platform or a shell touches."""
