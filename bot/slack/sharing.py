"""Posts a shared answer for everyone in its place, once, and says so to whoever shared it.

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

from bot.app import App
from bot.membership import Membership
from bot.render import block_kit
from bot.slack.context import Interaction, Payload, SlackContext, act_of
from bot.slack.directory import is_shared
from bot.slack.messenger import BETWEEN
from bot.slack.replies import Replies
from bot.slack.web_client import NEVER_SENT, NoSlackToken
from handlers.dispatcher import in_words
from handlers.share.offer import ALREADY_SHARED, SHARED, SHARED_IN_CHAT
from models.clinic import mentioned
from models.clinic.shared_answer import SharedAnswer
from models.errors import NotAllowed, Trouble
from models.ports import Undelivered
from models.reply import Audience, Line, Reply, channel

_SHARE = "/share "
_OK = 200

_DIRECT = "D"  # begins the id of a chat of two, which may be with the bot itself

# The bot may not write there, though whoever asked may.
_NOT_FOR_BOTS = frozenset({"not_in_channel", "channel_not_found", "restricted_action"})


class Sharing:
    """What people share in Slack."""

    def __init__(self, app: App, telling: Replies, front: SlackContext) -> None:
        self._house = app
        self._telling = telling
        self._front = front

    def register(self, bolt: AsyncApp) -> None:
        """Listen to the buttons that share; before whoever listens to all buttons."""
        bolt.action(re.compile("^say:"), matchers=[_shares])(self._on_button)

    async def answer(self, act: Interaction) -> Reply:
        """Answer what was typed; what is for everyone is posted, and the asker told so."""
        reply = await self._house.answer(act.caller, act.typed)
        if reply.audience is not Audience.CHANNEL:
            return reply
        try:
            return await self._share(act, reply)
        except Trouble as trouble:
            return in_words(trouble)

    async def _on_button(self, ack: AsyncAck, body: Payload) -> None:
        await ack()
        act = act_of(self._front, body, body["actions"][0]["value"], _place_of(body))
        self._front.later(self._click(act), act)

    async def _click(self, act: Interaction) -> None:
        """Share, and show the private answer once more in its place, without the button."""
        told = await self.answer(act)
        if told not in (SHARED, SHARED_IN_CHAT):
            await self._telling.tell(act, told)
            return
        own = await self._house.answer_counted(act.caller, f"/{act.typed.removeprefix(_SHARE)}")
        await self._telling.tell(act, _marked(own), in_its_place=True)

    async def _share(self, act: Interaction, reply: Reply) -> Reply:
        seat = await self._house.seats.find(act.caller)
        if not act.caller.place:
            return _NO_CHANNEL
        if not reply.about:  # it is about a patient
            await _refuse_strangers(act, seat)
        shared = self._written(act, reply, seat)
        if not await self._house.shares.claim(shared):
            return ALREADY_SHARED
        try:
            message = await self._post(act, reply)
        except Undelivered as error:
            if error.uncertain:
                return _UNCERTAIN
            await self._house.shares.withdraw(shared)
            return _REFUSED
        edited_as = message and f"{shared.channel}{BETWEEN}{message}"
        await self._house.shares.posted(
            shared, message, mentioned.possible_aliases(reply), edited_as
        )
        return SHARED_IN_CHAT if shared.channel.startswith(_DIRECT) else SHARED

    def _written(self, act: Interaction, reply: Reply, seat: Membership) -> SharedAnswer:
        """What is remembered of it."""
        return SharedAnswer(
            clinic_id=seat.clinic.id,
            request=act.caller.request,
            member=seat.member.user,
            command=act.typed.split()[1].lstrip("/").lower(),
            channel=act.caller.place,
            at=self._house.clock(),
            about=reply.about,
        )

    async def _post(self, act: Interaction, reply: Reply) -> str:
        """Post it, and return Slack's id of the message, which the second way does not tell.

        Raises `Undelivered`.
        """
        message, place = block_kit.dress(reply), act.caller.place
        try:
            sent = await (await act.client()).chat_postMessage(
                channel=place, unfurl_links=False, unfurl_media=False, **message
            )
            return str(sent["ts"])
        except NoSlackToken:  # whoever asked may still let us speak
            return await self._post_for(act, message)
        except SlackApiError as error:
            why = str(error.response.get("error"))
        except NEVER_SENT as error:
            raise Undelivered(type(error).__name__) from None
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Undelivered(type(error).__name__, uncertain=True) from None
        if why not in _NOT_FOR_BOTS:
            raise Undelivered(why)
        return await self._post_for(act, message)

    async def _post_for(self, act: Interaction, message: Payload) -> str:
        """Post it in the name of whoever asked. Raises `Undelivered`."""
        try:
            status = await self._telling.everyone(act, message)
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Undelivered(type(error).__name__, uncertain=True) from None
        if status != _OK:
            raise Undelivered(str(status))
        return ""


_NO_CHANNEL = Reply(
    "There is no channel here, so nothing was shared",
    lines=(Line("Type it in the channel that should see it."),),
)
_REFUSED = Reply(
    "Slack did not let me share that here",
    lines=(Line("Try again, or type /share in another channel."),),
)
_UNCERTAIN = Reply(
    "Slack did not say whether that was shared",
    lines=(Line("Look whether it stands in the channel before you share it again."),),
)


async def _shares(body: Payload) -> bool:
    """Whether a click is on a button that shares."""
    return str(body["actions"][0].get("value", "")).startswith(_SHARE)


def _place_of(body: Payload) -> str:
    """The key of a click: what stands under one message shares once for each person."""
    stands = body.get("container", {}).get("message_ts") or body.get("trigger_id", "")
    return f"{body.get('channel', {}).get('id', '')}/{stands}/{body['user']['id']}"


async def _refuse_strangers(act: Interaction, seat: Membership) -> None:
    """Raise `NotAllowed` where another company reads along, or may."""
    shared = await _is_shared_with_others(act)
    if shared:
        raise NotAllowed(
            "Another company reads along here, so nothing of a patient is shared.",
            "Share it in a channel of your clinic alone.",
        )
    chosen = seat.clinic.preferences.channel == channel(act.caller.place)
    if shared is None and not chosen:
        raise NotAllowed(
            "I cannot see who reads along here, so nothing of a patient is shared.",
            "Share it in the channel for alerts. A manager chooses that one: /clinic channel",
        )


async def _is_shared_with_others(act: Interaction) -> bool | None:
    """Whether the channel is shared with another company; None where Slack does not say."""
    try:
        found = await (await act.client()).conversations_info(channel=act.caller.place)
    except (SlackApiError, aiohttp.ClientError, TimeoutError):
        return None
    return is_shared(found["channel"])


def _marked(own: Reply) -> Reply:
    """The private answer, which says that it is shared."""
    kept = tuple(choice for choice in own.choices if not choice.command.startswith(_SHARE))
    return replace(own, choices=kept, small_print=f"Shared here. {own.small_print}".strip())
