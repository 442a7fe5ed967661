"""Which year is meant by a day that is typed without one: the latest, or the coming one (COMING).

One rule for questions and for what is kept: nobody says "12/31" of a year ago on November 29.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

COMING = timedelta(days=90)
"""A day that comes so soon is not taken for one of nine months ago or more."""

_PAST = re.compile(
    r"\b(?:did|was|were|been|had|last|billed|seen|treated|performed|rendered|denied|denials?"
    r"|rejected|paid|received|got|came|claims?|eob|carc|rarc|(?:co|pr|oa|pi)-?\s?[0-9]{1,3})\b"
)


def speaks_of_past(text: str) -> bool:
    """Whether a question is of a visit that took place: "denied dos 12/3"."""
    return _PAST.search(text.lower()) is not None


def chosen(days: Iterable[date], today: date, *, is_past: bool = False) -> date | None:
    """The one of a day's years that is meant; None where none of them may be.

    Of a visit that took place none to come is.
    """
    last = today if is_past else today + COMING
    return max((day for day in days if day <= last), default=None)


def year_before(day: date) -> date | None:
    """The same day a year before; None of February 29."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return None
