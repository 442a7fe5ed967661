"""The app's shortcuts: a session logged from anywhere, and a message's question answered.

Slash commands do not work in threads; the shortcut on a message does, and answers beside it.
"""

from __future__ import annotations

import aiohttp
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.errors import SlackApiError

from bot.render import block_kit
from bot.slack import mentions
from bot.slack.context import Interaction, Payload, SlackContext, act_of
from bot.slack.hearing import Answering
from bot.slack.modals import Modals
from bot.slack.replies import Replies
from handlers.forms.sessions import LOG
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
        self, hearing: Answering, modals: Modals, telling: Replies, front: SlackContext
    ) -> None:
        self._hearing = hearing
        self._modals = modals
        self._telling = telling
        self._front = front

    def register(self, bolt: AsyncApp) -> None:
        """Listen to both."""
        bolt.shortcut(LOG_SESSION)(self._on_log)
        bolt.shortcut(ANSWER_THIS)(self._on_answer)

    async def _on_log(self, ack: AsyncAck, body: Payload) -> None:
        await ack()
        self._modals.open(LOG, body)

    async def _on_answer(self, ack: AsyncAck, body: Payload) -> None:
        await ack()
        question = _read(body)
        act = act_of(self._front, body, f"/ask {question}" if question else "")
        self._front.later(self._answer(act, body["message"].get("thread_ts", "")), act)

    async def _answer(self, act: Interaction, thread: str) -> None:
        """Ask what the message says; nothing in it is carried out as a command.

        Answer in the message's thread where the bot may write there, else in the channel.
        """
        reply = await self._hearing.answer(act) if act.typed else _NO_TEXT
        if not thread or not await self._told_in_thread(act, thread, reply):
            await self._telling.tell(act, reply)

    async def _told_in_thread(self, act: Interaction, thread: str, reply: Reply) -> bool:
        said, caller = block_kit.dress(reply), act.caller
        try:
            await (await act.client()).chat_postEphemeral(
                channel=caller.place, user=caller.user, thread_ts=thread, **said
            )
        except (SlackApiError, aiohttp.ClientError, TimeoutError):
            return False
        return True


def _read(body: Payload) -> str:
    """The words of a message, without the people and channels that it mentions."""
    return MENTION.sub("", mentions.read(str(body["message"].get("text") or ""))).strip()
