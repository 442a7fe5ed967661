"""Who is asking: a clinic and a member, remembered for a while so that an ask reads no row."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from models.clinic import Clinic, Member, Platform, Role
from models.errors import RecordsUnreachable
from models.ports import Records

_FRESH_FOR = timedelta(minutes=1)
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Caller:
    """Who speaks, as the platform names them, and in which request.

    `role` is for a newcomer, or what `vouch` says of one, who is asked once; a stored role stays.
    """

    platform: Platform
    workspace: str
    user: str
    place: str = ""
    request: str = ""
    role: Role = Role.STAFF
    vouch: Callable[[], Awaitable[Role]] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Seat:
    """A clinic and a member of it."""

    clinic: Clinic
    member: Member


class Seats:
    """Finds seats. A change made by another process is seen within a minute."""

    def __init__(self, records: Records, clock: Callable[[], datetime]) -> None:
        self._records = records
        self._clock = clock
        self._known: dict[tuple[Platform, str, str], tuple[datetime, Seat]] = {}

    async def find(self, caller: Caller) -> Seat:
        """The seat of a caller; a newcomer gets one.

        While the records cannot be reached, a seat once known is still given: answers that need no
        row go on. Raises `RecordsUnreachable` for a caller never seen by this process, and what
        `vouch` raises.
        """
        key, now = (caller.platform, caller.workspace, caller.user), self._clock()
        seen = self._known.get(key)
        if seen and now - seen[0] < _FRESH_FOR:
            return seen[1]
        try:
            seat = await self._seat(caller, now)
        except RecordsUnreachable:
            if seen is None:
                raise
            return seen[1]
        self._remember(key, now, seat)
        return seat

    async def _seat(self, caller: Caller, now: datetime) -> Seat:
        key, role = (caller.platform, caller.workspace, caller.user), caller.role
        if caller.vouch:
            if seated := await self._records.seated(*key):
                return Seat(*seated)
            role = await caller.vouch()
        return Seat(*await self._records.seat(*key, role=role, at=now))

    def forget(self) -> None:
        """Read every seat anew: something in this process changed one."""
        self._known.clear()

    def _remember(self, key: tuple[Platform, str, str], now: datetime, seat: Seat) -> None:
        if len(self._known) >= _MOST:
            del self._known[next(iter(self._known))]
        self._known[key] = (now, seat)
