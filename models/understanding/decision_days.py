"""The day of a payer's decision in a text about a denial: "denied 11/20", "remittance of 11/20"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from models import calendar_words
from models.coverage.appeal_window import DecisionDay
from models.errors import NotUnderstood
from models.understanding.dates import relative_days

_DAY = (
    r"(?:[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{2,4})?|[0-9]{4}-[0-9]{2}-[0-9]{2}|today|yesterday"
    rf"|{calendar_words.MONTH}\.?\s{{1,3}}[0-9]{{1,2}}(?:st|nd|rd|th)?(?:,?\s{{1,3}}20[0-9]{{2}})?)"
)
_DECIDED = re.compile(
    r"\b(?:(?P<received>(?:rec(?:ei|ie)ved|rec'?d|rcvd|got)"
    r"(?:\s{1,3}(?:it|the|a|our|denial|remit|remittance|eob|era|letter|decision)){0,3})"
    r"|denied|denial|decided|decision|remit|remittance|eob|era|letter)"
    r"(?:\s{1,3}(?:date|dated|letter|is|was|of|on|from)){0,3}\s{0,3}:?\s{0,3}"
    rf"(?P<day>{_DAY})(?![\w/])",
    re.IGNORECASE,
)
_OF_DENIAL = re.compile(
    r"\b(?:(?:co|pr|oa|pi|cr)[ -]?[0-9]{1,3}|n[0-9]{1,3}|ma?[0-9]{2,3}|reason|remark|carc|rarc"
    r"|appeal\w{0,3})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Decided:
    """The day that was told, None where none was, and the text without it."""

    day: DecisionDay | None
    remaining: str


def take(text: str, today: date | None, *, is_of_denial: bool = False) -> Decided:
    """Take the decision's day out of a text on a denial. Raises `NotUnderstood` for one to come."""
    is_of_denial = is_of_denial or _OF_DENIAL.search(text) is not None
    found = _DECIDED.search(text) if today and is_of_denial else None
    day = relative_days.take(found["day"], today).on if found and today else None
    if not (found and day and today):
        return Decided(None, text)
    if day > today:
        raise NotUnderstood(
            f"{found['day'].capitalize()} is still to come.",
            "Type the day of the decision with its year: denied 11/20/2026.",
        )
    remaining = f"{text[: found.start()]} {text[found.end() :]}"
    return Decided(DecisionDay(day, bool(found["received"])), remaining)
