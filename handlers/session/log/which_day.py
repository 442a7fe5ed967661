"""The day of a log at a clinic that told no time zone, late where it may be evening (_WEST)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from handlers.command import Request
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice
from models.wording import standings

_WEST = ZoneInfo("Pacific/Honolulu")
"""The zone in which a day ends last."""

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_WORKDAYS = 5
_OF_WEEK = re.compile(r"\b(?P<which>last|past|this)\s{1,8}(?:week|wk)\b", re.IGNORECASE)
_WEEK_WORDS = frozenset("earlier in last past sometime this week wk".split())


def refuse_week(
    typed: str, unused: Sequence[str], today: date, command: Callable[[date], str]
) -> None:
    """Ask for the day where a week is named, and nothing else that was not understood."""
    week = _OF_WEEK.search(typed)
    if week is None or not _WEEK_WORDS.issuperset(word.casefold().strip(",.;") for word in unused):
        return
    is_this = week["which"].casefold() == "this"
    monday = today - timedelta(days=today.weekday()) - (timedelta() if is_this else _WEEK)
    days = [monday + timedelta(days=n) for n in range(_WORKDAYS)]
    raise NotUnderstood(
        f"On which day of {'this' if is_this else 'last'} week?",
        "One session is of one day. Nothing was logged yet.",
        [Choice(standings.weekday(day), command(day)) for day in days if day <= today],
        field=FieldName.ON,
    )


def refuse_late(request: Request, on: date, command: Callable[[date], str]) -> None:
    """Ask for the day of a log where it may be the day before at the clinic.

    Late is from midnight to six, Eastern, which a clinic has until it tells its time zone: then it
    is evening still in some zone to the west. A day that was written out is no question: `on` is
    one that goes by today.
    """
    if len(todays(request)) > 1:
        either = (on - _DAY, on)
        raise asked(
            [Choice(f"Log it for {standings.weekday(day)}", command(day)) for day in either]
        )


def todays(request: Request) -> tuple[date, ...]:
    """What may be today at the clinic: two days where it is late and no zone was told."""
    if request.clinic.has_told_zone or request.at.astimezone(_WEST).date() == request.today:
        return (request.today,)
    return (request.today - _DAY, request.today)


def asked(choices: Sequence[Choice]) -> NotUnderstood:
    """The question for the day at a clinic that told no zone."""
    return NotUnderstood(
        "Which day is it at your clinic? It told me no time zone, and it is past midnight Eastern.",
        "Nothing was logged yet. A manager sets the time zone once, and this is asked no more: "
        "/clinic zone",
        [*choices, Choice("Set the time zone", "/clinic zone")],
        field=FieldName.ON,
    )
