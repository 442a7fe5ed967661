"""Slack's commands, buttons and bugs: the 2.5 seconds to answer, prefixes, events seen twice.

A whole answer leaves in the acknowledgement. Bolt by default polls for the acknowledgement and
costs each command 10 ms; with `process_before_response` the listener finishes first. Slack gives an
answer 3 seconds, so one that takes longer is promised at 2.5 and follows by the response URL.

Listeners end before Bolt answers, so none is lost at shutdown, none outlives its request unseen,
and what goes wrong in one after its `ack` takes the acknowledgement back from nobody.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable
from dataclasses import replace

import structlog
from cachetools import FIFOCache
from slack_bolt.async_app import AsyncAck
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.app import App
from bot.event_loop import begun
from bot.forms import offered_to
from bot.render import block_kit
from bot.slack.bolt_app import quiet_bolt
from bot.slack.context import SlackContext
from bot.slack.home import Home
from bot.slack.interaction import (
    PICK,
    DoubleClicks,
    Interaction,
    Payload,
    command_of,
    opens_details,
    typed_by,
)
from bot.slack.modals import Modals
from bot.slack.options import MenuOptions
from bot.slack.payload_shape import is_of_ours, is_readable
from bot.slack.sharing import Sharing
from bot.slack.shortcuts import Shortcuts
from bot.slack.uninstall import Uninstall
from bot.slack.web_client import Transport
from bot.slack.workspaces import SlackClients
from bot.unicode_text import is_unicode
from handlers.forms.form import Form
from models.errors import RecordsUnreachable
from models.reply import Audience, Choice, Reply

_ANSWER_WITHIN = 2.5  # seconds, of the 3 that Slack gives

_ANY = re.compile(".*")

EVENTS = "slack"
"""The source under which Slack's events are noted as seen."""


