"""Who is staff or guest in Teams, and which conversations outsiders read along in.

Guests, and people of other tenants who share a channel, are nobody's staff here: they get no seat
and no answer. Where Teams does not answer, nobody is seated.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial

import structlog

from bot.membership import Caller
from bot.role_lookup import RoleLookup, refused
from bot.teams.activity import Account, Activity, ConversationScope
from bot.teams.client import TeamsClient
from bot.teams.conversations import ConversationAddress, ConversationStore
from models.clinic.clinic import Clinic, Platform, Role
from models.clinic.recipient_faults import ChannelFault, PersonFault
from models.mention import channel, person
from models.ports import Refusal, Undelivered
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
            who = (activity.tenant, user, address.channel)
            id_ = activity.sender.id or user  # not every client finds people by the id of Entra
            # While composing, the bot may not be in the conversation, where Teams knows nobody.
            is_in = not activity.name.startswith("composeExtension/")
            look_up_role = partial(self._ask, address.root(), id_, is_in=is_in)
            return await self._roles.role_of((*who, is_in), look_up_role)

        return Caller(Platform.TEAMS, activity.tenant, user, activity.channel, key, vouch=vouch)

    async def _ask(self, address: ConversationAddress, id_: str, *, is_in: bool) -> Role:
        """Staff. Raises `NotAllowed` for whom Teams calls no staff, `NotVouched` without a word."""
        result = await look_up(self._client.member(address, id_), address.tenant, _WITHIN)
        if result is PersonFault.NOT_FOUND and not is_in:
            result = PersonFault.UNTOLD
        if isinstance(result, PersonFault):
            if result is PersonFault.UNTOLD:
                self._log.warning("person not looked up")
            raise refused(result, Platform.TEAMS)
        return result


async def look_up(
    finding: Awaitable[Account | None], tenant: str, within: float
) -> Role | PersonFault:
    """What Teams says at this moment of a member of a conversation, who is being found."""
    try:
        async with asyncio.timeout(within):
            member = await finding
    except (Undelivered, TimeoutError) as error:
        is_nobody = getattr(error, "why", "").startswith("404")
        return PersonFault.NOT_FOUND if is_nobody else PersonFault.UNTOLD
    return role_in(member, tenant) if member else PersonFault.NOT_FOUND


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


_DIRECTORY_WITHIN = 4.0  # seconds
_OUTSIDERS = frozenset({PersonFault.GUEST, PersonFault.STRANGER})
_OF_A_ROSTER = {
    Refusal.CHANNEL: ChannelFault.NOT_IN,
    Refusal.DOUBTFUL: ChannelFault.NOT_FOUND,
}
"""What a refusal to tell who is in a conversation says of it."""


class TeamsDirectory:
    """A `models.ports.Directory`. Teams tells of people only where the bot meets them.

    So a person is looked for in their own chat with the bot, where the question was asked, and in
    the clinic's newest channel.
    """

    def __init__(self, client: TeamsClient, conversations: ConversationStore) -> None:
        self._client = client
        self._conversations = conversations

    async def fault_of_person(
        self, clinic: Clinic, user: str, beside: str = ""
    ) -> PersonFault | None:
        """Why somebody is nobody of the tenant's staff."""
        faults = set()
        for address in await self._addresses(clinic, user, beside):
            fault = await self._fault_at(address, user)
            if fault not in {PersonFault.NOT_FOUND, PersonFault.UNTOLD}:
                return fault
            faults.add(fault)
        return PersonFault.NOT_FOUND if faults == {PersonFault.NOT_FOUND} else PersonFault.UNTOLD

    async def fault_of_channel(self, clinic: Clinic, channel_: str) -> ChannelFault | None:
        """Why a conversation is not one for the clinic's alerts: whoever is in it reads along."""
        address = await self._conversations.of(clinic.id, channel(channel_))
        if address is None:
            return ChannelFault.NOT_IN
        if address.scope is ConversationScope.PERSONAL:
            return ChannelFault.NO_CHANNEL
        try:
            async with asyncio.timeout(_DIRECTORY_WITHIN):
                members = await self._client.members(address)
        except Undelivered as error:
            return _OF_A_ROSTER.get(error.kind, ChannelFault.UNTOLD)
        except TimeoutError:
            return ChannelFault.UNTOLD
        # A guest or somebody of another tenant among them reads along; apps read nothing here.
        roles = {role_in(member, address.tenant) for member in members}
        return None if roles.isdisjoint(_OUTSIDERS) else ChannelFault.SHARED

    async def _addresses(
        self, clinic: Clinic, user: str, beside: str
    ) -> tuple[ConversationAddress, ...]:
        addresses = (
            await self._conversations.of(clinic.id, person(user)),
            await self._conversations.of(clinic.id, channel(beside)),
            await self._conversations.beside(clinic.id),
        )
        by_channel = {address.channel: address.root() for address in addresses if address}
        return tuple(by_channel.values())

    async def _fault_at(self, address: ConversationAddress, user: str) -> PersonFault | None:
        """What Teams says against somebody in one conversation."""
        finding = self._client.member_by_either(address, user)
        result = await look_up(finding, address.tenant, _DIRECTORY_WITHIN)
        return result if isinstance(result, PersonFault) else None
