"""Who speaks in Teams, as every platform names a caller, by the word of Teams about each.

Guests, and people of other tenants who share a channel, are nobody's staff here: they get no seat
and no answer. Where Teams does not answer, nobody is seated.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import partial

import structlog

from bot.membership import Caller
from bot.role_lookup import RoleLookup, refused
from bot.teams.activity import Account, Activity
from bot.teams.client import TeamsClient
from bot.teams.conversation_address import ConversationAddress
from models.clinic.clinic import Platform, Role
from models.clinic.vouching import PersonFault
from models.ports import Undelivered
from models.storage import keyring

_WITHIN = 2.5  # seconds, of the five that Teams gives an invoke
_OUTSIDE = frozenset({"guest", "anonymous"})
_BOT = "28:"  # begins the id of an app


class Callers:
    """Names whoever speaks, with the word of Teams for newcomers."""

    def __init__(self, client: TeamsClient, clock: Callable[[], datetime]) -> None:
        self._client = client
        self._roles = RoleLookup(clock)
        self._log = structlog.get_logger("needlepoint.teams")

    def of(self, activity: Activity, address: ConversationAddress, request: str = "") -> Caller:
        """A tenant is a clinic; a person is known by the id that Entra gave them."""
        key = request or (fingerprint(activity.conversation, activity.id) if activity.id else "")
        user = activity.sender.aad

        async def vouch() -> Role:
            # In another conversation Teams may say what it did not in this one.
            who = (activity.tenant, user, address.place)
            id_ = activity.sender.id or user  # not every client finds people by the id of Entra
            # While composing, the bot may not be in the conversation, where Teams knows nobody.
            is_in = not activity.name.startswith("composeExtension/")
            look_up_role = partial(self._ask, address.root(), id_, is_in=is_in)
            return await self._roles.role_of((*who, is_in), look_up_role)

        return Caller(Platform.TEAMS, activity.tenant, user, activity.place, key, vouch=vouch)

    async def _ask(self, address: ConversationAddress, id_: str, *, is_in: bool) -> Role:
        """Staff. Raises `NotAllowed` for whom Teams calls no staff, `NotVouched` without a word."""
        result = await look_up(self._client, address, id_)
        if result is PersonFault.NOT_FOUND and not is_in:
            result = PersonFault.UNTOLD
        if isinstance(result, PersonFault):
            if result is PersonFault.UNTOLD:
                self._log.warning("person not looked up")
            raise refused(result, Platform.TEAMS)
        return result


async def look_up(
    client: TeamsClient, address: ConversationAddress, id_: str
) -> Role | PersonFault:
    """What Teams says of a member of a conversation at this moment."""
    try:
        async with asyncio.timeout(_WITHIN):
            member = await client.member(address, id_)
    except (Undelivered, TimeoutError) as error:
        why = getattr(error, "why", "")
        return PersonFault.NOT_FOUND if is_nobody(why) else PersonFault.UNTOLD
    return role_in(member, address.tenant)


def is_nobody(why: str) -> bool:
    """Whether Teams says that there is no such member."""
    return why.startswith("404")


def role_in(member: Account, tenant: str) -> Role | PersonFault:
    """The role of a member as Teams describes one, or why they have none."""
    if member.tenant and member.tenant.lower() != tenant:
        return PersonFault.STRANGER
    if member.role.lower() in _OUTSIDE:
        return PersonFault.GUEST
    if member.id.startswith(_BOT) or not member.aad:
        return PersonFault.BOT
    return Role.STAFF


def fingerprint(*parts: object) -> str:
    """One request's key, the same when it is delivered twice, to whichever process.

    It is kept beside what the request did, and one of its parts may be what somebody typed. So it
    is a hash with the audit's key: nobody without that one can try what was typed.
    """
    return keyring.current().keys.newest.digest("request", *parts)
