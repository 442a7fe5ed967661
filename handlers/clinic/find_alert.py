"""Which alert a number or a button means: never another than the one that it stood under."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers.command import Request, Services
from models.alerts.alert import Alert
from models.alerts.alert_state import OVER, AlertState
from models.errors import NotUnderstood
from models.privacy.alias_text import lookalike
from models.reply import Choice
from models.understanding.commands import alert_commands, log_lists
from models.understanding.commands.alert_commands import OF_ONE, AlertRequest
from models.wording import phrases

_MOST = 500
_OFFERED = 5
_OPEN_ALERTS = Choice("The open alerts", "/clinic alerts")


async def find_alert(
    asked: AlertRequest, request: Request, services: Services
) -> tuple[Alert, AlertRequest]:
    """The alert that is meant, by its number or as the only open one of an alias, and what of it.

    Raises `NotUnderstood` where it is none, or one of several.
    """
    known = await services.charts.aliases(request.clinic.id)
    if asked.number is not None:
        alert = await _numbered(asked.number, asked, request, services)
        _refuse_other_alias(alert, asked, known)
        return alert, asked
    open_ = await services.outbox.alerts(
        request.clinic.id, alert_commands.states("open") or (), _MOST
    )
    words = asked.remaining.split()
    named = [word for word in words if any(_is_alias(word, alert) for alert in open_)]
    if not named:
        _refuse_without_open(asked, known)
    _refuse_several(asked, known)
    meant = [alert for alert in open_ if not named or _is_alias(named[0], alert)]
    told = replace(asked, remaining=" ".join(word for word in words if word not in named[:1]))
    if len(meant) == 1 and named:
        return meant[0], told
    raise _which(meant, told)


def _aliases(text: str, known: Sequence[str]) -> list[str]:
    """The aliases of the clinic that a text names, each once, as the clinic spells them."""
    typed, _ = log_lists.take_aliases(text, log_lists.compared(known))
    looks = {lookalike(one) for one in typed}
    return [one for one in known if lookalike(one) in looks]


def _refuse_without_open(asked: AlertRequest, known: Sequence[str]) -> None:
    """Raise `NotUnderstood` for an alias that has no open alert: none of another is offered."""
    for named in _aliases(asked.remaining, known):
        raise NotUnderstood(
            f"{named} has no open alert, so nothing was done.",
            "An alert that is over needs nothing more.",
            [Choice(f"Alerts of {named}", f"/clinic alerts {named}"), _OPEN_ALERTS],
        )
    if alert_commands.has_alias(asked.remaining):
        raise NotUnderstood(
            "There is no such alias here, so nothing was done.",
            "Name the number of the alert; it stands at the foot of each.",
            [_OPEN_ALERTS],
        )


def _refuse_several(asked: AlertRequest, known: Sequence[str]) -> None:
    """Raise `NotUnderstood` for several aliases: what is done is done with the alerts of one."""
    named = _aliases(asked.remaining, known)
    if len(named) > 1:
        raise NotUnderstood(
            f"One alert at a time: of {phrases.either(named)}?",
            "Nothing was done yet.",
            [Choice(f"Alerts of {one}", f"/clinic alerts {one}") for one in named[:_OFFERED]],
        )


def _refuse_other_alias(alert: Alert, asked: AlertRequest, known: Sequence[str]) -> None:
    """Raise `NotUnderstood` where another's alias stands behind the number of an alert."""
    looks = lookalike(alert.alias)
    if any(lookalike(named) != looks for named in _aliases(asked.remaining, known)):
        raise _of_another(alert)


def _of_another(alert: Alert) -> NotUnderstood:
    return NotUnderstood(
        f"Alert {alert.id} is for {alert.alias}, so nothing was done.",
        "Name its own number; it stands at the foot of each alert.",
        [_OPEN_ALERTS],
    )


def _is_alias(word: str, alert: Alert) -> bool:
    return lookalike(word.strip(".,;:!?")) == lookalike(alert.alias)


def _which(meant: Sequence[Alert], asked: AlertRequest) -> NotUnderstood:
    """The question for one of several; what was typed stays in each button where it is heard."""
    begin = f"/clinic alerts {asked.verb.value}"
    tail = "" if asked.verb in OF_ONE else f" {asked.remaining}"
    return NotUnderstood(
        "Which alert?" if meant else "No alert is open.",
        "Name its number; it stands at the foot of each alert." if meant else "",
        [
            Choice(f"{alert.alias} ({alert.id})", f"{begin} {alert.named}{tail}".strip())
            for alert in meant[:_OFFERED]
        ],
    )


async def _numbered(
    number: int, asked: AlertRequest, request: Request, services: Services
) -> Alert:
    """The alert of a number. Raises `NotUnderstood` where it is not here, or is another's.

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
        raise _of_another(alert)
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
