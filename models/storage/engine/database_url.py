"""Read DATABASE_URL: engines, pragmas, timeouts; PostgreSQL's options are a file of their own.

    sqlite://needlepoint.sqlite3                        a file, beside where the program was started
    sqlite:///var/lib/needlepoint/records.sqlite3       a file, from the root
    postgres://user:password@host:5432/name?maxsize=10

No part of a DATABASE_URL is ever repeated in an error: whatever is wrong with it may have put the
password where a host or an option should stand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from models.errors import SettingsFault
from models.storage.engine.database_url_options import read_options

APP = "needlepoint"
CONNECTION = "default"

SQLITE_ENGINE = "models.storage.engine.sqlite_connections"
POSTGRES_ENGINE = "models.storage.engine.postgres_connections"

BUSY_MILLISECONDS = 5_000
"""How long SQLite waits for another process to finish writing."""

MIGRATION_BUSY_MILLISECONDS = 60_000
"""The same where the other process migrates as well: its one transaction takes seconds."""

CONNECT_SECONDS = 5.0
COMMAND_SECONDS = 30.0
"""How long PostgreSQL may take to connect, and to answer; a migration may take any time."""

_SQLITE_OPTIONS: Mapping[str, Callable[[str], object]] = {
    "busy_timeout": int,
    "synchronous": str,
}


@dataclass(frozen=True, slots=True)
class DatabaseConfig:
    """Where the records are kept. `file` is None for PostgreSQL."""

    engine: str
    credentials: Mapping[str, Any] = field(repr=False)
    file: Path | None = None


def read_url(url: str) -> DatabaseConfig:
    """Read a DATABASE_URL. Raises `SettingsFault`."""
    scheme, mark, _ = url.partition("://")
    if mark and scheme == "sqlite":
        return _sqlite(url)
    if mark and scheme in ("postgres", "postgresql"):
        return _postgres(url)
    raise SettingsFault(
        "DATABASE_URL names no kind of database that this program keeps records in.",
        "Write sqlite://FILE, or postgres://USER:PASSWORD@HOST:PORT/NAME.",
    )


def tortoise_config(place: DatabaseConfig, *, migrating: bool = False) -> dict[str, Any]:
    """What Tortoise is told. Only a migration may create a SQLite file, or take its time."""
    credentials = dict(place.credentials)
    if migrating and place.file:
        credentials["create"] = True
        if credentials["busy_timeout"] == BUSY_MILLISECONDS:
            credentials["busy_timeout"] = MIGRATION_BUSY_MILLISECONDS
    elif migrating:
        credentials["command_timeout"] = None
    return {
        "connections": {CONNECTION: {"engine": place.engine, "credentials": credentials}},
        "apps": {
            APP: {
                "models": ["models.storage.tables"],
                "migrations": "models.storage.migrations",
                "default_connection": CONNECTION,
            }
        },
    }


def _sqlite(url: str) -> DatabaseConfig:
    path, _, query = url.removeprefix("sqlite://").partition("?")
    if not path or path.startswith(":memory:") or path.endswith("/"):
        raise SettingsFault(
            "DATABASE_URL names no file for SQLite.",
            "Write sqlite://needlepoint.sqlite3, or sqlite:///an/absolute/path.sqlite3.",
        )
    file = Path(unquote(path)).absolute()
    credentials = {
        "file_path": str(file),
        "busy_timeout": BUSY_MILLISECONDS,
        **_sqlite_options(query),
        "journal_mode": "WAL",
        "foreign_keys": "ON",
        "secure_delete": "ON",  # what is deleted is written over
    }
    return DatabaseConfig(SQLITE_ENGINE, credentials, file)


def _postgres(url: str) -> DatabaseConfig:
    parts, port = _split(url)
    name = unquote(parts.path.removeprefix("/"))
    if not name or "/" in name or parts.fragment:
        raise _misread()
    credentials = {
        "host": parts.hostname,
        "port": port,
        "user": _decoded(parts.username),
        "password": _decoded(parts.password),
        "database": name,
        "application_name": "needlepoint",
        "timeout": CONNECT_SECONDS,
        "command_timeout": COMMAND_SECONDS,
        **read_options(parts.query),
    }
    return DatabaseConfig(POSTGRES_ENGINE, credentials)


def _split(url: str) -> tuple[SplitResult, int]:
    # What urllib says of an address may hold a piece of the password: it is not passed on.
    try:
        parts = urlsplit(url)
        return parts, parts.port or 5432
    except ValueError:
        raise _misread() from None


def _sqlite_options(query: str) -> dict[str, object]:
    given = parse_qs(query, keep_blank_values=True)
    try:
        return {name: _SQLITE_OPTIONS[name](values[-1]) for name, values in given.items()}
    except (KeyError, ValueError):
        raise SettingsFault(
            "DATABASE_URL ends in an option that is unknown or has no fitting value.",
            f"After the question mark, use only {', '.join(sorted(_SQLITE_OPTIONS))}.",
        ) from None


def _decoded(text: str | None) -> str | None:
    return unquote(text) if text else None


def _misread() -> SettingsFault:
    return SettingsFault(
        "DATABASE_URL cannot be read as an address of PostgreSQL.",
        "Write postgres://USER:PASSWORD@HOST:PORT/NAME, with # ? / @ : [ ] in a password as "
        "%23 %3F %2F %40 %3A %5B %5D.",
    )
