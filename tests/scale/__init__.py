"""A chain on paper become rows: a million aliases on PostgreSQL, what each act costs, and how."""
