"""How long a platform's word on somebody's role is kept, and what guests and bots are told.

A definite answer, yes or no, is remembered for ten minutes; that there was none, for seconds.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cachetools import FIFOCache

from models.clinic.clinic import Platform, Role
from models.clinic.recipient_faults import PersonFault
from models.errors import NotAllowed, Trouble
from models.wording.recipient_faults import not_vouched, platform_name

_FRESH_FOR = timedelta(minutes=10)
_SILENT_FOR = timedelta(seconds=5)
"""How long a platform that did not answer is not asked again about the same person."""

_MOST = 10_000


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question to a platform, and when it was put."""

    at: datetime
    answer: asyncio.Task[Role]

    def holds_at(self, now: datetime) -> bool:
        """Whether the answer still does. One that is under way is waited for."""
        if not self.answer.done():
            return True
        if self.answer.cancelled():
            return False
        is_silent = not isinstance(self.answer.exception(), NotAllowed | None)
        return now - self.at < (_SILENT_FOR if is_silent else _FRESH_FOR)


class RoleLookup:
    """Asks about each person once, however often they act meanwhile."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._asked: FIFOCache[Hashable, _Asked] = FIFOCache(_MOST)

    async def role_of(self, who: Hashable, ask: Callable[[], Coroutine[Any, Any, Role]]) -> Role:
        """What `ask` says of somebody, now or lately. Raises what it raises."""
        asked = self._asked.get(who)
        if asked is None or not asked.holds_at(self._clock()):
            asked = self._asked[who] = _Asked(self._clock(), asyncio.create_task(ask()))
        return await asyncio.shield(asked.answer)


def refused(fault: PersonFault, platform: Platform) -> Trouble:
    """What somebody reads who asks and is nobody of the clinic's staff, or may not be."""
    name = platform_name(platform)
    if fault is PersonFault.UNTOLD:
        return not_vouched(platform)
    if fault is PersonFault.STRANGER:
        return stranger()
    what = {
        PersonFault.BOT: "an app and no person",
        PersonFault.GUEST: "a guest here",
        PersonFault.LEFT: "an account that is deactivated",
        PersonFault.NOT_FOUND: "nobody whom it shows me here",
    }[fault]
    mends = "to make you a full member" if fault is PersonFault.GUEST else f"of {name}"
    return NotAllowed(
        f"I answer the clinic's staff, and {name} says that you are {what}.",
        f"Ask somebody who works there, or an admin {mends}.",
    )


def stranger() -> NotAllowed:
    """What people of other workspaces or tenants are told."""
    return NotAllowed(
        "I answer the staff of the clinic that shares this channel with you.",
        "Ask somebody who works there.",
    )


def nowhere(platform: Platform) -> NotAllowed:
    """What somebody is told of whom it is not said in which workspace or tenant they act."""
    name = platform_name(platform)
    return NotAllowed(
        f"{name} does not say at which clinic you are, so I answer nothing here.",
        "Write to me in a channel of your own clinic.",
    )
