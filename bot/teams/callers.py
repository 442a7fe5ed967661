"""Who speaks in Teams, as every platform names a caller; Teams is asked once about a newcomer.

Guests, and people of other tenants who share a channel, are nobody's staff here: they get no seat
and no answer.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Callable
from datetime import datetime

import structlog

from bot.newcomers import Newcomers, guest, stranger
from bot.seats import Caller
from bot.teams.address import Address
from bot.teams.heard import Account, Heard, Scope
from bot.teams.wire import Wire
from models.clinic import Platform, Role
from models.errors import NotAllowed
from models.ports import Undelivered

_WITHIN = 2.5  # seconds, of the five that Teams gives an invoke
_OUTSIDE = frozenset({"guest", "anonymous"})


class Callers:
    """Names whoever speaks, with the word of Teams for newcomers."""

    def __init__(self, wire: Wire, clock: Callable[[], datetime]) -> None:
        self._wire = wire
        self._newcomers = Newcomers(clock)
        self._log = structlog.get_logger("needlepoint.teams")

    def of(
        self, heard: Heard, address: Address, request: str = "", role: Role = Role.STAFF
    ) -> Caller:
        """A tenant is a clinic; a person is known by the id that Entra gave them."""
        key = request or (fingerprint(heard.conversation, heard.id) if heard.id else "")
        user = heard.sender.aad

        async def vouch() -> Role:
            # In another conversation Teams may say what it did not in this one.
            who = (heard.tenant, user, address.place)
            id_ = heard.sender.id or user  # not every client finds people by the id of Entra
            await self._newcomers.role_of(who, lambda: self._ask(address.root(), id_))
            return role

        return Caller(Platform.TEAMS, heard.tenant, user, heard.place, key, vouch=vouch)

    async def _ask(self, address: Address, id_: str) -> Role:
        """Staff. Raises `NotAllowed` for guests and strangers, and for whom Teams does not tell.

        In their own chat those are staff all the same: Teams lets whoever is there use the bot.
        """
        try:
            async with asyncio.timeout(_WITHIN):
                member = await self._wire.member(address, id_)
        except (Undelivered, TimeoutError) as error:
            why = getattr(error, "why", "") or type(error).__name__
            self._log.warning("newcomer not looked up", why=why)
            if address.scope is not Scope.PERSONAL:
                raise _unknown() from None
            return Role.STAFF
        return role_in(member, address.tenant)


def role_in(member: Account, tenant: str) -> Role:
    """The role of a member as Teams describes one. Raises `NotAllowed`."""
    if member.tenant and member.tenant.lower() != tenant:
        raise stranger()
    if member.role.lower() in _OUTSIDE:
        raise guest("Teams")
    return Role.STAFF


def fingerprint(*parts: object) -> str:
    """One request's key, the same when it is delivered twice; it shows nothing of its parts."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _unknown() -> NotAllowed:
    return NotAllowed(
        "Teams does not tell me here whether you are one of the clinic's staff.",
        "Write to me once in our own chat; then I answer you here too.",
    )
