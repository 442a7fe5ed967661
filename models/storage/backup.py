"""Copies the records while others use them: SQLite's own backup, or pg_dump for PostgreSQL.

A copy is for its owner alone. With SQLite the audit's heads and key are copied beside it, the heads
first: a head of a row that the copy lacks would look as if the end had been cut off.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from models.errors import RecordsUnreachable, Trouble
from models.storage.engine.database_url import DatabaseConfig, read_url
from models.storage.engine.private_file import make_private
from models.storage.engine.unreachable import reaching

BESIDE = (".audit-heads", ".audit-key")
"""What SQLite keeps beside its file."""

_PAGES = 500  # at a time: whoever writes waits for no more than these


def back_up(url: str, copy: Path) -> list[Path]:
    """Write a copy of the records; returns every file that was written.

    Raises `Trouble` where the copy is there already or cannot be made, `OSError` where this account
    may not write there, `RecordsUnreachable` where the records do not answer.
    """
    place = read_url(url)
    with _removed_if_it_fails(copy):
        if place.file:
            return _sqlite(place.file, copy)
        _postgres(place, url, copy)
        return [copy]


@contextmanager
def _removed_if_it_fails(copy: Path) -> Iterator[None]:
    """Leave no piece of a copy, which the next one would be refused for."""
    try:
        copy.touch(mode=0o600, exist_ok=False)
    except FileExistsError:
        raise Trouble(
            "A file of that name is there already.", "Name another one: backup FILE"
        ) from None
    except FileNotFoundError:
        raise Trouble(
            "There is no such folder to write to.", "Make it, for its owner alone."
        ) from None
    try:
        yield
    except BaseException:
        for ending in ("", *BESIDE):
            Path(f"{copy}{ending}").unlink(missing_ok=True)
        raise


def _sqlite(file: Path, copy: Path) -> list[Path]:
    written = []
    for ending in BESIDE:
        beside, copied = Path(f"{file}{ending}"), Path(f"{copy}{ending}")
        if beside.is_file():
            make_private(copied)
            shutil.copyfile(beside, copied)
            written.append(copied)
    with reaching():
        source = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
        with closing(source), closing(sqlite3.connect(copy)) as target:
            source.backup(target, pages=_PAGES, sleep=0.01)
            target.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
            (verdict,) = target.execute("PRAGMA integrity_check").fetchone()
    if verdict != "ok":
        raise Trouble("The copy is damaged, and so may the records be.", "Look at the disk.")
    return [copy, *written]


def _postgres(place: DatabaseConfig, url: str, copy: Path) -> None:
    program = shutil.which("pg_dump")
    if program is None:
        raise Trouble(
            "pg_dump is not on this machine, and PostgreSQL is copied by it.",
            "Install PostgreSQL's client programs, as new as the server or newer; where it runs in "
            "a container, docs/container.md has a line that copies there.",
        )
    command = [program, "--format=custom", "--no-owner", "--no-privileges", "--no-password"]
    told = {**os.environ, **connection_variables(place.credentials, url)}
    done = subprocess.run(  # noqa: S603 -- its own words, and nothing that was typed
        [*command, f"--file={copy}"], env=told, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise _failed(done.stderr)


def _failed(said: str) -> Trouble:
    """Why pg_dump failed, without its words: they hold the server's address."""
    if "version mismatch" in said:
        return Trouble(
            "pg_dump is older than the server, and copies nothing of it.",
            "Install PostgreSQL's client programs of the server's version.",
        )
    return RecordsUnreachable(
        "pg_dump could not copy the records.",
        "python -m bot doctor says whether the database answers; behind a pooler, give it the "
        "server's own address.",
    )


def connection_variables(credentials: Mapping[str, Any], url: str) -> dict[str, str]:
    """What PostgreSQL's own programs read: the password stands in no list of processes."""
    options = {name: values[-1] for name, values in parse_qs(urlsplit(url).query).items()}
    told = {
        "PGHOST": options.get("host") or credentials["host"],
        "PGPORT": credentials["port"],
        "PGUSER": credentials["user"],
        "PGPASSWORD": credentials["password"],
        "PGDATABASE": credentials["database"],
        "PGSSLMODE": options.get("sslmode"),
        "PGSSLROOTCERT": options.get("sslrootcert"),
        "PGSSLCERT": options.get("sslcert"),
        "PGSSLKEY": options.get("sslkey"),
        "PGCHANNELBINDING": options.get("channel_binding"),
        "PGOPTIONS": options.get("options"),
    }
    return {name: str(value) for name, value in told.items() if value}
