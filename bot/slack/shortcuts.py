"""Slack's two shortcuts: log a session from anywhere, answer the question in a message.

Slash commands do not work in threads; the shortcut on a message does, and answers beside it.
"""

from __future__ import annotations

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.render import block_kit
from bot.slack.context import SlackContext
from bot.slack.interaction import Answer, Interaction, Payload, as_meant
from bot.slack.messenger import send
from bot.slack.modals import Modals
from bot.slack.web_client import NoSlackToken
from handlers.forms.sessions import LOG
from models.mention import MENTION
from models.ports import Undelivered
from models.reply import Line, Reply

LOG_SESSION = "log_session"
ANSWER_THIS = "answer_this"

_NO_TEXT = Reply(
    "There is no text in that message",
    lines=(Line("I read words only. Type the question instead: /ask"),),
)


class Shortcuts:
    """What people choose from Slack's menus."""

    def __init__(self, context: SlackContext, answer: Answer, modals: Modals) -> None:
        self._context = context
        self._answer_privately = answer
        self._modals = modals

    def register(self, bolt: AsyncApp) -> None:
        """Listen to both."""
        bolt.shortcut(LOG_SESSION)(self._on_log)
        bolt.shortcut(ANSWER_THIS)(self._on_answer)

    async def _on_log(self, ack: AsyncAck, body: Payload) -> None:
        await ack()
        self._modals.open(LOG, body)

    async def _on_answer(self, ack: AsyncAck, body: Payload) -> None:
        await ack()
        # The words of the message, without the people and channels that it mentions.
        question = MENTION.sub("", as_meant(str(body["message"].get("text") or ""))).strip()
        typed = f"/ask {question}" if question else ""
        interaction = self._context.interaction(body, typed)
        thread = body["message"].get("thread_ts", "")
        self._context.later(self._answer(interaction, thread), interaction)

    async def _answer(self, interaction: Interaction, thread: str) -> None:
        """Ask what the message says; nothing in it is carried out as a command.

        Answer in the message's thread where the bot may write there, else in the channel.
        """
        reply = await self._answer_privately(interaction) if interaction.typed else _NO_TEXT
        if not thread or not await self._posted_in_thread(interaction, thread, reply):
            await self._context.replies.tell(interaction, reply)

    async def _posted_in_thread(self, interaction: Interaction, thread: str, reply: Reply) -> bool:
        """False where nothing can have arrived: then it is said in another way."""
        caller = interaction.caller
        beside = {"channel": caller.channel, "user": caller.user, "thread_ts": thread}
        try:
            client = await interaction.client()
            await send(client, "chat.postEphemeral", beside | block_kit.dress(reply))
        except NoSlackToken:
            return False
        except Undelivered as refused:
            return refused.uncertain
        return True
