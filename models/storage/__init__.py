"""How rows are kept: the only package that knows Tortoise, SQLite and PostgreSQL."""
