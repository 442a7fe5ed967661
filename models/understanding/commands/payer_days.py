"""What may be typed of a payer's days: from when, from the start, until when, onward."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from models import calendar_words
from models.understanding.dates import days_ahead, relative_days

_ONWARD = re.compile(r"\bonwards?\b", re.IGNORECASE)
_START = re.compile(
    r"\b(?:(?:right\s+)?from|since)\s+(?:the\s+)?(?:very\s+)?(?:start|beginning)\b", re.IGNORECASE
)
_FROM = re.compile(
    r"\b(?:(?:eff(?:ective)?|starting|beginning)(?:\s+(?:from|on))?|from|since|as\s+of)\b",
    re.IGNORECASE,
)
_LEAD = r"(?:\b(?:eff(?:ective)?|starting|beginning|from|since|as\s+of|in|on)\s{1,8})"
_AHEAD = re.compile(
    rf"{_LEAD}{{0,2}}+\bnext\s{{1,8}}(?:week|month|quarter|year)\b"
    rf"|{_LEAD}{{1,2}}+(?:the\s{{1,8}}new\s{{1,8}}year\b(?!')"
    rf"|(?P<month>{calendar_words.MONTH})\b\.?(?:,?\s{{1,8}}(?P<year>20[0-9]{{2}}))?(?!\s{{0,8}}[0-9]))",
    re.IGNORECASE,
)
"""A first day by what is to come, "next year", or by its month: either begins on its first."""

_SECONDARY = re.compile(r"\b(?:as\s+)?(?:a\s+)?secondary\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PayerDays:
    """The days on which a payer pays, as they were told.

    `first` None is the start where `is_told`, and nothing where not. `is_onward` says that whatever
    was set for later days goes. `remaining` is the text without all this.
    """

    first: date | None = None
    last: date | None = None
    is_told: bool = False
    is_onward: bool = False
    is_secondary: bool = False
    remaining: str = ""

    def spell(self) -> str:
        """The same, as it may be typed behind a payer."""
        first = f"from {self.first or 'the start'}" if self.is_told else ""
        last = f"until {self.last}" if self.last else ""
        onward = "onward" if self.is_onward else ""
        return " ".join(filter(None, (first, last, onward)))


def read(text: str, today: date) -> PayerDays:
    """Take the days out of what stands behind an alias.

    Raises `NotUnderstood` for a day that no calendar has, and for two first days.
    """
    is_onward, is_secondary = bool(_ONWARD.search(text)), bool(_SECONDARY.search(text))
    text = _SECONDARY.sub(" ", _ONWARD.sub(" ", text))
    is_from_start = _START.search(text) is not None
    head, until, tail = _split(relative_days.UNTIL, _START.sub(" ", text))
    first, head = (None, head) if is_from_start else _first(head, today)
    last = None
    if until:
        taken = relative_days.take_last(tail, today, first or today)
        last = taken.on
        head = f"{head} {taken.remaining}" if last else f"{head} {until} {tail}"
    return PayerDays(
        first,
        last,
        is_told=is_from_start or first is not None,
        is_onward=is_onward,
        is_secondary=is_secondary,
        remaining=" ".join(head.split()),
    )


def _first(text: str, today: date) -> tuple[date | None, str]:
    """The first day and the text without it. A bare weekday is none: it may be a payer's name."""
    if ahead := _AHEAD.search(text):
        return _of_ahead(ahead, today), f"{text[: ahead.start()]} {text[ahead.end() :]}"
    head, word, tail = _split(_FROM, text)
    if word:
        taken = relative_days.take_first(tail, today)
        return (taken.on, f"{head} {taken.remaining}") if taken.on else (None, text)
    if relative_days.without(text) == text:
        return None, text
    bare = relative_days.take_first(text, today)
    return bare.on, bare.remaining


def _of_ahead(found: re.Match[str], today: date) -> date | None:
    """The first day of a stretch that is to come, or of the month; without its year the nearest."""
    if not found["month"]:
        typed = found[0].casefold()
        return days_ahead.take(typed if "next" in typed else "next year", today).on
    month = calendar_words.month(found["month"])
    years = [int(found["year"])] if found["year"] else [today.year + n for n in (-1, 0, 1)]
    return min((date(year, month, 1) for year in years), key=lambda day: abs(day - today))


def _split(at: re.Pattern[str], text: str) -> tuple[str, str, str]:
    """What stands before a word, the word, and what stands behind it."""
    match = at.search(text)
    return (text[: match.start()], match[0], text[match.end() :]) if match else (text, "", "")
