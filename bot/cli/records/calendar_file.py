"""Reads bookings.ics: of each appointment its title and its days, and nothing else of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from icalendar import Calendar

from bot.cli.records.files import CALENDAR, CsvRow
from models.errors import Trouble
from models.visits.booking import AHEAD, BEHIND

CANCELLED = "cancelled"

_REPEATS = re.compile(r"FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)\b")
_UNTIL_IN_UTC = re.compile(r"(UNTIL=[0-9]{8}T[0-9]{6})Z")

_Event = Any
"""One appointment, as icalendar has it."""


def calendar_rows(folder: Path, zone: str, today: date) -> Iterator[CsvRow]:
    """A row for each day of each appointment, from a week ago to a year ahead.

    Of an appointment the title is read, which is to be an alias and nothing else, when it begins,
    how it repeats, and whether it was cancelled. Raises `Trouble` for a file that is no calendar;
    nothing of it is ever told.
    """
    path = folder / CALENDAR
    if not path.is_file():
        return
    events = _events(path)
    moved: dict[str, set[date]] = defaultdict(set)
    for event in events:
        if "RECURRENCE-ID" in event:
            moved[str(event.get("UID", ""))].add(_day(event.decoded("RECURRENCE-ID"), zone))
    for number, event in enumerate(events, start=1):
        yield from _rows(event, number, zone, today, moved[str(event.get("UID", ""))])


def _events(path: Path) -> list[_Event]:
    try:
        calendars = Calendar.from_ical(path.read_bytes(), multiple=True)
        return [event for calendar in calendars for event in calendar.walk("VEVENT")]
    except (ValueError, KeyError, IndexError, OSError):
        mend = "Export the schedule again as iCalendar; nothing was imported."
        raise Trouble(f"{CALENDAR} is no calendar that can be read.", mend) from None


def _rows(
    event: _Event, number: int, zone: str, today: date, moved: Collection[date]
) -> Iterator[CsvRow]:
    cells = {"alias": " ".join(str(event.get("SUMMARY", "")).split())}
    is_cancelled = str(event.get("STATUS", "")).upper() == "CANCELLED"
    cells |= {"status": CANCELLED} if is_cancelled else {}
    try:
        days = [*_days(event, zone, today, moved)]
    except (ValueError, KeyError, TypeError, AttributeError):
        yield CsvRow(CALENDAR, number, {**cells, "date": "?"}, unit="appointment")
        return
    for day in days:
        if today - BEHIND <= day <= today + AHEAD:
            yield CsvRow(CALENDAR, number, {**cells, "date": str(day)}, unit="appointment")


def _days(event: _Event, zone: str, today: date, moved: Collection[date]) -> Iterator[date]:
    """The days of an appointment, each once. Raises ValueError for a rule that is not read."""
    start = event.decoded("DTSTART")
    if "RECURRENCE-ID" in event or not ("RRULE" in event or "RDATE" in event):
        yield _day(start, zone)
        return
    days = {_day(start, zone), *_listed(event.get("RDATE"), zone)}
    for rule in _several(event.get("RRULE")):
        days |= {*_repeated(rule.to_ical().decode(), _local(start, zone), today)}
    yield from sorted(days - {*_listed(event.get("EXDATE"), zone)} - {*moved})


def _repeated(rule: str, start: datetime, today: date) -> Iterator[date]:
    if not _REPEATS.search(rule):
        raise ValueError("a visit is not booked by the hour")
    rule = _UNTIL_IN_UTC.sub(r"\1", rule)
    first = datetime.combine(today - BEHIND, time.min)
    last = datetime.combine(today + AHEAD, time.max)
    for instant in rrulestr(rule, dtstart=start).between(first, last, inc=True):
        yield instant.date()


def _listed(values: Any, zone: str) -> Iterator[date]:
    """The days of one list of them, or of several."""
    for listed in _several(values):
        yield from (_day(value.dt, zone) for value in listed.dts)


def _several(values: Any) -> Iterable[Any]:
    if values is None:
        return ()
    return values if isinstance(values, list) else (values,)


def _day(at: date | datetime, zone: str) -> date:
    return _local(at, zone).date()


def _local(at: date | datetime, zone: str) -> datetime:
    """An instant on the clinic's wall. One without a time zone is meant there."""
    if not isinstance(at, datetime):
        return datetime.combine(at, time.min)
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) if at.tzinfo else at
