"""For whom and for which conversation Teams vouches, before an alert of a patient goes there."""

from __future__ import annotations

import asyncio

from bot.teams.activity import Account, ConversationScope
from bot.teams.callers import is_nobody, role_in
from bot.teams.client import TeamsClient
from bot.teams.conversation_address import ConversationAddress
from bot.teams.conversation_store import ConversationStore
from models.clinic.clinic import Clinic
from models.clinic.vouching import ChannelFault, PersonFault
from models.ports import Undelivered
from models.reply import channel, person

_WITHIN = 4.0  # seconds
_OUTSIDERS = frozenset({PersonFault.GUEST, PersonFault.STRANGER})
_CLOSED = ("403", "404")  # how a refusal begins where the bot is not in the conversation


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
            async with asyncio.timeout(_WITHIN):
                members = await self._client.members(address)
        except Undelivered as error:
            return ChannelFault.NOT_IN if error.why.startswith(_CLOSED) else ChannelFault.UNTOLD
        except TimeoutError:
            return ChannelFault.UNTOLD
        return ChannelFault.SHARED if _reads_along(members, address) else None

    async def _addresses(
        self, clinic: Clinic, user: str, beside: str
    ) -> tuple[ConversationAddress, ...]:
        addresses = (
            await self._conversations.of(clinic.id, person(user)),
            await self._conversations.of(clinic.id, channel(beside)),
            await self._conversations.beside(clinic.id),
        )
        by_place = {address.place: address.root() for address in addresses if address}
        return tuple(by_place.values())

    async def _fault_at(self, address: ConversationAddress, user: str) -> PersonFault | None:
        """What Teams says against somebody in one conversation."""
        try:
            async with asyncio.timeout(_WITHIN):
                member = await self._client.member_by_either(address, user)
        except Undelivered as error:
            return PersonFault.NOT_FOUND if is_nobody(error.why) else PersonFault.UNTOLD
        except TimeoutError:
            return PersonFault.UNTOLD
        if member is None:
            return PersonFault.NOT_FOUND
        result = role_in(member, address.tenant)
        return result if isinstance(result, PersonFault) else None


def _reads_along(members: tuple[Account, ...], address: ConversationAddress) -> bool:
    """Whether a guest or somebody of another tenant is among them. Apps read nothing here."""
    return any(role_in(member, address.tenant) in _OUTSIDERS for member in members)
