"""Days of one log in a row, with and without their year: "10/6/26 10/8/26, 10/27 and 10/29"."""

from __future__ import annotations

import re
from datetime import date

from models.understanding.dates import relative_days
from models.understanding.dates.two_days import TwoDays

_DAY = r"(?<![\w/])(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])(?:/(?:\d{4}|\d{2}))?(?![\w/])"
_ROW = re.compile(rf"{_DAY}(?:(?:\s|,|;|&|\band\b){{1,8}}{_DAY}){{2,40}}", re.IGNORECASE)
_EACH = re.compile(_DAY)


def row_of(found: TwoDays, typed: str, today: date) -> TwoDays | None:
    """All days of the row that some were found of; None where there is no such row.

    Three in a row are days: two alone may be a day and a count, "10/6 3/4".
    """
    row = _ROW.search(typed)
    if row is None:
        return None
    days = [relative_days.take(f"on {day}", today).on for day in _EACH.findall(row[0])]
    known = [day for day in days if day]
    if len(known) < len(days) or not set(found.days) <= set(known):
        return None
    return TwoDays(known, f"{typed[: row.start()]} {typed[row.end() :]}", are_dated=True)
