"""SQL written by hand, a file a group of tables, each statement with its reason.

Tortoise builds every other query. It takes 0.20 ms to fetch a row where a statement takes 0.04:
"hot" says that a command or a look of the clock pays that. What Tortoise cannot say is named:
RETURNING, row values, CTEs, ON CONFLICT … WHERE, subqueries that lock.
"""
