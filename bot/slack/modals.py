"""Forms and answers in Slack's windows: opened, submitted, too late, of an older release.

A form submits as the command that somebody could have typed. The card that answers takes its place,
since a form has no channel to answer in; buttons on it, and on the Home tab, answer in the same
window. A submission that Slack delivers twice has the same key, and counts once.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import Any

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.forms import answer_all, context_for
from bot.render import block_kit, slack_form
from bot.render.slack_form import CALLBACK, plain
from bot.slack.context import SlackContext
from bot.slack.interaction import PICK, Answer, Interaction, Payload, typed_by
from bot.slack.web_client import CALL_ERRORS, why_failed
from handlers.forms import catalog
from handlers.forms.form import Form, FormContext
from handlers.forms.sessions import LOG
from handlers.outcome import in_words
from models.errors import Trouble
from models.reply import Line, Reply

View = dict[str, Any]

_ANSWER_WITHIN = 2.0  # seconds, of the 3 that a form and a trigger last
_ERROR = 300  # characters below a field; Slack sets no limit, and a form is small
_SAY = re.compile("^say:")
_USED = re.compile(f"^(say:|{PICK})")
_MOMENT = Reply("One moment…", lines=(Line("The answer follows here."),))
_RETIRED = Reply(
    "This form is of an older release, so nothing was saved",
    lines=(Line("Close it, open it anew, and fill it in once more."),),
)
_TOO_LATE = Reply(
    "That took too long, so Slack did not open it", lines=(Line("Click again: nothing is lost."),)
)


class Modals:
    """What opens in front of people."""

    def __init__(self, context: SlackContext, answer: Answer) -> None:
        self._context = context
        self._app = context.app
        self._replies = context.replies
        self._answer_privately = answer
        self._log = structlog.get_logger("needlepoint.slack")

    def register(self, bolt: AsyncApp) -> None:
        """Listen to what opens a form, to forms, and to buttons inside of views."""
        bolt.action(_SAY, matchers=[_opens_form])(self._on_open)
        bolt.action(_USED, matchers=[_is_in_view])(self._on_control)
        known = "|".join(catalog.BY_NAME)
        bolt.view(re.compile(f"^{CALLBACK}({known})$"))(self._on_submission)
        bolt.view(re.compile(f"^{CALLBACK}"))(self._on_retired)

    async def _on_open(self, ack: AsyncAck, body: Payload) -> None:
        await ack()
        form, alias = catalog.opened_by(typed_by(body)) or (LOG, "")
        self.open(form, body, alias)

    def open(self, form: Form, body: Payload, alias: str = "") -> None:
        """Put a form in front of whoever caused the interaction, or why it is not for them."""
        interaction = self._context.interaction(body, "")
        self._context.later(self._open(interaction, body, form, alias), interaction)

    async def _open(self, interaction: Interaction, body: Payload, form: Form, alias: str) -> None:
        drawing = asyncio.create_task(self._drawn(form, body, alias))
        if not await self._shown(interaction, body, drawing):
            drawing.cancel()
            await self._replies.tell(interaction, _TOO_LATE)

    async def _shown(
        self, interaction: Interaction, body: Payload, drawing: asyncio.Task[View]
    ) -> bool:
        """Show a view while its trigger lasts; what takes longer follows in it.

        False where Slack did not show it.
        """
        done, _ = await asyncio.wait({drawing}, timeout=_ANSWER_WITHIN)
        try:
            client = await interaction.client()
            put = _opener(client, body)
            opened = await put(view=drawing.result() if done else card(_MOMENT))
            if not done:
                await client.views_update(view_id=opened["view"]["id"], view=await drawing)
        except CALL_ERRORS as error:
            return self._is_closed(error)
        return True

    def _is_closed(self, error: Exception) -> bool:
        """Whether a view was closed meanwhile: whoever closed it wants no answer."""
        why = why_failed(error)
        self._log.warning("window not shown", why=why)
        return why == "not_found"

    async def _drawn(self, form: Form, body: Payload, alias: str) -> View:
        caller = self._context.caller(body)
        try:
            self._app.rate_limit.take(caller.key)
            return slack_form.view(form, await context_for(self._app, caller, form, alias))
        except Trouble as trouble:
            return card(in_words(trouble))

    async def _on_submission(self, ack: AsyncAck, body: Payload) -> None:
        """Hear the command that the form stands for; say at its field what is wrong."""
        view = body["view"]
        form = catalog.BY_NAME[view["callback_id"].removeprefix(CALLBACK)]
        carried = view.get("private_metadata") or ""
        try:
            fields = form.fields(await self._context_of(form, body, carried))
        except Trouble as trouble:
            await ack(response_action="update", view=card(in_words(trouble)))
            return
        filled = slack_form.read(fields, view["state"]["values"], carried)
        if faults := form.faults(fields, filled):
            await ack(response_action="errors", errors=faults)
            return
        commands = form.commands(fields, filled)
        interaction = self._context.interaction(body, commands[-1], f"{view['id']}/{view['hash']}")
        answering = asyncio.create_task(
            answer_all(
                commands, lambda typed: self._answer_privately(replace(interaction, typed=typed))
            )
        )
        done, _ = await asyncio.wait({answering}, timeout=_ANSWER_WITHIN)
        if not done:
            await ack(response_action="update", view=card(_MOMENT))
            self._context.later(self._follow(interaction, view["id"], answering), interaction)
        elif (reply := answering.result()).refused:
            field = slack_form.field_of(fields, reply)
            await ack(response_action="errors", errors={field: reply.sentences[:_ERROR]})
        else:
            await ack(response_action="update", view=card(reply))

    async def _context_of(self, form: Form, body: Payload, carried: str) -> FormContext:
        """What a form is read back by: the same for everybody, but for one that is of an answer."""
        if form.of_answer:
            return await context_for(self._app, self._context.caller(body), form, carried)
        return FormContext(self._app.services.book, self._app.clock().date())

    async def _on_retired(self, ack: AsyncAck) -> None:
        """Say of a form that was open during an upgrade that nothing of it was heard."""
        self._log.warning("form of another release")
        await ack(response_action="update", view=card(_RETIRED))

    async def _on_control(self, ack: AsyncAck, body: Payload) -> None:
        """Answer in the window where it was used; from the Home tab, in a new one."""
        await ack()
        if not (typed := typed_by(body)):
            return
        interaction = self._context.interaction(body, typed)
        answering = asyncio.create_task(self._answer_privately(interaction))
        if _is_in_modal(body):
            work = self._follow(interaction, body["view"]["id"], answering)
        else:
            work = self._answer(interaction, body, answering)
        self._context.later(work, interaction)

    async def _answer(
        self, interaction: Interaction, body: Payload, answering: asyncio.Task[Reply]
    ) -> None:
        """Answer in a new window, or without one: what was done is never left unsaid."""

        async def drawn() -> View:
            return card(await answering)

        if not await self._shown(interaction, body, asyncio.create_task(drawn())):
            await self._replies.tell(interaction, await answering)

    async def _follow(
        self, interaction: Interaction, view_id: str, answering: asyncio.Task[Reply]
    ) -> None:
        """Show the answer in a window that is open already."""
        reply = await answering
        try:
            await (await interaction.client()).views_update(view_id=view_id, view=card(reply))
        except CALL_ERRORS as error:
            if not self._is_closed(error):
                await self._replies.tell(interaction, reply)


def card(reply: Reply) -> View:
    """A reply as a window; nobody but its owner is there to share it with."""
    kept = tuple(c for c in reply.choices if not c.command.startswith("/share"))
    blocks = block_kit.dress(replace(reply, choices=kept))["blocks"]
    return {
        "type": "modal",
        "callback_id": "card",
        "title": plain("Needlepoint"),
        "close": plain("Close"),
        "blocks": blocks,
    }


async def _opens_form(body: Payload) -> bool:
    """Whether a button carries a command that leaves out what a form asks for."""
    return catalog.opened_by(typed_by(body)) is not None


async def _is_in_view(body: Payload) -> bool:
    return "view" in body


def _opener(client: AsyncWebClient, body: Payload) -> Callable[..., Awaitable[Any]]:
    """What shows a view: alone, on top of another, or in its place, as Slack stacks three."""
    trigger = body.get("trigger_id", "")
    if not _is_in_modal(body):
        return partial(client.views_open, trigger_id=trigger)
    below, lowest = body["view"].get("previous_view_id"), body["view"].get("root_view_id")
    if below and below != lowest:
        return partial(client.views_update, view_id=body["view"]["id"])
    return partial(client.views_push, trigger_id=trigger)


def _is_in_modal(body: Payload) -> bool:
    return bool(body.get("view", {}).get("type") == "modal")
