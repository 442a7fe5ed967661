"""Calls to Teams by Microsoft's SDK: hosts, time limits, people looked up.

What is heard comes in by `endpoint.py`; what is said, asked for or not, leaves here, over
`continue_conversation`, so that both take one way. The SDK retries nothing and has no limit of
time; it would tell people the text of an exception, which here is raised instead. What is only
read is asked for again after a moment.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, TypeVar, cast

import aiohttp
from cachetools import FIFOCache
from microsoft_agents.activity import Activity, ConversationParameters
from microsoft_agents.authentication.msal import MsalConnectionManager
from microsoft_agents.hosting.aiohttp import CloudAdapter
from microsoft_agents.hosting.core import (
    AgentAuthConfiguration,
    ClaimsIdentity,
    Connections,
    OutboundHostValidator,
    TurnContext,
)
from microsoft_agents.hosting.core.connector import ConnectorClientBase
from microsoft_agents.hosting.core.connector.conversations_base import ConversationsBase

from bot.loopback import web_host
from bot.settings import TeamsSettings, is_loopback
from bot.teams import refusals, roster
from bot.teams.activity import Account, ConversationScope
from bot.teams.conversations import ConversationAddress
from models.ports import Refusal, Undelivered

_WITHIN = 10.0  # seconds for one message; the SDK would wait for 300
_AUDIENCE = "https://api.botframework.com"
_CARD = "application/vnd.microsoft.card.adaptive"
# Where Teams takes answers. The SDK's own list holds hosts at which anybody may rent a place.
_HOSTS = ["smba.trafficmanager.net", "botframework.com", "teams.microsoft.com"]

_TRIES = 3
_PAUSE = 0.3  # seconds before what is only read is asked for again
_PATIENCE = 2.0  # seconds that it waits where Teams says for how long

Message = dict[str, Any]
"""An activity to send: `card` makes one of a card, `line` of a sentence."""

_Did = TypeVar("_Did")


def card(dressed: dict[str, Any]) -> Message:
    """A message that is a card, whose fallback is read out in notifications."""
    attachment = {"contentType": _CARD, "content": dressed}
    return {
        "type": "message",
        "summary": dressed.get("fallbackText", ""),
        "attachments": [attachment],
    }


def line(text: str) -> Message:
    """A message of one sentence, in which nothing is markup."""
    return {"type": "message", "text": text, "textFormat": "plain"}


class TeamsClient:
    """Speaks to Teams with the app's credentials, or to a test client with none."""

    def __init__(
        self,
        teams: TeamsSettings,
        connections: Connections | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.hosts = OutboundHostValidator(
            _HOSTS, enabled=not teams.is_anonymous, include_default_microsoft_hosts=False
        )
        self._connections = connections or _connections(teams)
        self._adapter = CloudAdapter(
            connection_manager=self._connections, host_validator=self.hosts
        )
        self._adapter.on_turn_error = _raise
        self._sleep = sleep
        self._people: FIFOCache[tuple[str, str], Account] = FIFOCache(4_096)

    def is_ours(self, service_url: str) -> bool:
        """Whether answers may be sent there: to Microsoft, or in a test to this machine alone."""
        if self.hosts.enabled:
            return bool(self.hosts.is_allowed(service_url))
        return is_loopback(web_host(service_url))

    async def fault(self) -> str:
        """Why the app gets no token to speak with; empty where it does."""
        provider = self._connections.get_default_connection()
        try:
            async with asyncio.timeout(_WITHIN):
                await provider.get_access_token(_AUDIENCE, [f"{_AUDIENCE}/.default"])
        except (ValueError, OSError) as error:  # whose message repeats what Entra said
            return type(error).__name__
        return ""

    async def send(self, address: ConversationAddress, message: Message, only: str = "") -> str:
        """Send a message, to the eyes of one account alone if need be. Raises `Undelivered`."""
        activity = _activity(address, message)
        if only:
            activity = activity.with_targeted_recipient(only)
        sent = await self._do(
            address, lambda there: there.send_to_conversation(address.conversation, activity)
        )
        return str(sent.id or "")

    async def edit(self, address: ConversationAddress, message_id: str, message: Message) -> None:
        """Show another message in the place of one. Raises `Undelivered`."""
        activity = _activity(address, message)
        await self._do(
            address,
            lambda there: there.update_activity(address.conversation, message_id, activity),
        )

    async def chat_with(self, address: ConversationAddress, entra_id: str) -> ConversationAddress:
        """The own chat of somebody of the tenant, made if need be. Raises `Undelivered`."""
        account = await self.person(address, entra_id)  # both ids will do, and not everywhere
        wanted = ConversationParameters.model_validate(
            {
                "isGroup": False,
                "bot": {"id": address.bot},
                "members": [{"id": account.id}],
                "tenantId": address.tenant,
                "channelData": {"tenant": {"id": address.tenant}},
            }
        )
        made = await self._do(address, lambda there: there.create_conversation(wanted))
        return address.within(str(made.id or ""), ConversationScope.PERSONAL)

    async def member(self, address: ConversationAddress, id_: str) -> Account:
        """A member of a conversation, as Teams tells now. Raises `Undelivered`."""
        return await self._read(
            address, lambda conversations: roster.member(conversations, address, id_)
        )

    async def member_by_either(self, address: ConversationAddress, id_: str) -> Account | None:
        """The same by either id, though Teams may find members by one alone; None for nobody.

        Raises `Undelivered` where Teams does not tell.
        """
        try:
            return await self.member(address, id_)
        except Undelivered as error:
            if not error.is_missing:
                raise
        members = await self.members(address)
        return next((account for account in members if id_ in {account.id, account.aad}), None)

    async def members(self, address: ConversationAddress) -> tuple[Account, ...]:
        """Everybody in a conversation, page by page. Raises `Undelivered`."""
        return await self._read(
            address, lambda conversations: roster.members(conversations, address)
        )

    async def person(self, address: ConversationAddress, id_: str) -> Account:
        """Somebody of a conversation, by either id; without a name where Teams does not tell."""
        local_key = (address.conversation, id_)
        if known := self._people.get((address.tenant, id_)) or self._people.get(local_key):
            return known
        account_found, is_sure = await self._found(address, id_)
        self.meet(address.tenant, account_found)
        # That somebody is not in it Teams would say each time; asking each time would be slow.
        return self._people.setdefault(local_key, account_found) if is_sure else account_found

    def meet(self, tenant: str, account: Account) -> None:
        """Remember somebody, by both ids."""
        if account.name:
            for id_ in filter(None, (account.id, account.aad)):
                self._people.setdefault((tenant, id_), account)

    async def _found(self, address: ConversationAddress, id_: str) -> tuple[Account, bool]:
        """Somebody, and whether that is all that Teams will tell."""
        is_sure = True
        for find in (roster.member, roster.among_all):
            look_up = partial(find, address=address, id_=id_)
            try:
                if account_found := await self._read(address, look_up):
                    return account_found, True
            except Undelivered as error:
                is_sure = is_sure and error.is_missing
        return Account(id_), is_sure

    async def _read(
        self, address: ConversationAddress, work: Callable[[ConversationsBase], Awaitable[_Did]]
    ) -> _Did:
        """What Teams tells, asked for again where it fails to: to read twice does no harm."""
        for _ in range(_TRIES - 1):
            try:
                return await self._do(address, work)
            except Undelivered as error:
                wait = _PAUSE if error.retry_after is None else error.retry_after
                if error.kind is not Refusal.LATER or wait > _PATIENCE:
                    raise
            await self._sleep(wait)
        return await self._do(address, work)

    async def _do(
        self, address: ConversationAddress, work: Callable[[ConversationsBase], Awaitable[_Did]]
    ) -> _Did:
        done: list[_Did] = []

        async def turn(context: TurnContext) -> None:
            client = cast("ConnectorClientBase", context.services.get(ConnectorClientBase))
            done.append(await work(client.conversations))

        claims = ClaimsIdentity(dict(address.claims))
        event = {"type": "event", "name": "ContinueConversation", "recipient": {"id": address.bot}}
        try:
            async with asyncio.timeout(_WITHIN):
                await self._adapter.continue_conversation_with_claims(
                    claims, _activity(address, event), turn
                )
        except aiohttp.ClientResponseError as error:
            raise refusals.meaning(error) from None  # its message holds what Teams answered
        except aiohttp.ClientConnectorError as error:
            raise Undelivered(type(error).__name__) from None
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Undelivered(type(error).__name__, uncertain=True) from None
        except (ValueError, OSError) as error:  # Entra gave no token, or cannot be reached
            raise Undelivered(f"no token: {type(error).__name__}") from None
        return done[0]


async def _raise(_context: TurnContext, error: Exception) -> None:
    raise error


def _connections(teams: TeamsSettings) -> Connections:
    configuration = AgentAuthConfiguration(
        client_id=teams.client_id or None,
        client_secret=teams.client_secret or None,
        tenant_id=teams.tenant_id or None,
        connection_name="SERVICE_CONNECTION",
        anonymous_allowed=teams.is_anonymous,
        validate_issuer=True,
    )
    return MsalConnectionManager(connections_configurations={"SERVICE_CONNECTION": configuration})


def _activity(address: ConversationAddress, message: Message) -> Activity:
    about = {
        "channelId": "msteams",
        "serviceUrl": address.service_url,
        "conversation": {"id": address.conversation, "tenantId": address.tenant},
    }
    return Activity.model_validate(message | about | {"from": {"id": address.bot}})
