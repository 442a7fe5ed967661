"""Run SQL written by hand on either database: named values, lists, [PostgreSQL alone].

A statement names its values, `:clinic_id`; a list stands for several, `IN (:ids)`, and a list of
tuples for several rows, `VALUES :rows`. What stands in [square brackets] is PostgreSQL's alone:
the locks on rows, as a transaction on SQLite holds the whole file.

A value that only a CASE returns is text to PostgreSQL: written COALESCE(:value, column) it has the
type of the column.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from tortoise.connection import get_connection

from models.storage.engine.database_url import CONNECTION

Row = dict[str, Any]

_Shape = tuple[tuple[str, int, int], ...]
"""Of each value that stands for several: its name, how many, and how many columns if it is rows."""

_ENDLESS = {"-infinity": date.min, "infinity": date.max}
"""How PostgreSQL keeps the first day and the last, as JSON shows it."""

_PLAIN = frozenset({str, int, bool, date, type(None)})
"""The kinds of values that are kept as they are, which is nearly all of them."""

_VALUE = re.compile(r":([a-z_][a-z_0-9]*)")
_POSTGRES_ALONE = re.compile(r"\[([^\[\]]*+)\]")
_MARKS = {"sqlite": "?", "postgres": "$"}
_JSON = {
    "json_group_array": "json_agg",
    "json_object": "json_build_object",
    "json_array": "json_build_array",
}
"""What PostgreSQL calls SQLite's functions."""


async def fetch(statement: str, /, **values: object) -> list[Row]:
    """The rows that a statement returns."""
    connection = get_connection(CONNECTION)
    spelled = _spelled(statement, connection.capabilities.dialect, _shape(values))
    return await connection.execute_query_dict(spelled[0], _ordered(spelled[1], values))


async def fetch_at_once(statement: str, /, **values: object) -> list[Row]:
    """The few rows that a statement finds by a key: SQLite needs no thread for them."""
    connection = get_connection(CONNECTION)
    spelled = _spelled(statement, connection.capabilities.dialect, _shape(values))
    run = getattr(connection, "fetch_at_once", connection.execute_query_dict)
    rows: list[Row] = await run(spelled[0], _ordered(spelled[1], values))
    return rows


def locks_as_a_whole() -> bool:
    """Whether a transaction keeps every other writer out: then no row needs its own lock."""
    return get_connection(CONNECTION).capabilities.dialect == "sqlite"


async def execute(statement: str, /, **values: object) -> None:
    """Run a statement that returns nothing."""
    connection = get_connection(CONNECTION)
    spelled = _spelled(statement, connection.capabilities.dialect, _shape(values))
    await connection.execute_query(spelled[0], _ordered(spelled[1], values))


async def shred() -> None:
    """Have SQLite write what was deleted over, in its log too; PostgreSQL's vacuum does that.

    Where another process reads just now, the log is written over by whoever asks next.
    """
    connection = get_connection(CONNECTION)
    if connection.capabilities.dialect == "sqlite":
        await connection.execute_query("PRAGMA wal_checkpoint(TRUNCATE)")


def day(value: object) -> date | None:
    """A date as either database gives it."""
    if isinstance(value, str):
        return _ENDLESS.get(value) or date.fromisoformat(value)
    return value  # type: ignore[return-value]


def some_day(value: object) -> date:
    """A date of a column that is never empty."""
    read = day(value)
    if read is None:
        raise ValueError("a row lacks its date")
    return read


def instant(value: object) -> datetime:
    """An instant as either database gives it."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value  # type: ignore[return-value]


def instant_or_none(value: object) -> datetime | None:
    """An instant of a column that may be empty."""
    return None if value is None else instant(value)


def _shape(values: Row) -> _Shape:
    return tuple(
        [
            (name, len(value), len(value[0]) if value and isinstance(value[0], tuple) else 0)
            for name, value in values.items()
            if type(value) is list
        ]
    )


def _ordered(names: tuple[str, ...], values: Row) -> list[object]:
    """The values as the numbers in the statement mean them; a list's one after the other."""
    ordered: list[object] = []
    for name in names:
        value = values[name]
        if type(value) is list:
            parts = (part if isinstance(part, tuple) else (part,) for part in value)
            ordered += [
                item if type(item) in _PLAIN else _kept(item) for part in parts for item in part
            ]
        else:
            ordered.append(value if type(value) in _PLAIN else _kept(value))
    return ordered


def _kept(value: object) -> object:
    """The value as it is kept: SQLite keeps an instant as text, and compares that."""
    return value.astimezone(UTC) if isinstance(value, datetime) else value


@lru_cache(maxsize=512)
def _spelled(statement: str, dialect: str, shape: _Shape) -> tuple[str, tuple[str, ...]]:
    """A statement as a dialect wants it, its values numbered, and their names in that order."""
    mark, sizes = _MARKS[dialect], {name: (many, columns) for name, many, columns in shape}
    first: dict[str, int] = {}
    taken = 0

    def number(match: re.Match[str]) -> str:
        nonlocal taken
        name = match[1]
        many, columns = sizes.get(name, (1, 0))
        if name not in first:
            first[name] = taken + 1
            taken += many * (columns or 1)
        marks = [f"{mark}{first[name] + n}" for n in range(many * (columns or 1))]
        if not columns:
            return ", ".join(marks)
        rows = (marks[n : n + columns] for n in range(0, len(marks), columns))
        return ", ".join(f"({', '.join(row)})" for row in rows)

    is_postgres = dialect == "postgres"
    text = _POSTGRES_ALONE.sub(r"\1" if is_postgres else "", statement)
    for ours, theirs in _JSON.items() if is_postgres else ():
        text = text.replace(ours, theirs)
    return _VALUE.sub(number, text), tuple(first)
