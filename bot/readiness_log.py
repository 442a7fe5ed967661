"""The log's lines on records that cannot be used: why, once for each reason, and their return."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from structlog.typing import FilteringBoundLogger

from bot.event_loop import meanwhile
from models.storage.database import Database, Readiness

_EVERY = 10.0
_WITHIN = 8.0
"""Seconds: the first question also connects."""


class ReadinessLog:
    """Writes down why the records cannot be used, when that changes.

    `lost` begins that line: what a process does without them.
    """

    def __init__(self, log: FilteringBoundLogger, lost: str = "not ready") -> None:
        self._log, self._lost = log, lost
        self._said = ""

    def take(self, readiness: Readiness) -> None:
        """What was found just now."""
        if readiness.ready:
            if self._said:
                self._log.info("ready again")
            self._said = ""
        elif readiness.says != self._said:
            self._said = readiness.says
            self._log.warning(self._lost, says=readiness.says)


async def look(database: Database) -> Readiness:
    """Whether the records can be used, with time enough to connect anew."""
    return await database.check(within=_WITHIN, writing=True)


@asynccontextmanager
async def watching(
    database: Database, log: ReadinessLog, every: float = _EVERY
) -> AsyncIterator[None]:
    """Look after the records for as long as a process works."""
    async with meanwhile(_watch(database, log, every)):
        yield


async def _watch(database: Database, log: ReadinessLog, every: float) -> None:
    while True:
        log.take(await look(database))
        await asyncio.sleep(every)
