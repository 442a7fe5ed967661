"""The search for identities, a detector a file."""
