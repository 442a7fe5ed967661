"""SQLite's engine: BEGIN IMMEDIATE, statements in place, a file that was replaced.

Tortoise begins deferred: a transaction that reads and then writes fails at once with "database is
locked" when another process wrote in between, and the busy timeout does not apply to that
(SQLITE_BUSY_SNAPSHOT; tortoise-orm issue 1675). BEGIN IMMEDIATE waits its turn instead.

A statement of a transaction runs where it is asked for, not in aiosqlite's thread: whoever has the
write lock waits for nobody, and the way to the thread and back costs ten times what a statement
does (0.15 ms against 0.015; on a busy machine it takes 2 ms). So do a BEGIN that finds the lock
free, and a look-up by a key (`fetch_at_once`), as readers wait for nobody in WAL mode. A BEGIN that
has to wait, COMMIT, which waits for the disk, and whatever else is asked outside of a transaction
go to the thread.

Tortoise's own engine also keeps its lock for good when a connection or a BEGIN fails, so that
every later query of the process hangs; and it goes on writing into a file that has been deleted or
replaced. Both are mended here.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import aiosqlite
from tortoise.backends.base.client import (
    ConnectionWrapper,
    NestedTransactionContext,
    TransactionalDBClient,
    TransactionContext,
)
from tortoise.backends.sqlite.client import (
    SqliteClient,
    SqliteTransactionContext,
    SqliteTransactionWrapper,
)
from tortoise.connection import get_connections
from tortoise.exceptions import IntegrityError, OperationalError

_PATIENCE = 300
"""Hundredths of a second to wait for other processes that open a new file at the same time."""


class WatchedConnection(aiosqlite.Connection):
    """aiosqlite's connection, which knows whether its thread has anything left to do.

    Whoever is cancelled leaves its statement to the thread, which goes on with it. The calls that
    the thread was `given`, and those that are `done`, are each counted by one thread alone.
    """

    given = done = 0

    @property
    def is_idle(self) -> bool:
        """Whether a statement may run here and now, without waiting for the thread."""
        return self.given == self.done

    async def _execute(self, fn: Callable[..., Any], *args: Any, **named: Any) -> Any:
        def run() -> Any:
            try:
                return fn(*args, **named)
            finally:
                self.done += 1

        self.given += 1
        return await super()._execute(run)  # type: ignore[no-untyped-call]


class ImmediateSqliteClient(SqliteClient):
    """One connection to one file. Only a client with `create` makes a file that is not there."""

    def __init__(self, file_path: str, *, create: bool = False, **pragmas: Any) -> None:
        super().__init__(file_path, **pragmas)
        self._uri = f"{Path(file_path).as_uri()}?mode={'rwc' if create else 'rw'}"
        self._opened: tuple[int, int] | None = None

    async def create_connection(self, with_db: bool) -> None:  # noqa: ARG002 -- Tortoise's signature
        """Connect, unless the file at this path is the one that is already open."""
        if self._connection and self._identity() == self._opened:
            return
        await self.close()
        opened: list[sqlite3.Connection] = []

        def connect() -> sqlite3.Connection:
            opened.append(
                sqlite3.connect(self._uri, uri=True, isolation_level=None, check_same_thread=False)
            )
            return opened[0]

        connection = WatchedConnection(connect, iter_chunk_size=64)
        try:
            await connection
            connection.row_factory = sqlite3.Row
            for pragma, value in self.pragmas.items():
                await _say(connection, f"PRAGMA {pragma}={value}")
        except BaseException:
            await connection.close()
            # Its thread has nothing left to do, but would complain if the event loop ended first.
            connection._thread.join()  # noqa: SLF001
            for left in opened:  # by the thread, for somebody who was cancelled meanwhile
                left.close()
            raise
        self._connection = connection
        self._opened = self._identity()
        await self._post_connect()

    async def fetch_at_once(self, query: str, values: list[Any]) -> list[dict[str, Any]]:
        """The rows of a look-up by a key, run here and now unless the thread is at work."""
        async with self.acquire_connection() as connection:
            if isinstance(connection, WatchedConnection) and connection.is_idle:
                return _rows(connection, query, values)
        rows: list[dict[str, Any]] = await self.execute_query_dict(query, values)
        return rows

    def acquire_connection(self) -> ConnectionWrapper[aiosqlite.Connection]:
        """Hold the connection for one statement."""
        return _OneStatement(self._lock, self)

    def _in_transaction(self) -> TransactionContext:
        return _ImmediateContext(_ImmediateTransaction(self), self._lock)

    def _identity(self) -> tuple[int, int] | None:
        """Which file lies at the path now; None if there is none."""
        try:
            stat = os.stat(self.filename)  # noqa: PTH116 -- asked at every statement: a third of Path's time
        except OSError:
            return None
        return stat.st_dev, stat.st_ino


class _OneStatement(ConnectionWrapper[aiosqlite.Connection]):
    """Holds the lock for one statement, and gives it back when there is no connection."""

    __slots__ = ()

    async def __aenter__(self) -> aiosqlite.Connection:
        await self._lock.acquire()
        try:
            await self.client.create_connection(with_db=True)
        except BaseException:
            self._lock.release()
            raise
        self.connection = self.client._connection  # noqa: SLF001
        return self.connection


class _ImmediateTransaction(SqliteTransactionWrapper):
    """The connection while a transaction holds it."""

    async def begin(self) -> None:
        """Take the write lock, waiting for at most the busy timeout."""
        connection = self._connection
        with _translated():
            if not (isinstance(connection, WatchedConnection) and self._begins_at_once(connection)):
                # One way to its thread instead of two.
                await connection._execute(  # type: ignore[no-untyped-call]  # noqa: SLF001
                    _begin,
                    connection._conn,  # noqa: SLF001
                )

    def _begins_at_once(self, connection: WatchedConnection) -> bool:
        """Begin here and now, where the thread is idle and no other process has the lock."""
        patience = cast("ImmediateSqliteClient", self._parent).pragmas["busy_timeout"]
        return connection.is_idle and _begin_if_free(connection._conn, patience)  # noqa: SLF001

    async def execute_query(
        self, query: str, values: list[Any] | None = None
    ) -> tuple[int, Sequence[Any]]:
        """Run a statement here and now; how many rows it changed or returned, and the rows."""
        connection = self._connection._conn  # noqa: SLF001 -- the driver's own
        before = connection.total_changes
        with _translated():
            rows = connection.execute(query, values or ()).fetchall()
        return (connection.total_changes - before) or len(rows), rows

    async def execute_query_dict(
        self, query: str, values: list[Any] | None = None
    ) -> list[dict[str, Any]]:
        """The rows that a statement returns, run here and now."""
        return _rows(self._connection, query, values or ())

    fetch_at_once = execute_query_dict

    async def execute_script(self, query: str) -> None:
        """Run the statements one by one: sqlite3's `executescript` would commit first."""
        for statement in statements(query):
            await self.execute_query(statement)

    def _in_transaction(self) -> TransactionContext:
        return NestedTransactionContext(_ImmediateTransaction(self))


