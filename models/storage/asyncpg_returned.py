"""A Tortoise engine for PostgreSQL that gives a connection back when its BEGIN fails.

Tortoise's own keeps it: after as many failures as the pool has places (a restart of the database
is enough) every later transaction of the process waits for ever; and the task in which it happened
goes on using the dead connection.
"""

from __future__ import annotations

from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.backends.base.client import (
    TransactionalDBClient,
    TransactionContext,
    TransactionContextPooled,
)
from tortoise.connection import get_connections


class Client(AsyncpgDBClient):
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


client_class = Client
