"""Forms in front of people, and cards in the place of forms.

A form submits as the command that somebody could have typed. The card that answers takes its place,
since a form has no channel to answer in; buttons on it, and on the Home tab, answer in the same
window. A submission that Slack delivers twice has the same key, and counts once.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from typing import Any

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.errors import SlackApiError

from bot.assemble import House
from bot.render import block_kit
from bot.slack import forms
from bot.slack.fields import Filled, plain
from bot.slack.forms import Form, Setting, Wrong
from bot.slack.front import PICK, Act, Front, Payload, act_of, typed_by
from bot.slack.hearing import Hearing
from handlers.command import Ask
from models.errors import RecordsUnreachable
from models.reply import Line, Reply

View = dict[str, Any]

_ANSWER_WITHIN = 2.0  # seconds, of the 3 that a form and a trigger last
_ERROR = 300  # characters below a field; Slack sets no limit, and a form is small
_SAY = re.compile("^say:")
_USED = re.compile(f"^(say:|{PICK})")
_MOMENT = Reply("One moment…", lines=(Line("The answer follows here."),))


class Modals:
    """What opens in front of people."""

    def __init__(self, house: House, hearing: Hearing, front: Front) -> None:
        self._house = house
        self._hearing = hearing
        self._front = front
        self._log = structlog.get_logger("needlepoint.slack")

    def register(self, bolt: AsyncApp) -> None:
        """Listen to what opens a form, to forms, and to buttons inside of views."""
        bolt.action(_SAY, matchers=[_opens_form])(self._on_open)
        bolt.action(_USED, matchers=[_is_in_view])(self._on_control)
        bolt.view(re.compile(f"^{forms.CALLBACK}"))(self._on_submission)

    async def _on_open(self, ack: AsyncAck, body: Payload) -> None:
        await ack()
        form, alias = forms.opened_by(typed_by(body)) or (forms.LOG, "")
        await self.open(form, body, alias)

    async def open(self, form: Form, body: Payload, alias: str = "") -> None:
        """Put a form in front of whoever caused the interaction."""
        setting = Setting(self._house.office.book, await self._today(body), alias)
        client = await self._front.client_at(body)
        view = form.view(setting)
        if _is_in_modal(body):
            await client.views_push(trigger_id=body["trigger_id"], view=view)
        else:
            await client.views_open(trigger_id=body["trigger_id"], view=view)

    async def _today(self, body: Payload) -> Any:
        """The day at the clinic; of the process while the records do not answer."""
        now = self._house.clock()
        try:
            seat = await self._house.seats.find(self._front.caller(body))
        except RecordsUnreachable:
            return now.date()
        return Ask(seat.clinic, seat.member, "", "", "", now).today

    async def _on_submission(self, ack: AsyncAck, body: Payload) -> None:
        """Hear the command that the form stands for; say at its field what is wrong."""
        view = body["view"]
        form = forms.by_name(view["callback_id"])
        try:
            typed = form.command(Filled(view["state"]["values"]))
        except Wrong as wrong:
            await ack(response_action="errors", errors={wrong.at: wrong.says})
            return
        act = act_of(self._front, body, typed, f"{view['id']}/{view['hash']}")
        hearing = asyncio.create_task(self._hearing.hear(act))
        done, _ = await asyncio.wait({hearing}, timeout=_ANSWER_WITHIN)
        if not done:
            await ack(response_action="update", view=card(_MOMENT))
            self._front.later(self._follow(act, view["id"], hearing))
        elif (reply := hearing.result()).refused:
            says = " ".join([reply.headline, *(line.text for line in reply.lines)])
            await ack(response_action="errors", errors={form.at_fault(reply): says[:_ERROR]})
        else:
            await ack(response_action="update", view=card(reply))

    async def _on_control(self, ack: AsyncAck, body: Payload) -> None:
        """Answer in the window where it was used; from the Home tab, in a new one."""
        await ack()
        if not (typed := typed_by(body)):
            return
        act = act_of(self._front, body, typed)
        hearing = asyncio.create_task(self._hearing.hear(act))
        if _is_in_modal(body):
            await self._follow(act, body["view"]["id"], hearing)
            return
        done, _ = await asyncio.wait({hearing}, timeout=_ANSWER_WITHIN)
        shown = card(hearing.result() if done else _MOMENT)
        opened = await (await act.client()).views_open(trigger_id=body["trigger_id"], view=shown)
        if not done:
            self._front.later(self._follow(act, opened["view"]["id"], hearing))

    async def _follow(self, act: Act, view_id: str, hearing: asyncio.Task[Reply]) -> None:
        """Show the answer in a window that is open already."""
        view = card(await hearing)
        try:
            await (await act.client()).views_update(view_id=view_id, view=view)
        except SlackApiError as error:  # closed meanwhile: whoever closed it wants no answer
            self._log.warning("card not shown", why=str(error.response.get("error")))


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
    return forms.opened_by(typed_by(body)) is not None


async def _is_in_view(body: Payload) -> bool:
    return "view" in body


def _is_in_modal(body: Payload) -> bool:
    return bool(body.get("view", {}).get("type") == "modal")
