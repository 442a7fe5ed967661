"""A stretch of days, open at either end, and dates that may lack a day or a month."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_PARTIAL = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both inside; None means that no end is known there."""

    first: date | None = None
    last: date | None = None

    def holds(self, on: date) -> bool:
        """Whether a day lies between the first and the last, both included."""
        return (self.first is None or self.first <= on) and (self.last is None or on <= self.last)

    def overlaps(self, other: Period) -> bool:
        """Whether the two share a day."""
        return _starts(self) <= _ends(other) and _starts(other) <= _ends(self)


def _starts(period: Period) -> date:
    return period.first or date.min


def _ends(period: Period) -> date:
    return period.last or date.max


def is_partial(text: str) -> bool:
    """Whether a text is a year, a year and month, or a whole date in ISO form."""
    if not _PARTIAL.fullmatch(text):
        return False
    try:
        first_day(text)
    except ValueError:
        return False
    return True


def earliest(partials: Iterable[str]) -> date | None:
    """The first day of the earliest of partial dates; empty ones count for nothing."""
    return min((first_day(partial) for partial in partials if partial), default=None)


def first_day(partial: str) -> date:
    """The first day that a partial date may mean: "2024-04" is 1 April 2024."""
    year, month, day = [*partial.split("-"), "1", "1"][:3]
    return date(int(year), int(month), int(day))


def last_day(partial: str) -> date:
    """The last day that a partial date may mean: "2024-04" is 30 April 2024."""
    year, month, day = [*partial.split("-"), "", ""][:3]
    if day:
        return first_day(partial)
    last_month = int(month or "12")
    return date(int(year), last_month, monthrange(int(year), last_month)[1])
