"""Open, close, migrate and check the database: readiness, heads, the log level of drivers."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from tortoise.connection import get_connection
from tortoise.context import TortoiseContext

from models.errors import RecordsUnreachable, SettingsFault
from models.storage import audit_log, keyring, migrate
from models.storage.engine import unreachable
from models.storage.engine.database_url import APP, CONNECTION, read_url, tortoise_config
from models.storage.engine.private_file import close_to_others, make_private
from models.storage.engine.unreachable import SchemaBehind, reaching
from models.storage.sql import execute
from models.storage.statements.operations import PROBE, PROBE_NAME

_WRITTEN_EVERY = 10.0  # seconds
_ANY_DAY = datetime(2000, 1, 1, tzinfo=UTC)  # the row is written anew, not read

_SHREDS = "0012_forgetting"
"""From this migration on SQLite writes over what is deleted; what was before is left to do."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether the records can be used, and a sentence or two that say so.

    `migrated` means that every migration of this program is applied; it is False when the database
    cannot be asked. `is_bound_here` means that the audit's key is the one that bound its rows.
    """

    reachable: bool
    migrated: bool
    says: str
    is_bound_here: bool = True

    @property
    def ready(self) -> bool:
        """Whether there is nothing to mend."""
        return self.reachable and self.migrated and self.is_bound_here


class Database:
    """One database. A process has at most one open at a time.

    `audit_keys` bind the audit; without any, SQLite has one in a file beside its own. Raises
    `SettingsFault` when `url` cannot be read. `async with` opens and closes it.
    """

    def __init__(self, url: str, audit_keys: Sequence[str] = ()) -> None:
        self._place = read_url(url)
        self._keyring = keyring.Keyring(self._place.file, audit_keys)
        self._context: TortoiseContext | None = None
        self._probe: asyncio.Task[Readiness] | None = None
        self._written_at = float("-inf")

    @property
    def file(self) -> Path | None:
        """SQLite's file; None for PostgreSQL."""
        return self._place.file

    def describe(self) -> str:
        """What kind of database it is, and whether a pooler stands before it, once it was asked."""
        if self._place.file:
            return "They are in a file of SQLite."
        is_pooled = getattr(get_connection(CONNECTION), "is_pooled", False)
        before = ", behind a pooler: statements are not kept prepared" if is_pooled else ""
        return f"They are in PostgreSQL{before}."

    async def open(self) -> None:
        """Make the database known to this process; it need not answer yet.

        The first query connects. Any task may ask from now on, whichever task opened it.
        """
        _keep_values_out_of_logs()
        if self._place.file:
            close_to_others(self._place.file)
        context = TortoiseContext()
        # Not Tortoise.init: it leaves this task inside the context even after it is closed.
        with context:
            await context.init(config=tortoise_config(self._place), _enable_global_fallback=True)
        self._context = context
        keyring.hold(self._keyring)

    async def close(self) -> None:
        """Close every connection. SQLite's has a thread that keeps the process alive until then."""
        if self._probe:
            self._probe.cancel()
            await asyncio.wait({self._probe}, timeout=1)
            self._probe = None
        if self._context:
            await self._context.close_connections()
            self._context = None
            keyring.let_go(self._keyring)

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self.close()

    async def migrate(self) -> list[str]:
        """Apply the migrations that are missing and return their names, oldest first.

        It need not be open. Any number of processes may do this at once. Creates the file of a
        SQLite database. Raises `RecordsUnreachable`, or `SettingsFault` where rows are to be bound
        and there is no key; then nothing has changed.
        """
        if self._place.file:
            make_private(self._place.file)
            close_to_others(self._place.file)
        config = tortoise_config(self._place, migrating=True)
        with reaching(), keyring.held(self._keyring):
            applied = await migrate.apply(config)
            if self._place.file and _SHREDS in applied:
                await migrate.compact(config)
            if applied:
                await self.renew_heads()
        return applied

    async def skip_numbers(self) -> None:
        """Give alerts other numbers from now on than those since a copy that was restored.

        A button under a message of those days then finds no alert, instead of somebody else's.
        """
        with reaching():
            await migrate.skip_numbers(tortoise_config(self._place, migrating=True))

    async def renew_heads(self) -> int:
        """Write the newest rows beside SQLite's file where no line with a key is; says how many.

        A line of a row that is gone stays: it shows that the end was cut off.
        """
        heads = self._keyring.heads
        if heads is None:
            return 0
        with reaching(), keyring.held(self._keyring):
            rows = await migrate.newest_rows(tortoise_config(self._place, migrating=True))
            lines = heads.all()
            lacking = [
                row
                for row in rows
                if (line := lines.get(row.clinic_id)) is None or line.is_keyless(row)
            ]
            for row in lacking:
                heads.note(row, self._keyring.keys.newest)
        return len(lacking)

    async def check(self, *, within: float = 1.0, writing: bool = False) -> Readiness:
        """Ask the database whether it can be used; answers after `within` seconds at the latest.

        With `writing` it also has to take a row: a full disk or a standby still answers questions.
        Callers share one question: while a database hangs, questions do not pile up in its pool.
        """
        if self._probe is None or self._probe.done():
            self._probe = asyncio.create_task(self._ask(writing=writing))
        probe = self._probe
        await asyncio.wait({probe}, timeout=within)
        if not probe.done():
            return _not_reached(*unreachable.SILENT)
        return probe.result()

    async def _ask(self, *, writing: bool) -> Readiness:
        try:
            missing = await self._missing()
            if not missing and (fault := await self._key_fault()):
                return Readiness(reachable=True, migrated=True, says=fault, is_bound_here=False)
            if writing and not missing:
                await self._write()
        except SchemaBehind as trouble:
            return Readiness(reachable=True, migrated=False, says=str(trouble))
        except RecordsUnreachable as trouble:
            return _not_reached(trouble.what, trouble.mend)
        if missing:
            return Readiness(reachable=True, migrated=False, says=" ".join(unreachable.BEHIND))
        return Readiness(reachable=True, migrated=True, says="The records are ready.")

    async def _key_fault(self) -> str:
        """That the audit's keys here are not its own, and what to do; empty where they are."""
        try:
            with reaching():
                fault = await audit_log.key_fault(self._keyring)
        except SettingsFault as trouble:  # there is none, though rows were bound
            return str(trouble)
        return audit_log.key_sentences(fault) if fault else ""

    async def go_on_with_this_key(self, at: datetime) -> int:
        """Have the key here bind the audits from now on, where the one of before is lost for good.

        Says of how many clinics. It need be open. Raises `SettingsFault` where there is no key.
        """
        with reaching():
            return await audit_log.go_on_with_this_key(at)

    async def _write(self) -> None:
        """Write a row, at most once in a while, however often anybody asks.

        Raises `RecordsUnreachable` where none is taken. Busy is no fault: others write just now.
        """
        now = asyncio.get_running_loop().time()
        if now - self._written_at < _WRITTEN_EVERY:
            return
        try:
            with reaching():
                await execute(PROBE, name=PROBE_NAME, at=_ANY_DAY)
        except RecordsUnreachable as trouble:
            if (trouble.what, trouble.mend) != unreachable.BUSY:
                raise
        self._written_at = now

    async def _missing(self) -> frozenset[str]:
        """The names of the migrations that are shipped and not applied."""
        with reaching():
            applied = await get_connection(CONNECTION).execute_query_dict(
                f"SELECT name FROM tortoise_migrations WHERE app = '{APP}'"  # noqa: S608 -- a constant
            )
        if self._place.file and not _writable(self._place.file):
            raise RecordsUnreachable(*unreachable.READ_ONLY)
        return migrate.shipped() - {row["name"] for row in applied}


def _not_reached(what: str, mend: str) -> Readiness:
    return Readiness(reachable=False, migrated=False, says=f"{what} {mend}")


def _writable(file: Path) -> bool:
    """Whether this process may write the file and, for the log beside it, the folder."""
    return all(os.access(path, os.W_OK, effective_ids=True) for path in (file, file.parent))


def _keep_values_out_of_logs() -> None:
    # At DEBUG, Tortoise and aiosqlite write every statement with its values: people's ids.
    for name in ("tortoise", "aiosqlite"):
        logging.getLogger(name).setLevel(logging.INFO)
