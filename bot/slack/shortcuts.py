"""The app's shortcuts: a session logged from anywhere, and a message's question answered.

Slash commands do not work in threads; the shortcut on a message does, and answers beside it.
"""

from __future__ import annotations

import aiohttp
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.render import block_kit
from bot.slack import forms, mentions
from bot.slack.front import Act, Front, Payload, act_of
from bot.slack.hearing import Hearing
from bot.slack.modals import Modals
from models.reply import MENTION, Line, Reply

LOG_SESSION = "log_session"
ANSWER_THIS = "answer_this"

_NO_TEXT = Reply(
    "There is no text in that message",
    lines=(Line("I read words only. Type the question instead: /ask"),),
)


class Shortcuts:
    """What people choose from Slack's menus."""

    def __init__(
        self, hearing: Hearing, modals: Modals, front: Front, session: aiohttp.ClientSession
    ) -> None:
        self._hearing = hearing
        self._session = session
        self._modals = modals
        self._front = front

    def register(self, bolt: AsyncApp) -> None:
        """Listen to both."""
        bolt.shortcut(LOG_SESSION)(self._on_log)
        bolt.shortcut(ANSWER_THIS)(self._on_answer)

    async def _on_log(self, ack: AsyncAck, body: Payload) -> None:
        await ack()
        await self._modals.open(forms.LOG, body)

    async def _on_answer(self, ack: AsyncAck, body: Payload) -> None:
        await ack()
        self._front.later(self._answer(body))

    async def _answer(self, body: Payload) -> None:
        """Ask what the message says; nothing in it is carried out as a command."""
        question = _read(body)
        act = act_of(self._front, body, f"/ask {question}")
        reply = await self._hearing.hear(act) if question else _NO_TEXT
        await self._tell(act, body, reply)

    async def _tell(self, act: Act, body: Payload, reply: Reply) -> None:
        """Answer in the message's thread where the bot may write there, else in the channel."""
        message, thread = block_kit.dress(reply), body["message"].get("thread_ts")
        if thread and await self._told_in_thread(act, thread, message):
            return
        webhook = AsyncWebhookClient(act.response_url, session=self._session, retry_handlers=[])
        await webhook.send(response_type="ephemeral", replace_original=False, **message)

    async def _told_in_thread(self, act: Act, thread: str, message: Payload) -> bool:
        client, caller = await act.client(), act.caller
        try:
            await client.chat_postEphemeral(
                channel=caller.place, user=caller.user, thread_ts=thread, **message
            )
        except SlackApiError:
            return False
        return True


def _read(body: Payload) -> str:
    """The words of a message, without the people and channels that it mentions."""
    return MENTION.sub("", mentions.read(str(body["message"].get("text") or ""))).strip()
