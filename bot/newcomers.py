"""Who is new: their platform is asked about them once, and outsiders get no seat."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Hashable
from datetime import datetime, timedelta
from typing import Any

from models.clinic import Role
from models.errors import NotAllowed

_FRESH_FOR = timedelta(minutes=10)
_MOST = 10_000


class Newcomers:
    """Asks about each newcomer once, however often they ask meanwhile."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._asked: dict[Hashable, tuple[datetime, asyncio.Task[Role]]] = {}

    async def role_of(self, who: Hashable, ask: Callable[[], Coroutine[Any, Any, Role]]) -> Role:
        """What `ask` says of a newcomer, now or lately. Raises what it raises."""
        since, task = self._asked.get(who, (None, None))
        if since is None or task is None or self._clock() - since > _FRESH_FOR:
            task = asyncio.create_task(ask())
            self._remember(who, task)
        return await asyncio.shield(task)

    def _remember(self, who: Hashable, task: asyncio.Task[Role]) -> None:
        if len(self._asked) >= _MOST:
            del self._asked[next(iter(self._asked))]
        self._asked[who] = (self._clock(), task)


def guest(platform: str) -> NotAllowed:
    """What guests are told."""
    return NotAllowed(
        f"I answer the clinic's staff, and {platform} says that you are a guest here.",
        "Ask somebody who works there, or an admin to make you a full member.",
    )


def stranger() -> NotAllowed:
    """What people of other workspaces or tenants are told."""
    return NotAllowed(
        "I answer the staff of the clinic that shares this channel with you.",
        "Ask somebody who works there.",
    )
