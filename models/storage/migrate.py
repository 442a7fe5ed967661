"""Apply missing migrations in one transaction, under a lock (`_LOCK`); compact SQLite."""

from __future__ import annotations

import pkgutil
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.context import TortoiseContext
from tortoise.exceptions import OperationalError
from tortoise.migrations.executor import MigrationTarget
from tortoise.migrations.recorder import MigrationRecorder
from tortoise.migrations.schema_editor import AsyncpgSchemaEditor, SqliteSchemaEditor
from tortoise.transactions import in_transaction

from models.clinic.audit import ChainHead
from models.storage import migrations
from models.storage.engine.database_url import APP, CONNECTION
from models.storage.engine.migration_executor import QuickExecutor
from models.storage.statements.audit import HEADS

_LOCK = 6_820_560
"""The key of PostgreSQL's advisory lock: any number, the same in every release."""


def shipped() -> frozenset[str]:
    """The names of the migrations that come with this program."""
    names = (module.name for module in pkgutil.iter_modules(migrations.__path__))
    return frozenset(name for name in names if not name.startswith("_"))


async def apply(config: dict[str, Any], upto: str = "__latest__") -> list[str]:
    """Apply what is missing, all or nothing, and return the names of what was applied.

    One transaction holds everything: SQLite's write lock, or an advisory lock on PostgreSQL, makes
    the next process wait and then find nothing left to do. Tortoise alone records a migration
    after committing it, so a crash in between would leave it applied and unrecorded.
    """
    async with TortoiseContext() as context:
        await context.init(config=config)
        async with in_transaction() as transaction:
            await _prepare(transaction)
            return await _run(transaction, config["apps"], [MigrationTarget(APP, upto)])


async def compact(config: dict[str, Any]) -> None:
    """Write a SQLite file anew, without what earlier releases deleted and left in its pages.

    Where another process holds the file it stays as it is, and a later VACUUM does the same.
    """
    async with TortoiseContext() as context:
        await context.init(config=config)
        connection = context.connections.get(CONNECTION)
        with suppress(OperationalError):
            await connection.execute_query("VACUUM")
            await connection.execute_query("PRAGMA wal_checkpoint(TRUNCATE)")


_SKIPPED = 10_000
_SKIP_NUMBERS = {
    "postgres": "SELECT setval(sequence, nextval(sequence) + {n}) "
    "FROM pg_get_serial_sequence('note', 'id') AS sequence",
    "sqlite": "UPDATE sqlite_sequence SET seq = seq + {n} WHERE name = 'note'",
}
"""How a table's next number is moved on, which no query builder says."""


async def skip_numbers(config: dict[str, Any]) -> None:
    """Leave out the next numbers of alerts: more than a clinic uses up between two copies."""
    async with TortoiseContext() as context:
        await context.init(config=config)
        connection = context.connections.get(CONNECTION)
        statement = _SKIP_NUMBERS[connection.capabilities.dialect]
        await connection.execute_query(statement.format(n=_SKIPPED))


async def newest_rows(config: dict[str, Any]) -> list[ChainHead]:
    """The newest row of every clinic's audit."""
    async with TortoiseContext() as context:
        await context.init(config=config)
        rows = await context.connections.get(CONNECTION).execute_query_dict(HEADS)
    return [ChainHead(**row) for row in rows]


async def _prepare(transaction: BaseDBAsyncClient) -> None:
    """Wait for the turn, and create Tortoise's own table of what is applied.

    Tortoise asks that table before it makes sure that it is there, and on PostgreSQL a failed
    question ends the transaction.
    """
    recorder = MigrationRecorder(transaction)
    if transaction.capabilities.dialect == "postgres":
        await transaction.execute_query(f"SELECT pg_advisory_xact_lock({_LOCK})")
        await recorder.ensure_schema(AsyncpgSchemaEditor(transaction, atomic=False))
    else:
        await recorder.ensure_schema(SqliteSchemaEditor(transaction, atomic=False))


async def _run(
    transaction: BaseDBAsyncClient, apps: dict[str, Any], targets: Sequence[MigrationTarget]
) -> list[str]:
    applied: list[str] = []

    def note(event: str, _: str, name: str) -> None:
        if event == "apply_done":
            applied.append(name)

    executor = QuickExecutor(transaction, apps)
    await executor.migrate(targets, direction="forward", progress=note)
    return applied
