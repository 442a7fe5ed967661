"""Posting in Teams unasked: alerts, digests, edits; a channel closed to us is retired."""

from __future__ import annotations

from bot.recipient_check import RecipientCheck
from bot.teams.client import TeamsClient, card
from bot.teams.conversations import ConversationAddress, ConversationStore
from bot.teams.refusals import BLOCKED
from bot.teams.replies import Answering
from models.clinic.clinic import Clinic
from models.mention import MENTION
from models.ports import Refusal, Undelivered
from models.reply import Reply


class TeamsMessenger:
    """A `models.ports.Messenger`. A channel that Teams closed to us is retired at once."""

    def __init__(
        self, client: TeamsClient, conversations: ConversationStore, recipient_check: RecipientCheck
    ) -> None:
        self._client = client
        self._conversations = conversations
        self._recipient_check = recipient_check
        self._answering = Answering(client, conversations)

    async def post(self, clinic: Clinic, channel: str, reply: Reply) -> str:
        """Post a reply and return the id of the message. Raises `Undelivered`."""
        try:
            address = await self._address(clinic, channel)
            await self._check(clinic, channel, address)
            message = card(await self._answering.dressed(reply, address, stays=True))
            return await self._client.send(address, message)
        except Undelivered as error:
            await self._retire(clinic, channel, error)
            raise

    async def _check(self, clinic: Clinic, channel: str, address: ConversationAddress) -> None:
        """Ask whether the channel is the clinic's own; why nothing is told, its roster may say."""
        try:
            await self._recipient_check.check(clinic, channel)
        except Undelivered as unchecked:
            if unchecked.kind is Refusal.LATER:
                try:
                    await self._client.members(address)
                except Undelivered as told:
                    told.uncertain = False  # nothing is posted by that
                    raise
            raise

    async def edit(self, clinic: Clinic, channel: str, message: str, reply: Reply) -> None:
        """Show another reply instead of a message. Raises `Undelivered`."""
        try:
            address = await self._address(clinic, channel)
            dressed = card(await self._answering.dressed(reply, address, stays=True))
            await self._client.edit(address, message, dressed)
        except Undelivered as error:
            await self._retire(clinic, channel, error)
            raise

    async def _address(self, clinic: Clinic, channel: str) -> ConversationAddress:
        """Where a channel is: as it was heard from, or by way of another of the clinic."""
        self._conversations.meet(clinic.workspace, clinic.id)
        known = await self._conversations.of(clinic.id, channel)
        if known:
            return known
        beside = await self._conversations.beside(clinic.id)
        mention = MENTION.fullmatch(channel)
        if beside is None or mention is None:
            raise Undelivered("not installed", Refusal.WORKSPACE)
        if mention["kind"] == "@":
            return await self._client.chat_with(beside, mention["id"])
        return beside.within(mention["id"])

    async def _retire(self, clinic: Clinic, channel: str, error: Undelivered) -> None:
        """Retire a channel that is closed to us. A message that is gone says nothing of it."""
        if error.why.startswith(BLOCKED) and error.kind is Refusal.CHANNEL:
            await self._conversations.retire(clinic.id, channel)
