"""Sharing in Slack: the button, where others read along, and in whose name it is posted.

chat.postMessage comes first: it gives the message an id, by which it can be marked later. Where the
bot may not write, the response URL can. Neither is tried twice: Slack may have posted it although
the answer was lost.

What is about a patient stays where nobody of another company reads along. Slack says that of a
channel only to a bot with a scope to read about it, which ours need not have: then only the channel
that a manager chose for alerts is known to be the clinic's own.
"""

from __future__ import annotations

import re
from dataclasses import replace

import aiohttp
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.errors import SlackApiError

from bot.membership import Membership
from bot.render import block_kit
from bot.sharing import post_once
from bot.slack.context import SlackContext
from bot.slack.interaction import Interaction, Payload, typed_by
from bot.slack.messenger import BETWEEN, send
from bot.slack.people import is_shared
from bot.slack.web_client import NEVER_SENT, OK, SERVER_ERROR, NoSlackToken
from handlers.outcome import in_words
from handlers.share.share_button import SHARED, SHARED_IN_CHAT
from models.errors import NotAllowed, Trouble
from models.mention import channel
from models.ports import Undelivered
from models.reply import Audience, Line, Reply

_SHARE = "/share "

_DIRECT = "D"  # begins the id of a chat of two, which may be with the bot itself

# The bot may not write there, though whoever asked may.
_NOT_FOR_BOTS = frozenset({"not_in_channel", "channel_not_found", "restricted_action"})


class Sharing:
    """What people share in Slack."""

    def __init__(self, context: SlackContext) -> None:
        self._context = context
        self._app = context.app
        self._replies = context.replies

    def register(self, bolt: AsyncApp) -> None:
        """Listen to the buttons that share; before whoever listens to all buttons."""
        bolt.action(re.compile("^say:"), matchers=[_shares])(self._on_button)

    async def post(self, interaction: Interaction, reply: Reply) -> Reply:
        """Post what is for everyone; what to say to whoever shared it."""
        try:
            return await self._share(interaction, reply)
        except Trouble as trouble:
            return in_words(trouble)

    async def _on_button(self, ack: AsyncAck, body: Payload) -> None:
        await ack()
        typed = typed_by(body)
        interaction = self._context.interaction(body, typed, _key_of(body))
        self._context.later(self._click(interaction), interaction)

    async def _click(self, interaction: Interaction) -> None:
        """Share, and show the private answer once more in its place, without the button."""
        reply = await self._app.answer(interaction.caller, interaction.typed)
        if reply.audience is Audience.CHANNEL:
            reply = await self.post(interaction, reply)
        if reply not in (SHARED, SHARED_IN_CHAT):
            await self._replies.tell(interaction, reply)
            return
        typed = f"/{interaction.typed.removeprefix(_SHARE)}"
        own = await self._app.answer_counted(interaction.caller, typed)
        await self._replies.tell(interaction, _marked(own), in_its_place=True)

    async def _share(self, interaction: Interaction, reply: Reply) -> Reply:
        membership = await self._app.memberships.find(interaction.caller)
        if not interaction.caller.channel:
            return _NO_CHANNEL
        if not reply.about:  # it is about a patient
            await _refuse_strangers(interaction, membership)
        caller, typed = interaction.caller, interaction.typed
        shared = await post_once(
            self._app, caller, typed, reply, lambda: self._post(interaction, reply)
        )
        in_chat = shared is SHARED and caller.channel.startswith(_DIRECT)
        return SHARED_IN_CHAT if in_chat else shared

    async def _post(self, interaction: Interaction, reply: Reply) -> tuple[str, str]:
        """Post it; its id at Slack, and ours to edit it by: the second way tells of none.

        Raises `Undelivered`.
        """
        message, channel_id = block_kit.dress(reply), interaction.caller.channel
        quiet = {"channel": channel_id, "unfurl_links": False, "unfurl_media": False}
        try:
            client = await interaction.client()
            sent = await send(client, "chat.postMessage", quiet | message)
        except NoSlackToken:  # whoever asked may still let us speak
            return await self._post_for(interaction, message)
        except Undelivered as refused:
            if refused.why not in _NOT_FOR_BOTS:
                raise
            return await self._post_for(interaction, message)
        return str(sent["ts"]), f"{channel_id}{BETWEEN}{sent['ts']}"

    async def _post_for(self, interaction: Interaction, message: Payload) -> tuple[str, str]:
        """Post it in the name of whoever asked. Raises `Undelivered`."""
        try:
            status = await self._replies.everyone(interaction, message)
        except NEVER_SENT as error:
            raise Undelivered(type(error).__name__) from None
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Undelivered(type(error).__name__, uncertain=True) from None
        if status != OK:
            raise Undelivered(str(status), uncertain=status >= SERVER_ERROR)
        return "", ""


_NO_CHANNEL = Reply(
    "There is no channel here, so nothing was shared",
    lines=(Line("Type it in the channel that should see it."),),
)


async def _shares(body: Payload) -> bool:
    """Whether a click is on a button that shares, or on such an option of a menu."""
    return typed_by(body).startswith(_SHARE)


def _key_of(body: Payload) -> str:
    """The key of a click: what stands under one message shares once for each person."""
    message = body.get("container", {}).get("message_ts") or body.get("trigger_id", "")
    return f"{body.get('channel', {}).get('id', '')}/{message}/{body['user']['id']}"


async def _refuse_strangers(interaction: Interaction, membership: Membership) -> None:
    """Raise `NotAllowed` where another company reads along, or may."""
    shared = await _is_shared_with_others(interaction)
    if shared:
        raise NotAllowed(
            "Another company reads along here, so nothing of a patient is shared.",
            "Share it in a channel of your clinic alone.",
        )
    chosen = membership.clinic.preferences.channel == channel(interaction.caller.channel)
    if shared is None and not chosen:
        raise NotAllowed(
            "I cannot see who reads along here, so nothing of a patient is shared.",
            "Share it in the channel for alerts. A manager chooses that one: /clinic channel",
        )


async def _is_shared_with_others(interaction: Interaction) -> bool | None:
    """Whether the channel is shared with another company; None where Slack does not say."""
    try:
        client = await interaction.client()
        answer = await client.conversations_info(channel=interaction.caller.channel)
    except (SlackApiError, aiohttp.ClientError, TimeoutError):
        return None
    return is_shared(answer["channel"])


def _marked(own: Reply) -> Reply:
    """The private answer, which says that it is shared."""
    kept = tuple(choice for choice in own.choices if not choice.command.startswith(_SHARE))
    return replace(own, choices=kept, small_print=f"Shared here. {own.small_print}".strip())
