"""Statements by hand: written once, with `?` for a value, and run on either database.

Inside `in_transaction()` they run in it. For what is asked all the time: Tortoise takes longer to
build a query than either database to run it. A `?` that only a CASE returns is text to PostgreSQL:
written COALESCE(?, column) it has the type of the column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import count
from typing import Any

from tortoise.connection import get_connection

from models.storage.database_url import CONNECTION

Row = dict[str, Any]

_LOCK = re.compile(r"FOR NO KEY UPDATE( OF \w+)?( SKIP LOCKED)?")


async def fetch(statement: str, values: Iterable[object] = ()) -> list[Row]:
    """The rows that a statement returns."""
    connection = get_connection(CONNECTION)
    spelled = _spelled(statement, connection.capabilities.dialect)
    return await connection.execute_query_dict(spelled, [_bound(value) for value in values])


async def execute(statement: str, values: Iterable[object]) -> None:
    """Run a statement that returns nothing."""
    connection = get_connection(CONNECTION)
    spelled = _spelled(statement, connection.capabilities.dialect)
    await connection.execute_query(spelled, [_bound(value) for value in values])


async def shred() -> None:
    """Have SQLite write what was deleted over, in its log too; PostgreSQL's vacuum does that.

    Where another process reads just now, the log is written over by whoever asks next.
    """
    connection = get_connection(CONNECTION)
    if connection.capabilities.dialect == "sqlite":
        await connection.execute_query("PRAGMA wal_checkpoint(TRUNCATE)")


def day(value: object) -> date | None:
    """A date as either database gives it."""
    return date.fromisoformat(value) if isinstance(value, str) else value  # type: ignore[return-value]


def instant(value: object) -> datetime:
    """An instant as either database gives it."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value  # type: ignore[return-value]


def _bound(value: object) -> object:
    """The value as it is kept: SQLite keeps an instant as text, and compares that."""
    return value.astimezone(UTC) if isinstance(value, datetime) else value


@lru_cache(maxsize=256)
def _spelled(statement: str, dialect: str) -> str:
    if dialect == "sqlite":
        return _LOCK.sub("", statement)  # BEGIN IMMEDIATE has locked everything
    numbers = count(1)
    first, *rest = statement.split("?")
    return first + "".join(f"${next(numbers)}{piece}" for piece in rest)
