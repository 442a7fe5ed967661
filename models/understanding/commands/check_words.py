"""What may be typed behind /caps check besides a count: take theirs, keep ours, look again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from models.understanding.dates import relative_days
from models.visits.count_check import CheckOutcome

_TAKE = re.compile(
    r"\b(?:tak(?:e|en)|use|note)\s{1,8}(?:theirs|their\s{1,8}count)\b", re.IGNORECASE
)
_KEEP = re.compile(r"\bkeep(?:\s{1,8}(?:ours|our\s{1,8}count|mine))?\b", re.IGNORECASE)
_AGAIN = re.compile(
    r"\b(?:look|check|compare)\s{1,8}again(?:\s{1,8}(?:(?:on\s{1,8})?(?P<day>[0-9][0-9/-]{2,9}|tomorrow)"
    r"|in\s{1,8}(?P<number>[0-9]{1,2}|two|a|one)\s{1,8}(?P<unit>day|week)s?))?",
    re.IGNORECASE,
)
_NUMBERS = {"a": 1, "one": 1, "two": 2}


@dataclass(frozen=True, slots=True)
class TypedOutcome:
    """What is to be done about two counts, None where nobody said, and the rest of the text."""

    outcome: CheckOutcome | None
    look_on: date | None
    rest: str
    is_unclear: bool = False  # several things are to be done that cannot all be


def take_outcome(text: str, today: date, again_on: date) -> TypedOutcome:
    """What is to be done, and the text without it; `again_on` is the day where none is named."""
    again = _AGAIN.search(text)
    named = [pattern for pattern in (_TAKE, _KEEP, _AGAIN) if pattern.search(text)]
    if len(named) > 1:
        for pattern in named:
            text = pattern.sub(" ", text)
        return TypedOutcome(None, None, text, is_unclear=True)
    for pattern, outcome in ((_TAKE, CheckOutcome.TAKEN), (_KEEP, CheckOutcome.KEPT)):
        if pattern.search(text):
            return TypedOutcome(outcome, None, pattern.sub(" ", text))
    if again is None:
        return TypedOutcome(None, None, text)
    rest = f"{text[: again.start()]} {text[again.end() :]}"
    return TypedOutcome(CheckOutcome.AGAIN, _day(again, today, again_on), rest)


def _day(again: re.Match[str], today: date, again_on: date) -> date:
    if again["day"]:
        return relative_days.take_last(again["day"], today, today).on or again_on
    if again["number"] is None:
        return again_on
    word = again["number"].casefold()
    number = _NUMBERS.get(word) or int(word)
    weeks = again["unit"].casefold() == "week"
    return today + timedelta(weeks=number) if weeks else today + timedelta(days=number)
