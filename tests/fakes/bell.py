"""Waiting for something to have happened, without polling and without sleeping."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")


class Bell:
    """Rung whenever something happened; those who wait look again."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Wake everyone who waits."""
        self._rung.set()
        self._rung = asyncio.Event()

    async def until(self, look: Callable[[], Found | None], what: str, patience: float) -> Found:
        """The first thing that `look` finds; AssertionError when `patience` seconds bring none."""
        try:
            async with asyncio.timeout(patience):
                while not (found := look()):
                    await self._rung.wait()
                return found
        except TimeoutError:
            raise AssertionError(f"waited {patience:g} s and saw no {what}") from None
