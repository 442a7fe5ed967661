"""What a web process writes into the records while it serves: `doctor` misses a dead one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from bot.app import App
from bot.event_loop import meanwhile
from models.errors import RecordsUnreachable

_EVERY = 30.0  # seconds


@asynccontextmanager
async def beating(app: App, every: float = _EVERY) -> AsyncIterator[None]:
    """Write that this process serves, now and again, for as long as it does."""
    async with meanwhile(_beat(app, every)):
        yield


async def _beat(app: App, every: float) -> None:
    while True:
        with suppress(RecordsUnreachable):  # which the look at the records says
            await app.job_runs.note_web(app.clock())
        await asyncio.sleep(every)
