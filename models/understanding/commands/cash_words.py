"""What may be typed behind /coverage cash: a payer, who bills, booked on which day for which."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from models import calendar_words
from models.errors import NotUnderstood
from models.understanding.dates import relative_days

_MARK = re.compile(
    r"\b(?P<booked>(?:re-?)?(?:booked|booking|scheduled|sched|made|called)(?:\s+(?:on|at))?)\b"
    r"|\b(?P<on>(?:(?:appt|appointment|visit|dos|seen|comes?(?:\s+in)?|coming(?:\s+in)?)"
    r"(?:\s+(?:is|on|for))?|for|on))\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    rf"(?<!last )(?<!next )(?<!past )\b(?:this\s+)?(?P<day>{calendar_words.WEEKDAY})\b",
    re.IGNORECASE,
)
_SMALL_TALK = re.compile(
    r"\b(?:path|prices?|pay|pays|paying|paid|patients?|self[ -]pay|out of pocket|needling|dry"
    r"|charge|with|who|wants?|to)\b",
    re.IGNORECASE,
)
_BEHIND = timedelta(days=60)
"""A visit without its year lies at most so long back: its estimate is of no use any more."""


@dataclass(frozen=True, slots=True)
class CashWords:
    """The days that were typed, None for one that was not, and the text that names the payer."""

    about: str
    booked: date | None = None
    on: date | None = None


def read(text: str, today: date) -> CashWords:
    """Take the days out of a text. Raises `NotUnderstood` for one that no calendar has.

    A day without a word before it is the visit's, and so is one ahead that it is "booked" on:
    nobody made a booking tomorrow.
    """
    marks = list(_MARK.finditer(text))
    starts = [mark.start() for mark in marks] + [len(text)]
    rest = [text[: starts[0]]]
    booked: date | None = None
    visits: list[date] = []
    for mark, end in zip(marks, starts[1:], strict=True):
        behind = text[mark.end() : end]
        taken = _of_booking(behind, today) if mark["booked"] else _of_visit(behind, today)
        if taken.on is None:
            rest.append(behind if mark["booked"] else text[mark.start() : end])
            continue
        rest.append(taken.remaining)
        if mark["booked"] and taken.on <= today:
            booked = taken.on
        else:
            visits.append(taken.on)
    bare = _of_visit(rest[0], today)
    visits += [bare.on] if bare.on else []
    about = " ".join([bare.remaining, *rest[1:]])
    return CashWords(" ".join(_SMALL_TALK.sub(" ", about).split()), booked, _only(visits))


def _of_booking(text: str, today: date) -> relative_days.DayReading:
    return relative_days.take(text, today)


def _of_visit(text: str, today: date) -> relative_days.DayReading:
    """The next such day, a weekday included."""
    ahead = _WEEKDAY.sub(r"next \g<day>", text)
    return relative_days.take_last(ahead, today, today - _BEHIND)


def _only(visits: list[date]) -> date | None:
    if len(set(visits)) > 1:
        raise NotUnderstood(
            "That names two days of the visit.",
            "Type the day of booking behind booked, and one for the visit: booked 11/30 for 12/9.",
        )
    return visits[0] if visits else None
