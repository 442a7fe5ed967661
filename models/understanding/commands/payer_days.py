"""What may be typed of a payer's days: from when, from the start, until when, onward."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from models.understanding.dates import relative_days

_ONWARD = re.compile(r"\bonwards?\b", re.IGNORECASE)
_START = re.compile(
    r"\b(?:(?:right\s+)?from|since)\s+(?:the\s+)?(?:very\s+)?(?:start|beginning)\b", re.IGNORECASE
)
_FROM = re.compile(
    r"\b(?:(?:eff(?:ective)?|starting|beginning)(?:\s+(?:from|on))?|from|since|as\s+of)\b",
    re.IGNORECASE,
)
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
    head, word, tail = _split(_FROM, text)
    if word:
        taken = relative_days.take_first(tail, today)
        return (taken.on, f"{head} {taken.remaining}") if taken.on else (None, text)
    if relative_days.without(text) == text:
        return None, text
    bare = relative_days.take_first(text, today)
    return bare.on, bare.remaining


def _split(at: re.Pattern[str], text: str) -> tuple[str, str, str]:
    """What stands before a word, the word, and what stands behind it."""
    match = at.search(text)
    return (text[: match.start()], match[0], text[match.end() :]) if match else (text, "", "")
