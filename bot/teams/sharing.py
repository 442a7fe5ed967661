"""Sharing in Teams: where a patient's may be shared; and the alert after a click on it.

Teams does not say who reads along in a group or a shared channel. So what is about a patient is
shared in the one channel alone that a manager chose for alerts.
"""

from __future__ import annotations

from bot.app import App
from bot.membership import Caller
from bot.sharing import post_once
from bot.teams.activity import ConversationScope
from bot.teams.conversations import ConversationAddress
from bot.teams.replies import Answering
from handlers.outcome import in_words
from models.alerts.alert import Alert
from models.alerts.alert_state import AlertState
from models.errors import Trouble
from models.mention import channel
from models.reply import Line, Reply
from models.understanding.commands import alert_commands
from models.understanding.commands.alert_commands import AlertVerb
from models.wording import alerts

_ALONE = Reply(
    "Nobody else reads along here",
    lines=(
        Line("Share it where the others are: write to me there, or find it under the message box."),
    ),
)
_STRANGERS = Reply(
    "I cannot see who reads along here, so nothing of a patient is shared.",
    lines=(Line("Share it in the channel for alerts. A manager chooses that: /clinic channel"),),
)


class Sharing:
    """What people share in Teams."""

    def __init__(self, app: App, answering: Answering) -> None:
        self._app = app
        self._answering = answering

    async def share(
        self, caller: Caller, address: ConversationAddress, typed: str, reply: Reply
    ) -> Reply:
        """Post a reply for everyone; what to say to whoever shared it."""
        if address.scope is ConversationScope.PERSONAL:
            return _ALONE
        try:
            return await self._share(caller, address, typed, reply)
        except Trouble as trouble:
            return in_words(trouble)

    async def _share(
        self, caller: Caller, address: ConversationAddress, typed: str, reply: Reply
    ) -> Reply:
        membership = await self._app.memberships.find(caller)
        if not reply.about and membership.clinic.preferences.channel != channel(caller.channel):
            return _STRANGERS

        async def post() -> tuple[str, str]:
            message = await self._answering.post(address, reply)
            return message, message

        return await post_once(self._app, caller, typed, reply, post)


_ACTS = frozenset({AlertVerb.ACKNOWLEDGE, AlertVerb.SNOOZE, AlertVerb.HAND_OVER})


async def alert_after(app: App, caller: Caller, command: str) -> Reply | None:
    """The alert as it stands after a click; None where the click did nothing with one.

    Whoever comes too late, because somebody has it or its cause is gone, reads that there.
    """
    try:
        number = _number(app, command)
        if number is None:
            return None
        membership = await app.memberships.find(caller)
        alert = await app.services.outbox.alert(membership.clinic.id, number)
        if alert is None or not _is_told_by_it(alert, membership.member.user):
            return None
        services, clinic = app.services, membership.clinic
        chart, on = await services.charts.find(clinic.id, alert.alias), clinic.today(app.clock())
        return alerts.say(alerts.subject(alert, chart, services.book, clinic, on))
    except Trouble:  # whoever clicked reads it in the answer
        return None


def _number(app: App, command: str) -> int | None:
    """The number of the alert that a command does something with."""
    name, text = app.dispatcher.route(command)
    part, _, rest = text.partition(" ")
    alert_request = alert_commands.read(rest)
    is_act = (name, part) == ("clinic", "alerts") and alert_request.verb in _ACTS
    return alert_request.number if is_act else None


def _is_told_by_it(alert: Alert, user: str) -> bool:
    """Whether the alert itself says what became of the click of somebody."""
    return alert.ref.is_over or alert.state is AlertState.ACKNOWLEDGED or alert.taken_by == user