def _begin(connection: sqlite3.Connection) -> None:
    """Begin anew: a commit that failed, or a BEGIN whose caller left, may have left one open."""
    connection.rollback()
    connection.execute("BEGIN IMMEDIATE")


def _begin_if_free(connection: sqlite3.Connection, patience: int) -> bool:
    """Begin anew unless another process writes just now; the busy timeout is `patience` again."""
    connection.rollback()
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as fault:
        if fault.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        return False
    finally:
        connection.execute(f"PRAGMA busy_timeout = {patience}")
    return True


def _rows(
    connection: aiosqlite.Connection, query: str, values: Sequence[Any]
) -> list[dict[str, Any]]:
    with _translated():
        driver = connection._conn  # noqa: SLF001 -- its own connection
        return list(map(dict, driver.execute(query, values)))


@contextmanager
def _translated() -> Iterator[None]:
    """Raise Tortoise's errors for the driver's, as its own client does."""
    try:
        yield
    except sqlite3.OperationalError as fault:
        raise OperationalError(fault) from fault
    except sqlite3.IntegrityError as fault:
        raise IntegrityError(fault) from fault


class _ImmediateContext(SqliteTransactionContext):
    """Begins and ends a transaction, and gives the lock back when it could not begin."""

    __slots__ = ()

    async def __aenter__(self) -> TransactionalDBClient:
        await self._trxlock.acquire()
        try:
            parent = self.connection._parent  # noqa: SLF001 -- as Tortoise's own does
            await parent.create_connection(with_db=True)
            self.connection._connection = parent._connection  # noqa: SLF001
            await self.connection.begin()
        except BaseException:
            self._trxlock.release()
            raise
        self.token = get_connections().set(self.connection_name, self.connection)
        held: TransactionalDBClient = self.connection
        return held


async def _say(connection: aiosqlite.Connection, pragma: str) -> None:
    """Set a pragma. Going over to WAL does not wait for others, whatever the busy timeout says."""
    for _ in range(_PATIENCE):
        try:
            await connection.execute_fetchall(pragma)
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            await asyncio.sleep(0.01)
        else:
            return
    await connection.execute_fetchall(pragma)


def statements(script: str) -> Iterator[str]:
    """The statements of a script, each whole: a trigger's body has semicolons of its own."""
    pending = ""
    for piece in script.split(";"):
        pending += piece + ";"
        if sqlite3.complete_statement(pending):
            if pending.strip("; \n\t"):
                yield pending.strip()
            pending = ""


client_class = ImmediateSqliteClient
