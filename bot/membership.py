"""Who is asking (Caller), their clinic and seat, and how long a platform's word on them holds.

Whoever is seated has been vouched for by their platform, and is again each day: who left, became a
guest or was deactivated has a seat no more. While the platform does not answer, somebody new gets a
seat that is not stored and shows nothing of the clinic's; who was vouched for lately keeps theirs.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from cachetools import FIFOCache

from bot.role_lookup import nowhere
from models.clinic.clinic import Clinic, Member, Platform, Role, unknown_member
from models.errors import NotAllowed, NotVouched, RecordsUnreachable
from models.ports import Clinics
from models.wording.recipient_faults import not_vouched

_FRESH_FOR = timedelta(minutes=1)
_MOST = 10_000

VOUCHED_FOR = timedelta(hours=24)
"""How long a platform's word holds before it is asked again."""

BELIEVED_FOR = timedelta(days=7)
"""How long it holds where the platform does not answer when it is asked again."""

_Key = tuple[Platform, str, str]


@dataclass(frozen=True, slots=True)
class Caller:
    """Who speaks, as the platform names them, and in which request.

    `admit` says whether this process serves their workspace at all, each time. `role` is for a
    newcomer, or what `vouch` says of one; a stored role stays. Both raise `NotAllowed`, for good,
    or `NotVouched` where the platform does not answer.
    """

    platform: Platform
    workspace: str
    user: str
    channel: str = ""
    idempotency_key: str = ""
    role: Role = Role.STAFF
    vouch: Callable[[], Awaitable[Role]] | None = field(default=None, compare=False)
    admit: Callable[[], Awaitable[None]] | None = field(default=None, compare=False)

    @property
    def key(self) -> _Key:
        """Who they are, wherever they speak."""
        return self.platform, self.workspace, self.user


@dataclass(frozen=True, slots=True)
class Membership:
    """A clinic and a member of it."""

    clinic: Clinic
    member: Member


class MembershipCache:
    """Finds seats. A change made by another process is seen within a minute."""

    def __init__(self, records: Clinics, clock: Callable[[], datetime]) -> None:
        self._records = records
        self._clock = clock
        self._known: FIFOCache[_Key, tuple[datetime, Membership]] = FIFOCache(_MOST)

    async def find(self, caller: Caller) -> Membership:
        """The seat of a caller for whom the platform vouches; a newcomer gets one.

        While the records cannot be reached, a seat once known is still given: answers that need no
        row go on. Raises `NotAllowed` for whom the platform refuses, `NotVouched` where it does not
        answer, and `RecordsUnreachable` for a caller never seen by this process.
        """
        seat = await self.find_or_unknown(caller)
        if not seat.member.is_vouched:
            raise not_vouched(caller.platform)
        return seat

    async def find_or_unknown(self, caller: Caller) -> Membership:
        """The same; where the platform does not answer, a seat that is not stored.

        It shows nothing of the clinic's. Only for the dispatcher, which knows which commands
        touch nothing of a clinic.
        """
        await _admit(caller)
        now, seen = self._clock(), self._known.get(caller.key)
        if seen and now - seen[0] < _FRESH_FOR:
            return seen[1]
        try:
            seat = await self._seat(caller, now)
        except NotAllowed:
            self._known.pop(caller.key, None)
            raise
        except RecordsUnreachable:
            if seen is None:
                raise
            return seen[1]
        if seat.member.is_vouched:
            self._known[caller.key] = (now, seat)
        return seat

    async def unread(self, caller: Caller) -> Membership:
        """A seat that is not stored, for whom the records do not tell.

        Raises `NotAllowed` for whom the platform refuses; where it does not answer, nothing.
        """
        await _admit(caller)
        if caller.vouch:
            with suppress(NotVouched):
                await caller.vouch()
        return Membership(*unknown_member(*caller.key))

    def forget(self) -> None:
        """Read every seat anew: something in this process changed one."""
        self._known.clear()

    async def _seat(self, caller: Caller, now: datetime) -> Membership:
        if caller.vouch is None:
            return Membership(*await self._records.seat(*caller.key, role=caller.role, at=now))
        seated = await self._records.seated(*caller.key)
        if seated and _was_vouched(seated[1], now, VOUCHED_FOR):
            return Membership(*seated)
        try:
            role = await caller.vouch()
        except NotVouched:
            is_believed = seated and _was_vouched(seated[1], now, BELIEVED_FOR)
            return Membership(*(seated if seated and is_believed else unknown_member(*caller.key)))
        except NotAllowed:
            # Whoever is refused stays refused, also where that cannot be written down now.
            if seated and not seated[1].is_gone:
                with suppress(RecordsUnreachable):
                    await self._records.refused(seated[0].id, seated[1].user, at=now)
            raise
        if seated is None:
            return Membership(*await self._records.seat(*caller.key, role=role, at=now))
        return await self._stays(Membership(*seated), role, now)

    async def _stays(self, seat: Membership, role: Role, now: datetime) -> Membership:
        """The platform vouches again. The role stays, unless the clinic has nobody to manage it."""
        clinic, member = seat.clinic, replace(seat.member, vouched_at=now, is_gone=False)
        await self._records.vouched(clinic.id, member.user, at=now)
        if role is Role.MANAGER and not member.is_manager:
            members = await self._records.members(clinic.id)
            if not any(other.is_manager for other in members):
                user = member.user
                await self._records.set_role(clinic.id, user, role, actor=user, at=now)
                member = replace(member, role=role)
        return Membership(clinic, member)


async def _admit(caller: Caller) -> None:
    """Raise unless the caller acts in a workspace that this process serves."""
    if not caller.workspace or not caller.user:
        raise nowhere(caller.platform)
    if caller.admit:
        await caller.admit()


def _was_vouched(member: Member, now: datetime, within: timedelta) -> bool:
    at = member.vouched_at
    return not member.is_gone and at is not None and now - at < within
