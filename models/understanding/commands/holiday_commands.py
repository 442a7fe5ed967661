"""What may be typed behind /clinic holidays: days, names of holidays, closed or at work."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from models.alerts.holidays import of_every_year
from models.calendar_words import WEEKDAY_OR_WEEKDAYS
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice
from models.understanding.dates import named_days, relative_days
from models.understanding.dates.two_days import TwoDays

EXAMPLE = "/clinic holidays add 12/24/2026"
MOST_AT_ONCE = 31
"""Days of one stretch: more is a slip in the year."""


def _optional(match: re.Match[str]) -> str:
    return f"(?:{match[0]})?"


_SHORT = re.compile(r"\\s\+(?:birth)?day")  # in a pattern: "columbus" alone will do here
_BY_NAME = tuple(
    (re.compile(rf"\b(?:{_SHORT.sub(_optional, words)})(?!\w)", re.IGNORECASE), key)
    for words, key in named_days.HOLIDAYS
)
_YEARLY = re.compile(r"\b(?:(?:in\s+)?every\s+year|each\s+year|yearly|annually)\b", re.IGNORECASE)
_FEDERAL = re.compile(r"\bfederal(?:\s+holidays?)?\b", re.IGNORECASE)
_WEEKLY = re.compile(rf"\b(?:every|each|all)\s+{WEEKDAY_OR_WEEKDAYS}\b", re.IGNORECASE)
_OFF = re.compile(r"\b(?:off|none|no|not|never|without|work(?:s|ing)?|open)\b", re.IGNORECASE)
_WORKS = re.compile(
    r"\b(?:remove|delete|drop|minus|rm|(?:we\s+)?(?:are\s+)?(?:not\s+closed|open|work(?:s|ing)?))\b",
    re.IGNORECASE,
)
_TO = re.compile(
    r"\s(?:to|until|till?|through|thru|-|–|—)\s|(?<=[0-9])[-–—](?=[0-9]{1,2}/)", re.IGNORECASE
)
_FILLER = frozenset(
    """a add all and are as at be clinic close closed day days for from holiday holidays is
    kept keep new not observed off on our plus please the too us we""".split()
)


class Closing(Enum):
    """What is wanted of the days named."""

    CLOSED = auto()
    AT_WORK = auto()


@dataclass(frozen=True, slots=True)
class HolidayRequest:
    """Days, as `Holidays` keys them, and what is wanted of them.

    `federal` is what is wanted of all federal holidays; None where nobody spoke of them.
    """

    closing: Closing = Closing.CLOSED
    days: tuple[str, ...] = ()
    federal: bool | None = None


def read(text: str, today: date) -> HolidayRequest:
    """Days that are off or not, by date, by name, listed, or from one day to another.

    A day without a year is the next such day. Raises `NotUnderstood`.
    """
    if of_all := _FEDERAL.search(text):
        rest = _FEDERAL.sub(" ", text)
        _refuse_rest(_OFF.sub(" ", rest))
        return HolidayRequest(federal=not _OFF.search(text.replace(of_all.group(), " ")))
    if text.strip().casefold() == "none":
        return HolidayRequest(federal=False)
    if _WEEKLY.search(text):
        raise NotUnderstood(
            "Which weekdays are days off is set with the digest. Nothing was changed.",
            "Write the working days: /clinic digest Mon-Thu",
            [Choice("Working days", "/clinic digest")],
        )
    works = _WORKS.search(text)
    text = _WORKS.sub(" ", text)
    closing = Closing.AT_WORK if works else Closing.CLOSED
    days, rest = _take_names(text)
    yearly = _YEARLY.search(rest)
    if not days:
        days, rest = _take_days(_YEARLY.sub(" ", rest), today, is_yearly=bool(yearly))
    _refuse_rest(_YEARLY.sub(" ", rest))
    if not days:
        raise _unclear("I did not understand which day you mean.")
    return HolidayRequest(closing, tuple(dict.fromkeys(days)))


def _take_names(text: str) -> tuple[list[str], str]:
    """The holidays that a text names, and the rest."""
    keys = []
    for pattern, key in _BY_NAME:
        if pattern.search(text):
            keys.append(key)
            text = pattern.sub(" ", text)
    return keys, text


def _take_days(text: str, today: date, *, is_yearly: bool) -> tuple[list[str], str]:
    """Every day from one to another, or each of those that are listed."""
    begins, *ends = _TO.split(f" {text} ", maxsplit=1)
    try:
        first = relative_days.take_last(begins, today, today)
    except TwoDays as listed:
        if ends or is_yearly:
            raise
        return [day.isoformat() for day in listed.days], listed.remaining
    if first.on is None:
        return [], text
    rest, last = first.remaining, first.on
    if ends:
        until = relative_days.take_last(ends[0], today, first.on)
        last, rest = until.on or first.on, f"{rest} {until.remaining}"
    number = (last - first.on).days + 1
    if not 1 <= number <= MOST_AT_ONCE:
        raise _unclear(f"From the first day to the last there may be {MOST_AT_ONCE} days at most.")
    days = [first.on + timedelta(days=n) for n in range(number)]
    return [of_every_year(day) if is_yearly else day.isoformat() for day in days], rest


def _refuse_rest(text: str) -> None:
    words = [word.strip(".,;:()") for word in text.split()]
    unused = [word for word in words if word and word.casefold() not in _FILLER]
    if unused:
        raise _unclear(f"I did not understand “{' '.join(unused)}”.")


def _unclear(what: str) -> NotUnderstood:
    return NotUnderstood(
        f"{what} Nothing was changed.",
        f"Name a day, or a federal holiday: {EXAMPLE}, /clinic holidays work on Columbus Day",
        [Choice("The holidays", "/clinic holidays"), Choice(EXAMPLE, EXAMPLE)],
        field=FieldName.FIRST,
    )
