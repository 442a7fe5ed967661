"""Days to come, by their distance, in any command: "in 6 months", "next quarter", "in January"."""

from __future__ import annotations

import re
from datetime import date

from dateutil.relativedelta import relativedelta

from models import calendar_words
from models.understanding.dates import relative_days
from models.understanding.dates.relative_days import DayReading

_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "six": 6}
_IN = re.compile(
    rf"\b(?:in\s{{1,3}})?(?P<number>[0-9]{{1,2}}|{'|'.join(_NUMBERS)})\s{{1,3}}"
    r"(?P<unit>day|week|month|year)s?\b",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\b(?:in\s{1,3})?next\s{1,3}(?P<unit>week|month|quarter|year)\b", re.IGNORECASE)
_MONTH = re.compile(
    rf"^\s{{0,3}}(?:(?:in|on|next|early)\s{{1,3}}){{0,2}}(?P<month>{calendar_words.MONTH})\b\.?"
    r"(?:\s{1,3}(?P<year>20[0-9]{2}))?(?!\s{0,3}[0-9])",
    re.IGNORECASE,
)
_QUARTER = 3


def take(text: str, today: date) -> DayReading:
    """The day that a text names, or the one that lies so far ahead; a month is its first day."""
    if found := _IN.search(text):
        typed = found["number"].casefold()
        number = _NUMBERS.get(typed) or int(typed)
        on = today + relativedelta(**{f"{found['unit'].casefold()}s": number})  # type: ignore[arg-type]
    elif found := _NEXT.search(text):
        on = _first_of_next(found["unit"].casefold(), today)
    elif found := _MONTH.search(text):
        month = calendar_words.month(found["month"])
        year = int(found["year"]) if found["year"] else today.year + (month <= today.month)
        on = date(year, month, 1)
    else:
        return relative_days.take_last(text, today, today)
    return DayReading(on, f"{text[: found.start()]} {text[found.end() :]}".strip())


def _first_of_next(unit: str, today: date) -> date:
    """The first day of the week, month, quarter or year that follows."""
    if unit == "week":
        return today + relativedelta(days=7 - today.weekday())
    if unit == "year":
        return date(today.year + 1, 1, 1)
    months = _QUARTER - (today.month - 1) % _QUARTER if unit == "quarter" else 1
    return today.replace(day=1) + relativedelta(months=months)
