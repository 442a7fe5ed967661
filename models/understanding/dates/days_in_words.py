"""Days of a month that stand in words, as numbers: "the ninth of January", "mid March"."""

from __future__ import annotations

import re

from models import calendar_words
from models.understanding.dates.whole_dates import B0, MONTH, B

_ONES = "first second third fourth fifth sixth seventh eighth ninth".split()
_TEENS = (
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth"
    " nineteenth"
).split()
_DAYS = {
    **{word: number for number, word in enumerate((*_ONES, *_TEENS), start=1)},
    "twentieth": 20,
    **{f"twenty{word}": number for number, word in enumerate(_ONES, start=21)},
    "thirtieth": 30,
    "thirtyfirst": 31,
}
_DAY = r"(?:(?:twenty|thirty)[ -]?)?(?:" + "|".join((*_ONES, *_TEENS)) + r"|twentieth|thirtieth)"

# "The ninth of January"; behind a month, which may be a word too: "may first visits".
_BEFORE = re.compile(rf"\b(?:the{B})?(?P<day>{_DAY}){B}of{B}(?P<month>{MONTH})\b", re.IGNORECASE)
_BEHIND = re.compile(
    rf"\b(?!(?:may|mar|march)\b)(?P<month>{MONTH}){B}(?:the{B})?(?P<day>{_DAY})\b", re.IGNORECASE
)

# A part of a month is some day of it: "mid March", "the end of June".
_PART = re.compile(
    rf"\b(?:in{B}|on{B}|during{B})?(?:the{B})?"
    rf"(?:early|mid|late|(?:middle|beginning|start|end){B}of)(?:-|{B})"
    rf"(?P<month>{MONTH})\b(?!{B0}[0-9]{{1,2}}\b)",
    re.IGNORECASE,
)
_TELLING = ("th", "first", "second", "third")
_PARTS = ("early", "mid", "late", " of ")


def in_numbers(text: str) -> str:
    """The text with days in words as numbers, and with a part of a month as that month."""
    small = text.lower()
    if not any(month.lower() in small for month in calendar_words.SHORT_MONTHS):
        return text
    if any(map(small.__contains__, _TELLING)):
        text = _BEHIND.sub(_numbered, _BEFORE.sub(_numbered, text))
    if any(map(small.__contains__, _PARTS)):
        text = _PART.sub(r"in \g<month>", text)
    return text


def _numbered(match: re.Match[str]) -> str:
    day = _DAYS.get(re.sub(r"[ -]", "", match["day"].lower()))
    return f"{match['month']} {day}" if day else match[0]
