"""Finds a date of service in the forms that Americans write."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dateutil import parser

from models.errors import NotUnderstood, UnknownWords

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?:[0-9]{4}|['’]?[0-9]{2})"
_DATE = re.compile(
    rf"\b(?:[0-9]{{4}}[-/.][0-9]{{1,2}}[-/.][0-9]{{1,2}}"
    rf"|(?:19|20)[0-9]{{2}}[01][0-9][0-3][0-9]"
    rf"|[0-9]{{1,2}}[/.-][0-9]{{1,2}}[/.-](?:[0-9]{{4}}|[0-9]{{2}})"
    rf"|{_MONTH}[\s-]+[0-9]{{1,2}}(?:st|nd|rd|th)?,?[\s-]+{_YEAR}"
    rf"|[0-9]{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{_YEAR})\b",
    re.IGNORECASE,
)
_AS_KNOWN = re.compile(r"\bas\s+known(?:\s+(?:on|at|by))?\s*$", re.IGNORECASE)
_LEAD_IN = re.compile(
    r"\b(?:on|dos|dates?\s+of\s+service|for\s+dos|as\s+of)\s*+:?+\s*+$", re.IGNORECASE
)

# What is left when a date lacks its day: "March 2021", "3/2021", "in 2021".
_NO_DAY = re.compile(
    rf"\b(?:{_MONTH}\s+(?:of\s+)?(?:19|20)[0-9]{{2}}|[0-9]{{1,2}}[/-](?:19|20)[0-9]{{2}}"
    rf"|(?:in|since|before|after|during|until|from)\s+(?:19|20)[0-9]{{2}})\b",
    re.IGNORECASE,
)

_YEARS = range(1900, 2200)
"""What lies outside is a slip, and sums of days with it leave the calendar."""


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates in a text, and the text without them."""

    on: date | None
    as_known: date | None
    remaining: str


def take(text: str) -> Dates:
    """Take the dates out of a text: "on 3/15/2021", "as known 2021-03-16".

    A month stands before a day in 3/4/2021. Raises `NotUnderstood` for a date that no calendar
    has, for one that lacks its day, and for two dates of service.
    """
    found: dict[str, date] = {}
    while match := _DATE.search(text):
        before = text[: match.start()]
        is_known = _AS_KNOWN.search(before) is not None
        clock, lead_in = ("as_known", _AS_KNOWN) if is_known else ("on", _LEAD_IN)
        if clock in found:
            raise NotUnderstood("That question names two dates.", "Ask about one date at a time.")
        found[clock] = _read(match.group())
        text = f"{lead_in.sub('', before)} {text[match.end() :]}"
    if vague := _NO_DAY.search(text):
        raise UnknownWords(
            f"“{vague.group()}” names no day, and a rule may change on any day.",
            "Write the date of service as month/day/year: 3/15/2021.",
        )
    return Dates(found.get("on"), found.get("as_known"), text)


def without(text: str) -> str:
    """The text without dates that name their year."""
    return _DATE.sub(" ", text)


def _read(text: str) -> date:
    try:
        found = _parsed(text.replace("’", "").replace("'", ""))
        if found.year not in _YEARS:
            raise ValueError
        return found
    except (ValueError, OverflowError):
        raise NotUnderstood(
            f"{text} is not a date in the calendar.", "Write it as month/day/year: 3/15/2021."
        ) from None


def _parsed(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return parser.parse(_whole_year(text), dayfirst=False).date()


def _whole_year(text: str) -> str:
    """The text with a year of two digits in this century; the parser would ask the clock."""
    return text if re.search(r"[0-9]{4}", text) else re.sub(r"([0-9]{2})$", r"20\1", text)
