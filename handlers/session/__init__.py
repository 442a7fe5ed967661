"""/session: what is logged for an alias, and what changes its count."""
