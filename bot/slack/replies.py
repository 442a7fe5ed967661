"""How a private answer reaches whoever acted in Slack: response URL, channel, or own chat.

By the response URL, where there is one: it needs no token and works where the bot is no member. If
Slack takes nothing there any more, in the channel; where the bot may not write either, and on the
Home tab, in the person's own chat.
"""

from __future__ import annotations

from typing import Any

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.render import block_kit
from bot.slack.interaction import Interaction
from bot.slack.web_client import CALL_ERRORS, NEVER_SENT, OK, SERVER_ERROR, why_failed
from models.reply import Reply

Message = dict[str, Any]


class Replies:
    """The ways to one person, and one to everybody."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session
        self._log = structlog.get_logger("needlepoint.slack")

    async def tell(
        self, interaction: Interaction, reply: Reply, *, in_its_place: bool = False
    ) -> None:
        """Say it once: where no answer comes it may have arrived, and no other way is tried.

        `in_its_place`: instead of the message that was acted on, not beside it.
        """
        message = block_kit.dress(reply)
        try:
            is_told = await self._by_url(interaction, message, in_its_place=in_its_place)
            if not is_told and not await self._in_channel(interaction, message):
                await self._in_chat(interaction, message)
        except CALL_ERRORS as error:
            self._log.warning("reply not delivered", why=why_failed(error))

    async def _by_url(
        self, interaction: Interaction, message: Message, *, in_its_place: bool
    ) -> bool:
        """False where nothing can have arrived. The SDK's webhook raises for no refusal."""
        if not interaction.response_url:
            return False
        private = {"response_type": "ephemeral", "replace_original": in_its_place}
        try:
            status = await self._send(interaction, private | message)
        except NEVER_SENT as error:
            self._log.warning("reply not delivered", raised=type(error).__name__)
            return False
        if status != OK:
            self._log.warning("reply refused", status=status)
        return status == OK or status >= SERVER_ERROR

    async def everyone(self, interaction: Interaction, message: Message) -> int:
        """Post in the name of whoever acted, for all to see; the status that Slack answers."""
        public = {"response_type": "in_channel", "replace_original": False}
        return await self._send(interaction, public | message)

    async def _send(self, interaction: Interaction, message: Message) -> int:
        webhook = AsyncWebhookClient(
            interaction.response_url, session=self._session, retry_handlers=[]
        )
        return (await webhook.send_dict(message)).status_code

    async def _in_channel(self, interaction: Interaction, message: Message) -> bool:
        """False where the bot or the person is not in it."""
        if not interaction.caller.channel:
            return False
        try:
            await (await interaction.client()).chat_postEphemeral(
                channel=interaction.caller.channel, user=interaction.caller.user, **message
            )
        except SlackApiError:
            return False
        return True

    async def _in_chat(self, interaction: Interaction, message: Message) -> None:
        await (await interaction.client()).chat_postMessage(
            channel=interaction.caller.user, unfurl_links=False, unfurl_media=False, **message
        )
