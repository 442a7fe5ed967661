"""The days of a payer's decision in a text about a denial: "denied 11/20, received 11/24"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from models import calendar_words
from models.coverage.appeal_window import DecisionDays
from models.errors import NotUnderstood
from models.understanding.dates import relative_days

DAY = (
    r"(?:[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{2,4})?|[0-9]{4}-[0-9]{2}-[0-9]{2}|today|yesterday|tomorrow"
    rf"|(?:(?:last|this|past|next)\s{{1,3}})?{calendar_words.WEEKDAY}\b"
    r"|[0-9]{1,3}\s{1,3}(?:day|week)s?\s{1,3}ago"
    rf"|{calendar_words.MONTH}\.?\s{{1,3}}[0-9]{{1,2}}(?:st|nd|rd|th)?(?:,?\s{{1,3}}20[0-9]{{2}})?)"
)
"""A day as people type it, for patterns."""

_DECIDED = re.compile(
    r"\b(?:(?P<received>(?:rec(?:ei|ie)ved|rec'?d|rcvd|got)"
    r"(?:\s{1,3}(?:it|the|a|our|denial|remit|remittance|eob|era|letter|decision)){0,3})"
    r"|denied|denial|decided|decision|determination|remit|remittance|eob|era|letter|notice|msn|ra"
    r"|dated)(?:\s{1,3}(?:date|dated|letter|is|was|of|on|from|came|arrived|in)){0,3}\s{0,3}:?\s{0,3}"
    rf"(?P<day>{DAY})(?![\w/])",
    re.IGNORECASE,
)
NOTICED = re.compile(
    r"(?:(?:the|our|my|a|an|got|first|final|initial) )?(?:[a-z]{1,20} ){0,2}(?:letter|notice|denial"
    r"|remit|remittance|eob|era|ra|msn|decision|determination)(?: (?:is|was|letter|date|of|from|on"
    rf"|came|dated|arrived|in)){{1,3}} (?:{calendar_words.MONTH}\.? )?[0-9][0-9/-]{{0,9}}"
    r"(?:st|nd|rd|th)?(?:,? 20[0-9]{2})?",
    re.IGNORECASE,
)
"""A notice and its day, of which what follows asks: "aetna letter dated march 3, how long"."""

_OF_DENIAL = re.compile(
    r"\b(?:(?:co|pr|oa|pi|cr)[ -]?[0-9]{1,3}|n[0-9]{1,3}|ma?[0-9]{2,3}|reason|remark|carc|rarc"
    r"|appeal\w{0,3}|redeterminations?|reconsiderations?|disputes?)\b"
)


@dataclass(frozen=True, slots=True)
class Decided:
    """The days that were told, None where none was, and the text without them."""

    days: DecisionDays | None
    remaining: str


def take(text: str, today: date | None, *, is_of_denial: bool = False) -> Decided:
    """Take a decision's days out of a text on a denial.

    Raises `NotUnderstood` for a day to come, and for two of the same event.
    """
    is_of_denial = is_of_denial or _OF_DENIAL.search(text.lower()) is not None
    if not (today and is_of_denial):
        return Decided(None, text)
    days, remaining, begin = DecisionDays(), text, 0
    while found := _DECIDED.search(remaining, begin):
        begin = found.end()
        if day := _day_of(found["day"], today):
            days = _with(days, day, is_receipt=bool(found["received"]))
            remaining = f"{remaining[: found.start()]} {remaining[found.end() :]}"
            begin = found.start()
    return Decided(days if days != DecisionDays() else None, remaining)


def _day_of(typed: str, today: date) -> date | None:
    day = relative_days.take(typed, today).on
    if day and day.year > today.year:  # "an EOB from Jan 5" was this year's, on November 30
        day = relative_days.take_past(typed, today).on
    if day and day > today:
        raise NotUnderstood(
            f"{typed.capitalize()} is still to come.",
            "Type the day of the decision with its year: denied 11/20/2026.",
        )
    return day


def _with(days: DecisionDays, day: date, *, is_receipt: bool) -> DecisionDays:
    if (days.received if is_receipt else days.made) not in {None, day}:
        what = "of receipt" if is_receipt else "of the denial"
        raise NotUnderstood(f"That names two days {what}.", "Ask about one at a time.")
    with_it = replace(days, received=day) if is_receipt else replace(days, made=day)
    if with_it.made and with_it.received and with_it.received < with_it.made:
        raise NotUnderstood(
            "It cannot be received before it was denied.",
            "Give both days: denied 11/20 received 11/24.",
        )
    return with_it
