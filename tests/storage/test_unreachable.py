"""What the drivers complain of becomes trouble that a person can read; bugs stay bugs."""

from __future__ import annotations

import sqlite3
import ssl
from inspect import getmembers, iscoroutinefunction

import asyncpg
import pytest
from tortoise.exceptions import DBConnectionError, IntegrityError, OperationalError

from models.errors import RecordsUnreachable
from models.storage.charts import ChartStore
from models.storage.clinics import ClinicStore
from models.storage.conversations import Conversations
from models.storage.engine.unreachable import SchemaBehind, reaching, reaching_records
from models.storage.installations import Installations
from models.storage.outbox import Outbox
from models.storage.purge import Purge
from models.storage.seen_events import SeenEvents
from models.storage.shared_answers import SharedAnswers


def of_sqlite(code: int, says: str = "") -> sqlite3.OperationalError:
    fault = sqlite3.OperationalError(says)
    fault.sqlite_errorcode = code
    return fault


def caused(fault: Exception, cause: Exception) -> Exception:
    fault.__cause__ = cause
    return fault


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        pytest.param(ConnectionRefusedError(), "down", id="nobody listens"),
        pytest.param(TimeoutError(), "down", id="no answer in time"),
        pytest.param(asyncpg.ConnectionDoesNotExistError(), "down", id="the connection broke"),
        pytest.param(asyncpg.InterfaceError("connection is closed"), "down", id="it was closed"),
        pytest.param(
            asyncpg.InternalClientError("cannot switch to state 11; another operation (2)..."),
            "down",
            id="a goodbye that crossed a question",
        ),
        pytest.param(asyncpg.AdminShutdownError(), "down", id="the server stops"),
        pytest.param(asyncpg.CannotConnectNowError(), "down", id="the server starts"),
        pytest.param(asyncpg.QueryCanceledError(), "busy", id="the server gave up"),
        pytest.param(asyncpg.DeadlockDetectedError(), "busy", id="a deadlock"),
        pytest.param(asyncpg.TooManyConnectionsError(), "busy", id="too many connections"),
        pytest.param(ssl.SSLCertVerificationError(), "not trusted", id="a foreign certificate"),
        pytest.param(
            ConnectionError("PostgreSQL server at db rejected SSL upgrade"), "no TLS", id="no TLS"
        ),
        pytest.param(asyncpg.DiskFullError(), "no room", id="the server's disk is full"),
        pytest.param(asyncpg.InvalidPasswordError(), "does not let", id="a wrong password"),
        pytest.param(
            OperationalError(asyncpg.InsufficientPrivilegeError()), "does not let", id="no right"
        ),
        pytest.param(
            caused(DBConnectionError("Can't"), asyncpg.InvalidCatalogNameError()),
            "holds no database",
            id="no such database",
        ),
        pytest.param(
            asyncpg.ReadOnlySQLTransactionError(), "not written", id="a standby of PostgreSQL"
        ),
        pytest.param(OperationalError(of_sqlite(5)), "busy", id="another process writes"),
        pytest.param(OperationalError(of_sqlite(5 | 2 << 8)), "busy", id="a read out of date"),
        pytest.param(of_sqlite(14), "not there", id="no file"),
        pytest.param(OperationalError(of_sqlite(8)), "not written", id="a file to be read only"),
        pytest.param(OperationalError(of_sqlite(13)), "no room", id="a full disk"),
        pytest.param(of_sqlite(10), "failing disk", id="a disk that fails"),
    ],
)
def test_trouble_is_said(fault: Exception, words: str) -> None:
    with pytest.raises(RecordsUnreachable, match=words), reaching():
        raise fault


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(OperationalError(asyncpg.UndefinedTableError()), id="no table, PostgreSQL"),
        pytest.param(OperationalError(asyncpg.UndefinedColumnError()), id="no column, PostgreSQL"),
        pytest.param(OperationalError(of_sqlite(1, "no such table: clinic")), id="no table"),
        pytest.param(OperationalError(of_sqlite(1, "no such column: c.nick")), id="no column"),
        pytest.param(
            OperationalError(of_sqlite(1, "table clinic has no column named nick")),
            id="no column to write to",
        ),
    ],
)
def test_a_schema_that_is_behind_is_told_from_silence(fault: Exception) -> None:
    with pytest.raises(SchemaBehind, match="migrate"), reaching():
        raise fault


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(ValueError("a bug"), id="a wrong value"),
        pytest.param(IntegrityError("a key"), id="a key taken twice"),
        pytest.param(OperationalError("words"), id="a query that cannot be built"),
        pytest.param(OperationalError(asyncpg.PostgresSyntaxError()), id="a wrong statement"),
        pytest.param(
            OperationalError(of_sqlite(1, 'near "SELEKT": syntax error')),
            id="a wrong statement on SQLite",
        ),
        pytest.param(
            asyncpg.InterfaceError("cannot perform operation: another operation is in progress"),
            id="a connection used twice at once",
        ),
    ],
)
def test_a_bug_stays_a_bug(fault: Exception) -> None:
    with pytest.raises(type(fault)) as caught, reaching():
        raise fault
    assert caught.value is fault


@reaching_records
class Away:
    """A store whose database is away."""

    async def read(self) -> None:
        """Ask it."""
        raise OSError

    async def _ask(self) -> None:
        raise OSError


async def test_every_public_method_of_a_store_says_that_the_records_are_away() -> None:
    with pytest.raises(RecordsUnreachable):
        await Away().read()
    with pytest.raises(OSError):
        await Away()._ask()  # noqa: SLF001


@pytest.mark.parametrize(
    "store",
    [
        *(ChartStore, ClinicStore, Conversations, Installations, Outbox, Purge, SeenEvents),
        SharedAnswers,
    ],
    ids=lambda store: store.__name__,
)
def test_no_method_of_a_store_lets_a_driver_s_error_through(store: type) -> None:
    methods = [
        (name, method)
        for name, method in getmembers(store, iscoroutinefunction)
        if not name.startswith("_")
    ]
    assert methods
    assert not [name for name, method in methods if not hasattr(method, "__wrapped__")]
