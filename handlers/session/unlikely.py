"""Numbers that hardly anybody means, 99 units or 800 visits: asked about before they count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

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


def refuse(
    doubts: Iterable[str], command: str, outcome: str = "saved", field: FieldName = FieldName.SURE
) -> None:
    """Ask about what is in doubt, with the command that means it as it was typed."""
    if told := " ".join(doubts):
        raise NotUnderstood(
            f"{told} Is that right?",
            f"Nothing was {outcome} yet. If it is, say {AS_TYPED}; else type it again.",
            [Choice("Yes, as typed", f"{command} {AS_TYPED}")],
            field=field,
        )


def _days(period: Period) -> int:
    """How many days a period has; 0 where it is open."""
    if period.first is None or period.last is None:
        return 0
    return (period.last - period.first).days + 1
