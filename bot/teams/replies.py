"""How a private answer reaches whoever asked in Teams; tries again, names for ids."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from typing import TypeVar

import structlog

from bot.render import adaptive_card, adaptive_text
from bot.render.adaptive_card import CardContext
from bot.render.adaptive_text import Element
from bot.teams.activity import Activity, ConversationScope
from bot.teams.client import Message, TeamsClient, card, line
from bot.teams.conversations import ConversationAddress, ConversationStore
from models.mention import person
from models.ports import Undelivered
from models.reply import Reply

SHARE = "/share "
"""How every command begins that shares an answer."""

_TRIES = 3
_NAMES_WITHIN = 1.5  # seconds: a click waits for no more than five
_MOST_WAIT = 5.0  # seconds: Teams waits fifteen for a turn to end

_ELSEWHERE = "I answered in our own chat."
_NOWHERE = (
    "I answer in private, and could not reach you. Add me to your own chats, and ask me there."
)

Sleep = Callable[[float], Awaitable[None]]
_Did = TypeVar("_Did")


class Answering:
    """Sends what was asked for; tries again where Teams asks for a moment's patience."""

    def __init__(
        self, client: TeamsClient, conversations: ConversationStore, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._client = client
        self._conversations = conversations
        self._sleep = sleep
        self._log = structlog.get_logger("needlepoint.teams")

    async def dressed(
        self,
        reply: Reply,
        address: ConversationAddress,
        dialogs: tuple[Element, ...] = (),
        *,
        stays: bool = False,
    ) -> Element:
        """A reply as a card for a conversation, with people and channels by name.

        One that `stays` is not replaced by the answer to a click on it.
        """
        names = await self._names(reply, address)
        is_channel = address.scope is not ConversationScope.PERSONAL
        if not is_channel:  # nobody else reads along
            kept = (choice for choice in reply.choices if not choice.command.startswith(SHARE))
            reply = replace(reply, choices=tuple(kept))
        around = CardContext(names, address.channel if is_channel else "", dialogs, stays)
        return adaptive_card.dress(reply, around)

    async def post(self, address: ConversationAddress, reply: Reply) -> str:
        """Post for everyone in a conversation; the id of the message. Raises `Undelivered`."""
        message = card(await self.dressed(reply, address, stays=True))
        return await self.patiently(lambda: self._client.send(address, message))

    async def give(
        self,
        activity: Activity,
        address: ConversationAddress,
        reply: Reply,
        dialogs: tuple[Element, ...] = (),
    ) -> None:
        """Send a reply to whoever asked, and to nobody else."""
        message = card(await self.dressed(reply, address, dialogs))
        if activity.scope is ConversationScope.PERSONAL:
            await self._send_or_log(address, message)
        elif not await self._send_or_log(address, message, only=activity.sender.id):
            await self._aside(activity, address, reply)

    async def welcome(self, address: ConversationAddress, reply: Reply) -> None:
        """Say to a conversation what it can ask."""
        await self._send_or_log(address, card(await self.dressed(reply, address)))

    async def _aside(self, activity: Activity, address: ConversationAddress, reply: Reply) -> None:
        """Answer in the person's own chat, and say so where they asked, without what it was."""
        chat = await self._own_chat(activity, address)
        message = card(await self.dressed(reply, chat)) if chat else {}
        done = chat is not None and await self._send_or_log(chat, message)
        await self._send_or_log(address, line(_ELSEWHERE if done else _NOWHERE))

    async def _own_chat(
        self, activity: Activity, address: ConversationAddress
    ) -> ConversationAddress | None:
        known = await self._conversations.find(activity.tenant, person(activity.sender.aad))
        if known:
            return known
        try:
            return await self._client.chat_with(address, activity.sender.aad)
        except Undelivered as error:
            self._log.warning("no own chat", why=error.why)
            return None

    async def _send_or_log(
        self, address: ConversationAddress, message: Message, only: str = ""
    ) -> bool:
        try:
            await self.patiently(lambda: self._client.send(address, message, only))
        except Undelivered as error:
            self._log.warning("answer not delivered", why=error.why)
            return False
        return True

    async def patiently(self, send: Callable[[], Awaitable[_Did]]) -> _Did:
        """Send, again after the time that Teams asks for. Raises `Undelivered`."""
        for _ in range(_TRIES - 1):
            try:
                return await send()
            except Undelivered as error:
                wait = error.retry_after
                if wait is None or wait > _MOST_WAIT:
                    raise
            await self._sleep(wait + random.random() / 4)  # noqa: S311 - so as not to march in step
        return await send()

    async def _names(self, reply: Reply, address: ConversationAddress) -> dict[str, str]:
        """The names of who stands in a reply, as far as Teams tells them in good time."""
        names: dict[str, str] = {}

        async def look_up(id_: str) -> None:
            name = (await self._client.person(address, id_)).name
            wider = None if name else await self._conversations.another(address.tenant)
            names[id_] = (await self._client.person(wider, id_)).name if wider else name

        # The names of chats and channels are not kept.
        people = [id_ for kind, id_ in adaptive_text.mentioned(reply) if kind == "@"]
        with suppress(TimeoutError):
            async with asyncio.timeout(_NAMES_WITHIN):
                await asyncio.gather(*map(look_up, people))
        return names
