"""Rows of a table as one value in JSON, so that they come with another row in one statement."""

from __future__ import annotations


def rows(columns: str) -> str:
    """The columns of the rows of a table `t`, as a JSON list of objects."""
    return f"json_group_array({row(columns)})"


def row(columns: str) -> str:
    """The same of one row, as an object."""
    pairs = ", ".join(f"'{name}', t.{name}" for name in columns.split())
    return f"json_object({pairs})"
