"""PostgreSQL's engine: give a connection back to the pool when BEGIN fails.

Tortoise's own keeps it: a request given up while BEGIN is under way takes a place of the pool with
it for good, until every later transaction of the process waits for ever. And the task in which
BEGIN fails (the database was restarted) goes on using the dead connection.
"""

from __future__ import annotations

from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.backends.base.client import (
    TransactionalDBClient,
    TransactionContext,
    TransactionContextPooled,
)
from tortoise.connection import get_connections


class PostgresClient(AsyncpgDBClient):
    """A pool of connections to one database."""

    def _in_transaction(self) -> TransactionContext:
        return _ReturningContext(TransactionWrapper(self), self._pool_init_lock)


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
