"""PostgreSQL's engine: connections given back when BEGIN fails, and poolers recognised.

Tortoise's own keeps it: a request given up while BEGIN is under way takes a place of the pool with
it for good, until every later transaction of the process waits for ever. And the task in which
BEGIN fails (the database was restarted) goes on using the dead connection.

Nor is a connection reset by a statement of its own each time that it is given back, which a pool of
asyncpg does: that is a second way to the server for every look-up. Nothing here leaves anything in
a session: no setting, lock, cursor or listener outlives its transaction, and one that was left open
is rolled back all the same.

Behind a pooler (PgBouncer, Supabase, Neon) another server may answer each transaction, and knows
nothing of statements that were prepared before. Every pooler gives a connection a number of its own
where PostgreSQL tells its process: where the two differ, statements are not kept prepared.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import asyncpg  # type: ignore[import-untyped]  # it has no types
from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.backends.base.client import (
    TransactionalDBClient,
    TransactionContext,
    TransactionContextPooled,
)
from tortoise.connection import get_connections

_OF_POOLS = frozenset({"min_size", "max_size", "max_inactive_connection_lifetime"})
"""What is told to a pool of connections, and to none of them."""


class PostgresClient(AsyncpgDBClient):
    """A pool of connections to one database.

    `is_pooled` says, once it is connected, whether a pooler stands between.
    """

    is_pooled = False

    async def create_pool(self, **told: Any) -> asyncpg.Pool:
        """Connect, without keeping statements where a pooler is found."""
        self.is_pooled = await _is_pooled(told)
        if self.is_pooled:
            told.setdefault("statement_cache_size", 0)
        return await super().create_pool(**told, reset=_leave)

    def _in_transaction(self) -> TransactionContext:
        return _ReturningContext(TransactionWrapper(self), self._pool_init_lock)


async def _leave(_connection: object) -> None:
    """Nothing is to be reset; asyncpg has rolled back by then what was left open."""


async def _is_pooled(told: Mapping[str, Any]) -> bool:
    """Whether the process that answers is another than the one that was connected to."""
    of_one = {name: value for name, value in told.items() if name not in _OF_POOLS}
    connection = await asyncpg.connect(**(of_one | {"statement_cache_size": 0}))
    try:
        process: int = await connection.fetchval("SELECT pg_backend_pid()")
        return bool(connection.get_server_pid() != process)
    finally:
        await connection.close()


class _ReturningContext(TransactionContextPooled):
    """Begins and ends a transaction on a connection of the pool."""

    __slots__ = ()

    async def __aenter__(self) -> TransactionalDBClient:
        await self.ensure_connection()
        pool = self.client._parent._pool  # noqa: SLF001
        connection = await pool.acquire()
        self.client._connection = connection  # noqa: SLF001
        try:
            await self.client.begin()
        except BaseException:
            await pool.release(connection)
            raise
        self.token = get_connections().set(self.connection_name, self.client)
        return self.client


client_class = PostgresClient
