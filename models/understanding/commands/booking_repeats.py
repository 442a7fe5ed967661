"""How often somebody comes: "every other Wed until 1/31", "weekly", "twice a week"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_A_WEEK = 7
_ONE = timedelta(days=1)

_HOW_OFTEN = re.compile(
    r"\b(?:once|twice|thrice|(?:one|two|three|[1-5])\s{0,3}(?:x|times?|visits?)?)\s{0,3}"
    r"(?:a|per|each|every|/)\s{0,3}(?:weeks?|wks?)\b|\b[1-5]\s{0,3}x\s{0,3}(?:weekly|weeks?|wks?)\b",
    re.IGNORECASE,
)
"""It says nothing of the days: where they are not named they are asked for."""

_EVERY_OTHER = re.compile(
    r"\b(?:(?:every|each)\s{1,3}(?:other|2nd|second)(?:\s{1,3}weeks?)?"
    r"|every\s{1,3}(?:two|2)\s{1,3}weeks?|alternate(?:\s{1,3}weeks?)?)(?:\s{1,3}on)?\b",
    re.IGNORECASE,
)
_WEEKLY = re.compile(
    r"\bweekly\b|\b(?:every|each)\s{1,3}(?:week|wk)\b(?:\s{1,3}on\b)?", re.IGNORECASE
)
_EVERY = re.compile(r"\b(?:every|each)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Repeats:
    """How often a text says that somebody comes, and the text with "every" in its place."""

    text: str
    is_weekly: bool
    is_every_other: bool

    @property
    def goes_on(self) -> bool:
        """Whether it is to be repeated, so that a last day has to be told."""
        return _EVERY.search(self.text) is not None


def take(text: str) -> Repeats:
    """What a text says of how often."""
    is_every_other = _EVERY_OTHER.search(text) is not None
    is_weekly = is_every_other or _WEEKLY.search(text) is not None
    text = _HOW_OFTEN.sub(" ", _EVERY_OTHER.sub(" every ", text))
    return Repeats(_WEEKLY.sub(" every ", text), is_weekly, is_every_other)


def every_other(
    weekdays: Collection[int], first: date, last: date, told: date | None
) -> Iterator[date]:
    """Each of these weekdays in every second week: from `first`, or behind a day told."""
    for weekday in weekdays:
        begins = first + (weekday - first.weekday()) % _A_WEEK * _ONE
        if told:
            begins = told + (2 * _A_WEEK + weekday - told.weekday()) * _ONE
        for days in range(0, (last - begins).days + 1, 2 * _A_WEEK):
            yield begins + days * _ONE
