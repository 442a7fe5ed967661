"""Days on which a clinic is closed: which of some booked days are, and those of a week (_NAMED)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from models.alerts.holidays import OWN
from models.alerts.hours import Hours
from models.clinic.clinic import Clinic
from models.ports import BookedRow
from models.reply import Line
from models.wording import bookings as wording

_NAMED = 8
_ONE = timedelta(days=1)
_DAYS = 7


def among(days: Iterable[date], clinic: Clinic, today: date) -> Iterator[Line]:
    """Which of the days still to come the clinic is closed on."""
    holidays = clinic.preferences.hours.holidays
    off = [day for day in days if day >= today and holidays.name_of(day)]
    if off:
        yield Line(f"Your clinic is closed that day: {wording.days(off, today)}.")


def booked(ahead: Iterable[BookedRow], clinic: Clinic) -> list[BookedRow]:
    """The booked visits that stand on a day on which the clinic is closed."""
    holidays = clinic.preferences.hours.holidays
    return [row for row in ahead if holidays.name_of(row.visit.on)]


def worked(booked_rows: Iterable[BookedRow], clinic: Clinic) -> list[BookedRow]:
    """The booked visits of days on which the clinic works: only these may have taken place."""
    holidays = clinic.preferences.hours.holidays
    return [row for row in booked_rows if not holidays.name_of(row.visit.on)]


def among_past(rows: Iterable[BookedRow], clinic: Clinic, today: date) -> Iterator[Line]:
    """Who is booked on past days on which the clinic was closed: no button logs them."""
    if off := booked(rows, clinic):
        yield Line(f"Your clinic was closed that day: {wording.each(off, today)}.")


def lines(
    today: date, monday: date, on_closed: Sequence[BookedRow], clinic: Clinic
) -> Iterator[Line]:
    """On which days of a week, from today on, it is closed, and who is booked there."""
    hours = clinic.preferences.hours
    week = (monday + days * _ONE for days in range(_DAYS))
    there = {row.visit.on for row in on_closed}
    if off := [day for day in week if day >= today and _is_told(day, there, hours)]:
        yield Line(f"Closed: {'; '.join(_named(day, hours, today) for day in off)}.")
    if on_closed:
        hidden = len(on_closed) - _NAMED
        more = f"; {hidden} more" if hidden > 0 else ""
        yield Line(f"Booked there: {wording.each(on_closed[:_NAMED], today)}{more}.")


def _is_told(day: date, there: Iterable[date], hours: Hours) -> bool:
    """A holiday on a day without work anyway is told only where somebody is booked."""
    return bool(hours.holidays.name_of(day)) and (day.weekday() in hours.days or day in there)


def _named(day: date, hours: Hours, today: date) -> str:
    name = hours.holidays.name_of(day)
    return wording.day(day, today) + ("" if name == OWN else f" ({name})")
