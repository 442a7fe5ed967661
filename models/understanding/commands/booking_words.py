"""What may be typed or pasted of bookings: rows of aliases, and of which the days of a row are.

A row is aliases and days, in any order, and nothing else: a row with one other word is refused
whole, and nothing of it is told. A row of days alone is the heading of those below it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from models.understanding.commands import log_lists
from models.understanding.commands.booking_days import Refused, RowFault, has_content, read_days
from models.understanding.dates import clock_times

_ROWS = re.compile(r"[\n;]")
_CELLS = re.compile(r"[,\t\"]+")
_HEADER = frozenset("alias date dates day days time times patient".split())


@dataclass(frozen=True, slots=True)
class BookingRows:
    """The days to book by alias, as it was typed, and the rows that were not taken, by number.

    `denied` are days on which somebody is said not to come, by alias, `stretches` those of which it
    is open which are meant. `has_times`: times of day
    stood there, of which nothing is kept.
    """

    days: dict[str, tuple[date, ...]] = field(default_factory=dict)
    faults: dict[int, RowFault] = field(default_factory=dict)
    rows: int = 0
    denied: dict[str, tuple[date, ...]] = field(default_factory=dict)
    has_times: bool = False
    stretches: dict[str, tuple[date, ...]] = field(default_factory=dict)


def read(text: str, known: Collection[str], today: date) -> BookingRows:
    """What rows say. Each that holds anything but aliases and days is refused."""
    names = log_lists.compared(known)
    days: dict[str, set[date]] = {}
    faults: dict[int, RowFault] = {}
    denied: dict[str, tuple[date, ...]] = {}
    stretches: dict[str, tuple[date, ...]] = {}
    heading: tuple[date, ...] = ()
    rows = [_CELLS.sub(", ", row).strip(" ,") for row in _ROWS.split(text)]
    for number, row in enumerate(rows, start=1):
        if not row or _is_header(row):
            continue
        lead, named = log_lists.with_words(row, names)
        aliases: tuple[str, ...] = ()
        of_row: list[tuple[str, tuple[date, ...]]] = []
        try:
            if not named:
                heading = _as_heading(read_days(lead, today))
                continue
            for aliases, words in _apart(lead, named):
                of_each = read_days(words, today) or _needed(heading)
                of_row += [(alias, of_each) for alias in aliases]
        except Refused as refused:
            faults[number] = refused.fault
            if refused.fault is RowFault.DENIED:
                denied |= dict.fromkeys(aliases, refused.days)
            if refused.fault is RowFault.STRETCH:
                stretches |= dict.fromkeys(aliases, refused.days)
            heading = () if any(map(str.isdigit, row)) else heading
            continue
        for alias, of_each in of_row:
            days.setdefault(alias, set()).update(of_each)
    taken = {alias: tuple(sorted(of_alias)) for alias, of_alias in days.items()}
    has_times = any(clock_times.take(row)[0] for row in rows)
    return BookingRows(taken, faults, sum(map(bool, rows)), denied, has_times, stretches)


def _apart(lead: str, named: Sequence[tuple[str, str]]) -> Iterator[tuple[tuple[str, ...], str]]:
    """The aliases of a row by the days that are theirs: "A 12/10, B 12/11", "12/10 A, 12/11 B".

    Days of one place are of all: "A, B 12/10". Raises `Refused` where it is open whose they are.
    """
    aliases = [alias for alias, _ in named]
    places = [lead, *(words for _, words in named)]
    is_filled = [has_content(words) for words in places]
    if len(named) == 1 or not any(is_filled[1:-1]):
        if is_filled[0] and is_filled[-1] and len(named) > 1:
            raise Refused(RowFault.WHOSE)
        yield tuple(aliases), " ".join(filter(None, places))
        return
    if is_filled[0] == is_filled[-1]:
        raise Refused(RowFault.WHOSE)
    group: list[str] = []
    if is_filled[0]:  # each has what stands before it
        words = lead
        for alias, behind in named:
            group.append(alias)
            if has_content(behind):
                yield tuple(group), words
                group, words = [], behind
        yield tuple(group), words
        return
    for alias, behind in named:
        group.append(alias)
        if has_content(behind):
            yield tuple(group), behind
            group = []


def _is_header(row: str) -> bool:
    words = [word for word in re.split(r"[\s,\t]+", row.casefold()) if word]
    return bool(words) and _HEADER.issuperset(words)


def _as_heading(days: tuple[date, ...]) -> tuple[date, ...]:
    if not days:
        raise Refused(RowFault.NO_ALIAS)
    return days


def _needed(days: tuple[date, ...]) -> tuple[date, ...]:
    if not days:
        raise Refused(RowFault.NO_DAY)
    return days
