"""What hardly anybody means, 99 units, 800 visits or last year: asked about before it counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from models.errors import NotUnderstood
from models.field_name import FieldName
from models.period import Period
from models.reply import Choice
from models.understanding.commands.as_typed import AS_TYPED
from models.visits.authorization import Authorization
from models.visits.limit import Unit
from models.visits.session import Session
from models.wording import phrases

_UNITS_A_DAY = 16
"""Four hours of 15 minutes: more than one patient is treated on one day."""

_VISITS = 150
"""More than payers authorize, or anybody has in a year of care."""

_LATELY = timedelta(days=62)
"""So long ago, or ahead, lies what is entered on most days."""

_A_YEAR = 366
_LONG = timedelta(days=2 * 366)
"""Authorizations run for months, a few for a year or two."""


def of_units(session: Session) -> Iterator[str]:
    """What is in doubt of the timed units of one session."""
    if session.units > _UNITS_A_DAY:
        hours, left = divmod(session.units * 15, 60)
        time = phrases.count(hours, "hour") + (f" and {left} minutes" if left else "")
        yield f"{session.units} units are {time} of one session."


def of_visits(number: int, unit: Unit = Unit.VISIT) -> Iterator[str]:
    """What is in doubt of a number of visits."""
    if number > _VISITS and unit is not Unit.TIMED_UNIT:
        yield f"{number} visits are more than anybody has in a year of care."


def of_authorization(granted: Authorization) -> Iterator[str]:
    """What is in doubt of an authorization: its number beside its days, and how long it runs."""
    number, unit, days = granted.number, granted.unit, _days(granted.period)
    in_units = unit is Unit.TIMED_UNIT
    if days and number > days * (_UNITS_A_DAY if in_units else 1):
        most = f"{_UNITS_A_DAY} units" if in_units else "one visit"
        noun = phrases.count(number, "unit" if in_units else "visit")
        yield f"{noun} in {phrases.count(days, 'day')} are more than {most} on each."
    else:
        yield from of_visits(number, unit)
    if days > _LONG.days and granted.period.last:
        yield f"It would run for {days // 365} years, until {phrases.day(granted.period.last)}."


def a_year_on(day: date, today: date, ahead: timedelta = timedelta()) -> date | None:
    """The same day a year later, where that is about today: in January the old year is typed."""
    later = day + relativedelta(years=1)
    return later if today - _LATELY <= later <= today + ahead else None


def first_day_in_doubt(granted: Authorization, today: date) -> date | None:
    """The first day a year on, where an authorization of over a year would begin a year ago."""
    first = granted.period.first
    is_long = _days(granted.period) > _A_YEAR
    return a_year_on(first, today, ahead=_LATELY) if first and is_long else None


def refuse(
    doubts: Iterable[str],
    command: str,
    outcome: str = "saved",
    field: FieldName = FieldName.SURE,
    instead: Sequence[Choice] = (),
) -> None:
    """Ask about what is in doubt, with the command that means it as it was typed."""
    if told := " ".join(doubts):
        raise NotUnderstood(
            f"{told} Is that right?",
            f"Nothing was {outcome} yet. If it is, say {AS_TYPED}; else type it again.",
            [*instead, Choice("Yes, as typed", f"{command} {AS_TYPED}")],
            field=field,
        )


def _days(period: Period) -> int:
    """How many days a period has; 0 where it is open."""
    if period.first is None or period.last is None:
        return 0
    return (period.last - period.first).days + 1
