"""Which alert a number or a button means: never another than the one that it stood under."""

from __future__ import annotations

from handlers.command import Request, Services
from models.alerts.alert import OVER, Alert, AlertState
from models.errors import NotUnderstood
from models.privacy.alias_text import lookalike
from models.reply import Choice
from models.understanding.commands.alert_commands import AlertRequest

_MOST = 500
_OPEN_ALERTS = Choice("The open alerts", "/clinic alerts")


async def find_alert(
    number: int, asked: AlertRequest, request: Request, services: Services
) -> Alert:
    """The alert that is meant. Raises `NotUnderstood` where it is not here, or is another's.

    Numbers are given anew where the records were put back from a copy: a button of before then
    finds the alert about the same thing, by its mark, or none.
    """
    alert = await services.outbox.alert(request.clinic.id, number)
    if asked.mark and (alert is None or not _is_of_button(alert, asked)):
        return await _by_mark(asked, request, services)
    if alert is None:
        raise NotUnderstood(
            f"There is no alert {number}.", "List the open ones and click one.", [_OPEN_ALERTS]
        )
    if not _is_for_alias(alert, asked):
        raise NotUnderstood(
            f"Alert {number} is for {alert.alias}, so nothing was done.",
            "Name its own number; it stands at the foot of each alert.",
            [_OPEN_ALERTS],
        )
    return alert


async def _by_mark(asked: AlertRequest, request: Request, services: Services) -> Alert:
    going_on = [state for state in AlertState if state not in OVER]
    for alert in await services.outbox.alerts(request.clinic.id, going_on, _MOST):
        if _is_of_button(alert, asked):
            return alert
    raise NotUnderstood(
        "The alert of that button is not here any more, so nothing was done.",
        "Its alias has another name by now, its records are those of a copy, or its time is over.",
        [_OPEN_ALERTS],
    )


def _is_of_button(alert: Alert, asked: AlertRequest) -> bool:
    """Whether a button stood under this alert. Marks are short: those of two aliases may be one."""
    return alert.mark == asked.mark and _is_for_alias(alert, asked)


def _is_for_alias(alert: Alert, asked: AlertRequest) -> bool:
    return not asked.alias or lookalike(asked.alias) == lookalike(alert.alias)
