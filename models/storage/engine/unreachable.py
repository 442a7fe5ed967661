"""Which driver errors mean that the records cannot be reached, and what is said of each.

RecordsUnreachable      the database does not answer as it should
├── SchemaBehind        it answers, and lacks a table or a column of this program
└── RecordsBusy         others write just now
"""

from __future__ import annotations

import sqlite3
import ssl
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from inspect import iscoroutinefunction
from typing import ParamSpec, TypeVar

import asyncpg  # type: ignore[import-untyped]  # it has no types
from tortoise.exceptions import DBConnectionError, OperationalError

from models.errors import RecordsBusy, RecordsUnreachable


class SchemaBehind(RecordsUnreachable):
    """The database answers, and lacks a table or a column of this program."""


_Store = TypeVar("_Store")
_Given = ParamSpec("_Given")
_Returned = TypeVar("_Returned")
_Sentences = tuple[str, str]

SILENT: _Sentences = (
    "The records do not answer: the database is down or cannot be reached.",
    "Try again in a minute; if it stays so, start the database or correct DATABASE_URL.",
)
BEHIND: _Sentences = (
    "The records are kept in an older shape than this program needs.",
    "Run `python -m bot migrate`.",
)
BUSY: _Sentences = (
    "The records are busy with other work.",
    "Try again in a minute.",
)
REFUSED: _Sentences = (
    "The database does not let this program in.",
    "Check the user, the password and the rights that go with DATABASE_URL.",
)
NO_TLS: _Sentences = (
    "The database server speaks no TLS, which sslmode in DATABASE_URL asks for.",
    "Switch TLS on there, or, on a network that is yours alone, write sslmode=disable.",
)
UNTRUSTED: _Sentences = (
    "The database server shows a certificate that is not trusted here, or is another server's.",
    "Name it in DATABASE_URL as its certificate does, and the file of its root: "
    "?sslmode=verify-full&sslrootcert=/path/to/root.crt",
)
NO_DATABASE: _Sentences = (
    "The database server holds no database of the name in DATABASE_URL.",
    "Create it, or correct DATABASE_URL.",
)
NO_FILE: _Sentences = (
    "The database file is not there, or cannot be opened.",
    "Check DATABASE_URL and the rights on its folder, then run `python -m bot migrate`.",
)
READ_ONLY: _Sentences = (
    "The database may be read but not written.",
    "Give this program's account the right to write to it and to its folder.",
)
FULL: _Sentences = (
    "The database has no room left.",
    "Free some space on its disk.",
)
DAMAGED: _Sentences = (
    "The database file is damaged, is no SQLite file, or lies on a failing disk.",
    "Look at the disk, then restore the file from a copy.",
)

_KINDS: dict[_Sentences, type[RecordsUnreachable]] = {BEHIND: SchemaBehind, BUSY: RecordsBusy}

_BY_SQLITE_CODE = {
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_IOERR: DAMAGED,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_CANTOPEN: NO_FILE,
    sqlite3.SQLITE_NOTADB: DAMAGED,
}

# By the whole SQLSTATE, or by its class (the first two characters).
_BY_SQLSTATE = {
    "08": SILENT,  # the connection broke or could not be made
    "28": REFUSED,
    "57": SILENT,  # shutting down, starting up
    "57014": BUSY,  # cancelled: a statement took too long
    "40": BUSY,  # a deadlock or a failed serialization: the other one won
    "53": BUSY,  # too many connections, no memory
    "53100": FULL,
    "3D": NO_DATABASE,
    "25006": READ_ONLY,  # a standby
    "42501": REFUSED,
    "42P01": BEHIND,  # no such table
    "42703": BEHIND,  # no such column
}

# asyncpg has no type for a connection that went away, and misuse raises the same types. The last
# one is said when the server's goodbye crosses our question.
_GONE = ("is closed", "was closed", "is closing", "cannot switch to state")

_REJECTED = "rejected SSL upgrade"  # asyncpg's words

_MISSING = ("no such table", "no such column", "has no column named")


@contextmanager
def reaching() -> Iterator[None]:
    """Raise `RecordsUnreachable` for whatever says that the database cannot be reached.

    Other errors pass: they are bugs.
    """
    try:
        yield
    except Exception as fault:
        if sentences := _sentences(_cause(fault)):
            raise _KINDS.get(sentences, RecordsUnreachable)(*sentences) from fault
        raise


def reaching_records(store: type[_Store]) -> type[_Store]:
    """Have every public method of a store raise what `reaching` raises."""
    for name, method in [*vars(store).items()]:
        if iscoroutinefunction(method) and not name.startswith("_"):
            setattr(store, name, _reaching_method(method))
    return store


def _reaching_method(
    method: Callable[_Given, Awaitable[_Returned]],
) -> Callable[_Given, Awaitable[_Returned]]:
    @wraps(method)
    async def reached(*args: _Given.args, **named: _Given.kwargs) -> _Returned:
        with reaching():
            return await method(*args, **named)

    return reached


def _cause(fault: Exception) -> BaseException:
    """The driver's own error, where Tortoise has wrapped it."""
    if isinstance(fault, OperationalError) and fault.args:
        inner = fault.args[0]
        return inner if isinstance(inner, BaseException) else fault
    if isinstance(fault, DBConnectionError) and fault.__cause__:
        return fault.__cause__
    return fault


def _sentences(fault: BaseException) -> _Sentences | None:
    match fault:
        case sqlite3.DatabaseError():
            return _of_sqlite(fault)
        case asyncpg.PostgresError():
            state = fault.sqlstate or ""
            return _BY_SQLSTATE.get(state) or _BY_SQLSTATE.get(state[:2])
        case asyncpg.InterfaceError() | asyncpg.InternalClientError():
            return SILENT if any(words in str(fault) for words in _GONE) else None
        case OSError():
            return _of_network(fault)
        case _:
            return None


def _of_network(fault: OSError) -> _Sentences:
    if isinstance(fault, ssl.SSLCertVerificationError):
        return UNTRUSTED
    if _REJECTED in str(fault):
        return NO_TLS
    return SILENT  # refused, unreachable, no such host, timed out


def _of_sqlite(fault: sqlite3.DatabaseError) -> _Sentences | None:
    if any(words in str(fault) for words in _MISSING):
        return BEHIND
    code = getattr(fault, "sqlite_errorcode", sqlite3.SQLITE_OK)
    return _BY_SQLITE_CODE.get(code & 0xFF)  # the rest of the code says more than is needed
