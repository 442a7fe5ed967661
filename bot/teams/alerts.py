"""The alert behind a button, as everybody is to see it once something was done with it."""

from __future__ import annotations

from bot.app import App
from bot.membership import Caller
from models.alerts.alert import Alert, AlertState
from models.clinic.clinic import Clinic
from models.errors import Trouble
from models.reply import Reply
from models.understanding import alert_commands
from models.understanding.alert_commands import AlertVerb
from models.wording import alerts

_ACTS = frozenset({AlertVerb.ACKNOWLEDGE, AlertVerb.SNOOZE, AlertVerb.HAND_OVER})


async def after(app: App, caller: Caller, command: str) -> Reply | None:
    """The alert as it stands after a click; None where the click did nothing with one.

    Whoever comes too late, because somebody has it or its cause is gone, reads that there.
    """
    try:
        number = _number(app, command)
        if number is None:
            return None
        membership = await app.seats.find(caller)
        alert = await app.services.outbox.alert(membership.clinic.id, number)
        if alert is None or not _is_told_by_it(alert, membership.member.user):
            return None
        return await _say(alert, app, membership.clinic)
    except Trouble:  # whoever clicked reads it in the answer
        return None


def _number(app: App, command: str) -> int | None:
    """The number of the alert that a command does something with."""
    name, text = app.desk.route(command)
    part, _, rest = text.partition(" ")
    alert_request = alert_commands.read(rest)
    is_act = (name, part) == ("clinic", "alerts") and alert_request.verb in _ACTS
    return alert_request.number if is_act else None


def _is_told_by_it(alert: Alert, user: str) -> bool:
    """Whether the alert itself says what became of the click of somebody."""
    return alert.ref.is_over or alert.state is AlertState.ACKNOWLEDGED or alert.taken_by == user


async def _say(alert: Alert, app: App, clinic: Clinic) -> Reply:
    services = app.services
    chart = await services.charts.find(clinic.id, alert.alias)
    on = clinic.today(app.clock())
    return alerts.say(alerts.subject(alert, chart, services.book, clinic, on), services.book)
