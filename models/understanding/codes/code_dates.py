"""The day of service beside a code: "20560 dos 11/18/2019", "20561 january 1st 2020"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from models.errors import NotUnderstood
from models.understanding.dates import dates_of_service
from models.understanding.dates.month_spans import without_habits

# Without one of these a number with a slash is a count: "1/2 muscles".
_DATED = re.compile(
    r"\b(?:19|20)[0-9]{2}\b|\bd\.?o\.?s\b|date|\bago\b|yesterday|\blast (?:week|month|year)\b"
    r"|(?<![\w/-])[0-9]{1,2}[/-][0-9]{1,2}[/-][0-9]{2}\b|\b[0-9]{8}\b",
    re.IGNORECASE,
)

# How far sessions are to be apart, which no code says.
_DAYS_BETWEEN = re.compile(
    r"\b(?:days?|weeks?|hours?|time|long|gap|interval) (?:\w+ ){0,2}between\b|\bapart\b",
    re.IGNORECASE,
)


# "before 2020" names the unlisted codes of that time.
_BEFORE = re.compile(r"\b(?:before|pre|prior to)\W+(?:19|20)[0-9]{2}\b", re.IGNORECASE)

# "What year did it start", "when did it come out".
_SINCE_WHEN = re.compile(
    r"\W*(?:and |so )?(?:since )?(?:when|(?:in |from )?(?:what|which) (?:year|date|month|day)"
    r"|how long (?:have|has|had)\b[^?.]{0,40}\bbeen (?:out|around|valid|active|in effect))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CodeDates:
    """The first and the last day, or a whole year; None is not told."""

    remaining: str
    on: date | None = None
    until: date | None = None
    year: int | None = None

    @property
    def years(self) -> tuple[int, ...]:
        """The whole years that are told: one, or the first and the last of several."""
        if self.year:
            return (self.year,)
        if self.on is None or self.until is None:
            return ()
        first, last = self.on.year, self.until.year
        are_whole = (self.on, self.until) == (date(first, 1, 1), date(last, 12, 31))
        return (first, last) if are_whole else ()


def take(text: str, today: date | None) -> CodeDates:
    """The days that a text names. What is no date is left for others to read."""
    text = without_habits(text)
    if not _DATED.search(text) or _BEFORE.search(text):
        return CodeDates(text)
    try:
        when = dates_of_service.take(text, today)
    except NotUnderstood:
        return CodeDates(text)
    if when.on is None:
        return CodeDates(text)
    last = when.until or when.on
    year = when.on.year
    if (when.on, last) == (date(year, 1, 1), date(year, 12, 31)):
        return CodeDates(when.remaining, year=year)
    return CodeDates(when.remaining, when.on, when.until)


def asks_days_between(text: str) -> bool:
    """Whether it asks how far sessions are to be apart, which no code says."""
    return _DAYS_BETWEEN.search(text) is not None


def asks_since_when(text: str) -> bool:
    """Whether it begins by asking when something was or began."""
    return _SINCE_WHEN.match(text) is not None
