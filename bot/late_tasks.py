"""Work that goes on after its answer has left, kept where the end of the process finds it."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

_WITHIN = 10.0  # seconds that such work gets at shutdown


class LateTasks:
    """The tasks of one part of the bot that are not finished yet."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Begin some work; asyncio itself keeps no hold of it."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def drain(self, within: float | None = _WITHIN) -> None:
        """Wait until all is done, for so many seconds at most; for None as long as it takes."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=within)
