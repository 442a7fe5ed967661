"""Clicks and dialogs in Teams: four seconds to answer, and cards that stay.

Teams gives an invoke five seconds, and sends one that is late again. So the answer is promised at
four and follows by itself; and one click counts once, by a key of what was clicked, where, by whom.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from typing import Any

import structlog

from bot import bugs
from bot.app import App
from bot.event_loop import LateTasks
from bot.forms import answer_all, context_for
from bot.render import teams_form
from bot.render.card_actions import CHOSEN, STAYS
from bot.teams import dialogs
from bot.teams.activity import Activity
from bot.teams.clicks import data_of, request_of, said
from bot.teams.conversations import ConversationAddress
from bot.teams.extension import Extension
from bot.teams.people import Callers
from bot.teams.replies import Answering
from bot.teams.sharing import Sharing, alert_after
from handlers.forms.catalog import BY_NAME
from handlers.forms.form import Field, Form
from handlers.forms.sessions import LOG
from handlers.outcome import in_words
from models.errors import Trouble
from models.field_name import FieldName
from models.reply import Audience, Reply

Body = dict[str, Any]

_ANSWER_WITHIN = 4.0  # seconds, of the five that Teams gives


_CARD = "application/vnd.microsoft.card.adaptive"
_MESSAGE = "application/vnd.microsoft.activity.message"
_ERROR = "application/vnd.microsoft.error"


class Invokes:
    """Answers each invoke by its name."""

    def __init__(self, app: App, callers: Callers, answering: Answering, sharing: Sharing) -> None:
        self._app = app
        self._callers = callers
        self._answering = answering
        self._sharing = sharing
        self._extension = Extension(app, callers)
        self._late = LateTasks()
        self._log = structlog.get_logger("needlepoint.teams")
        self._answers: dict[str, Callable[[Activity, ConversationAddress], Awaitable[Body]]] = {
            "adaptiveCard/action": self._clicked,
            "task/fetch": self._opened,
            "task/submit": self._submitted,
            "composeExtension/query": self._extension.find,
            "composeExtension/fetchTask": self._opened,
            "composeExtension/submitAction": self._submitted,
        }

    async def drain(self) -> None:
        """Let late replies leave before the process ends."""
        await self._late.drain()

    async def answer(self, activity: Activity, address: ConversationAddress) -> Body | None:
        """The body of the response; None where nobody here knows the invoke."""
        answer = self._answers.get(activity.name)
        return await answer(activity, address) if answer and activity.sender.aad else None

    def sorry(self, activity: Activity, met: Reply) -> Body:
        """What somebody reads in the response who has met a bug outside the dispatcher."""
        words = met.sentences
        if activity.name.startswith("composeExtension/query"):
            return {"composeExtension": {"type": "message", "text": words}}
        if activity.name == "adaptiveCard/action":
            return _told(words)
        return {"task": {"type": "message", "value": words}}

    async def _clicked(self, activity: Activity, address: ConversationAddress) -> Body:
        """A button of a card. What Teams sends by itself, to refresh a card, is no click."""
        command = said(activity)
        if activity.value.get("trigger") == "automatic" or command is None:
            error = {
                "code": "BadRequest",
                "message": "This card cannot be used any more. Ask anew.",
            }
            return {"statusCode": 400, "type": _ERROR, "value": error}
        answering = asyncio.create_task(self._carried_out(activity, address, command))
        done, _ = await asyncio.wait({answering}, timeout=_ANSWER_WITHIN)
        if not done:
            self._later(activity, address, self._follow(activity, address, answering))
            return _told("One moment…")
        reply, is_receipt = answering.result()
        if is_receipt:
            return _told(" ".join([f"{reply.headline}.", *(line.text for line in reply.lines)]))
        if data_of(activity).get(STAYS) is True:
            return await self._beside(activity, address, command, reply)
        return _shown(await self._answering.dressed(reply, address))

    async def _beside(
        self, activity: Activity, address: ConversationAddress, command: str, reply: Reply
    ) -> Body:
        """An alert shows at once who has it; any other card of everybody's stays as it is."""
        alert = await alert_after(self._app, self._callers.of(activity, address), command)
        if alert and not reply.picks:  # which ask on: to whom it is handed over
            return _shown(await self._answering.dressed(alert, address, stays=True))
        self._later(activity, address, self._answering.give(activity, address, reply))
        return _told("The answer stands below.")

    async def _opened(self, activity: Activity, address: ConversationAddress) -> Body:
        """A dialog is to be shown, or why it is not for whoever asked."""
        form = _form(activity.value.get("commandId") or data_of(activity).get("dialog"))
        try:
            self._app.rate_limit.take(self._callers.of(activity, address).key)
            fields = await self._fields(form, activity, address)
        except Trouble as trouble:
            return await self._replied(form, in_words(trouble), address)
        return dialogs.opened(form, fields, _anew(teams_form.initial(fields) | data_of(activity)))

    async def _submitted(self, activity: Activity, address: ConversationAddress) -> Body:
        """A dialog was filled in, or a button in it was clicked."""
        data = data_of(activity)
        form = _form(data.get("dialog"))
        try:
            fields = await self._fields(form, activity, address)
        except Trouble as trouble:
            return await self._replied(form, in_words(trouble), address)
        clicked = said(activity) if {"say", CHOSEN}.intersection(data) else None
        filled, unread = teams_form.read(fields, data)
        if clicked is None and (faults := {**form.faults(fields, filled), **unread}):
            return dialogs.opened(form, fields, data, faults)
        commands = form.commands(fields, filled) if clicked is None else (clicked,)
        reply = await answer_all(commands, partial(self._answer, activity, address))
        # A button carries no inputs: settings would be drawn empty, and saved so.
        if reply.refused and not (clicked and form.for_managers):
            return dialogs.refused(form, fields, data, reply)
        return await self._replied(form, reply, address)

    async def _fields(
        self, form: Form, activity: Activity, address: ConversationAddress
    ) -> tuple[Field, ...]:
        """The form's fields. Raises `Trouble` where it is not for whoever asks."""
        asked = teams_form.typed(data_of(activity), FieldName.ASKED) if form.of_answer else ""
        if form.of_answer and not asked:  # a button of the answer that took the form's place
            return ()
        caller = self._callers.of(activity, address)
        return form.fields(await context_for(self._app, caller, form, asked))

    async def _replied(self, form: Form, reply: Reply, address: ConversationAddress) -> Body:
        card = await self._answering.dressed(reply, address)
        return dialogs.answered(form, card, _anew({}))

    async def _answer(
        self, activity: Activity, address: ConversationAddress, command: str
    ) -> Reply:
        reply, _ = await self._carried_out(activity, address, command)
        return reply

    async def _carried_out(
        self, activity: Activity, address: ConversationAddress, command: str
    ) -> tuple[Reply, bool]:
        """Answer, and post what is for everyone; the reply, and whether it only tells of that."""
        caller = self._callers.of(
            activity, address, request_of(activity, command, self._app.clock())
        )
        reply = await self._app.answer(caller, command)
        if reply.audience is not Audience.CHANNEL:
            return reply, False
        return await self._sharing.share(caller, address, command, reply), True

    async def _follow(
        self,
        activity: Activity,
        address: ConversationAddress,
        answering: asyncio.Future[tuple[Reply, bool]],
    ) -> None:
        reply, _ = await answering
        await self._answering.give(activity, address, reply)

    def _later(
        self, activity: Activity, address: ConversationAddress, work: Coroutine[Any, Any, None]
    ) -> None:
        """Run work after the response; whoever acted is told of a bug in it."""
        tell = partial(self._answering.give, activity, address)
        self._late.start(bugs.see_through(work, self._log, bugs.IN_TEAMS, tell))


def _form(name: object) -> Form:
    """The form that a button or a command of the message extension names."""
    return BY_NAME.get(name, LOG) if isinstance(name, str) else LOG


def _anew(data: dict[str, Any]) -> dict[str, Any]:
    """What a dialog holds, with a mark of its own, which comes back when it is submitted."""
    return data | {dialogs.MARK: secrets.token_hex(8)}


def _shown(card: Body) -> Body:
    return {"statusCode": 200, "type": _CARD, "value": card}


def _told(words: str) -> Body:
    return {"statusCode": 200, "type": _MESSAGE, "value": words}
