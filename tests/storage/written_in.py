"""A statement with its values written in, as a database shows the plan of it."""

from __future__ import annotations

import re
from datetime import date


def written_in(statement: str, *, postgres: bool = False, **values: object) -> str:
    """The statement as it runs on SQLite, or on PostgreSQL."""
    text = re.sub(r"\[([^\]]*)\]", r"\1" if postgres else "", statement)
    return re.sub(r":([a-z_][a-z_0-9]*)", lambda match: _literal(values[match[1]]), text)


def _literal(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_literal, value))
    return f"'{value}'" if isinstance(value, str | date) else str(value)