class SlackApp:
    """The bot in Slack, in every workspace that has it."""

    def __init__(self, app: App, transport: Transport, clients: SlackClients) -> None:
        self._app = app
        self._log = structlog.get_logger("needlepoint.slack")
        # With each message its reply, so that no other can take over its id.
        self._messages: FIFOCache[int, tuple[Reply, str]] = FIFOCache(1_024)
        self._clicks = DoubleClicks()
        self.context = SlackContext(app, transport, clients)
        self._sharing, self._home = Sharing(self.context), Home(self.context)
        self.bolt = quiet_bolt(transport, clients)
        self._listen()

    def _listen(self) -> None:
        """Of two listeners that fit, Bolt takes the one that came first."""
        modals = Modals(self.context, self.answer)
        shortcuts = Shortcuts(self.context, self.answer, modals)
        options, uninstall = MenuOptions(self.context), Uninstall(self.context)
        for part in (uninstall, modals, self._sharing, self._home, options, shortcuts):
            part.register(self.bolt)
        self.bolt.action(re.compile(f"^(say:|{PICK})"))(self._on_control)
        # What nobody listens to would be answered 404: people see a failure, and Slack asks again.
        self.bolt.action(_ANY)(_acknowledge)
        self.bolt.shortcut(_ANY)(_acknowledge)
        self.bolt.view(_ANY)(_acknowledge)
        self.bolt.view_closed(_ANY)(_acknowledge)
        self.bolt.options(_ANY)(_offer_nothing)
        self.bolt.event(_ANY)(_ignore)
        self.bolt.error(self._on_error)

    async def answer_command(self, command: Payload) -> str:
        """The acknowledgement of a slash command, as JSON: the answer, or the promise of one."""
        try:
            return await self._answer_command(command)
        except Exception as error:  # noqa: BLE001 - Bolt would have caught it and logged its text
            return block_kit.as_json(self.context.met_bug(error))

    async def _answer_command(self, command: Payload) -> str:
        interaction = self.context.interaction(command, command_of(command))
        answering = begun(self.answer(interaction))  # most need no row, and are there at once
        if not answering.done():
            await asyncio.wait({answering}, timeout=_ANSWER_WITHIN)
        if answering.done():
            return self._dressed(answering.result())
        self.context.later(self._follow(interaction, answering), interaction)
        return json.dumps({"response_type": "ephemeral", "text": "One moment…"})

    async def answer(self, interaction: Interaction) -> Reply:
        """The private answer; what is for everyone is posted, what changed is drawn anew."""
        caller, typed = interaction.caller, interaction.typed
        reply = await self._app.answer(caller, typed)
        if reply.audience is Audience.CHANNEL:
            reply = await self._sharing.post(interaction, reply)
        if not reply.refused and self._app.dispatcher.may_change(typed):
            self._home.touch(interaction)
        forms = await offered_to(self._app.memberships, caller, typed)
        return _with_forms(reply, forms) if forms else reply

    async def dispatch(self, request: AsyncBoltRequest) -> BoltResponse:
        """The acknowledgement of anything else. What comes twice is carried out once."""
        if not (is_unicode(request.body) and is_readable(request.body)):
            return self._refuse("signed, but not readable")
        kind = request.body.get("type")
        if kind == "app_rate_limited":  # no listener of Bolt can match it
            self._log.warning("rate limited by Slack")
            return BoltResponse(status=200)
        if not is_of_ours(kind):  # Bolt answers 404 or 500
            return self._refuse("no kind of request that is taken here")
        if self._clicks.is_second(request.body):
            return BoltResponse(status=200)
        event = str(request.body.get("event_id", "")) if kind == "event_callback" else ""
        if event and not await self._is_new(event):
            return BoltResponse(status=200)
        answer = await self.bolt.async_dispatch(request)
        if event and answer.status >= 500:  # noqa: PLR2004 - Slack will ask again, and shall
            await self._app.seen_events.forget(EVENTS, event)
        return answer

    def _refuse(self, why: str) -> BoltResponse:
        self._log.warning("request refused", status=400, why=why)
        return BoltResponse(status=400, body=json.dumps({"error": why}))

    async def _is_new(self, event: str) -> bool:
        """Whether an event was not seen before; without the records better twice than never."""
        try:
            return await self._app.seen_events.first(EVENTS, event, self._app.clock())
        except RecordsUnreachable:
            return True

    def _dressed(self, reply: Reply) -> str:
        """A private message. What is remembered is the same object each time, and dressed once."""
        if not reply.is_understood:
            return block_kit.as_json(reply)
        if id(reply) not in self._messages:
            self._messages[id(reply)] = (reply, block_kit.as_json(reply))
        return self._messages[id(reply)][1]

    async def _on_error(self, error: Exception, body: Payload) -> BoltResponse:
        """What Slack is answered after a bug: no form closes as though it had been heard."""
        kind = body.get("type")
        if isinstance(error, RecordsUnreachable) and kind == "event_callback":
            return BoltResponse(status=503, body="")  # nobody waits for it: Slack tries again
        met = self.context.met_bug(error)
        if kind == "view_submission":
            return BoltResponse(status=200, body=_at_a_field(body["view"], met))
        if kind == "block_suggestion":
            return BoltResponse(status=200, body={"options": []})
        if "user" in body:
            interaction = self.context.interaction(body, "")
            self.context.later(self.context.replies.tell(interaction, met))
        return BoltResponse(status=200, body="")

    async def _on_control(self, ack: AsyncAck, body: Payload) -> None:
        """Answer what a button or a list stands for, by the response URL."""
        await ack()
        if typed := typed_by(body):
            interaction = self.context.interaction(body, typed)
            told = self._follow(
                interaction, self.answer(interaction), in_its_place=opens_details(body)
            )
            self.context.later(told, interaction)

    async def _follow(
        self, interaction: Interaction, answering: Awaitable[Reply], *, in_its_place: bool = False
    ) -> None:
        """Send a reply to whoever asked: beside what they see already, or instead of it."""
        await self.context.replies.tell(interaction, await answering, in_its_place=in_its_place)


def _with_forms(reply: Reply, forms: tuple[Form, ...]) -> Reply:
    """The reply with buttons that open these forms, in the place of those that come to the same."""
    opening = {form.opens: Choice(f"{form.title}…", form.opens) for form in forms}
    kept = [choice for choice in reply.choices if choice.command not in opening]
    return replace(reply, choices=(*kept, *opening.values()))


def _at_a_field(view: Payload, met: Reply) -> str:
    """An answer to a form that leaves it open, with everything that was put in."""
    fields = (block["block_id"] for block in view["blocks"] if block["type"] == "input")
    return json.dumps({"response_action": "errors", "errors": {next(fields): met.sentences}})


async def _acknowledge(ack: AsyncAck) -> None:
    await ack()


async def _offer_nothing(ack: AsyncAck) -> None:
    await ack(options=[])


async def _ignore() -> None:
    return
