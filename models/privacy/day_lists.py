"""Lists of days of service: their digits are no telephone number.

"3/4 3/8 3/22 3/24", "2/26/27, 3/1/27, 3/8/27", "12-28 12-30 1-4", "3/4, 5, 8", "Mar 2, 3, 4, 10, 11".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from models.calendar_words import MONTH
from models.privacy.identity_kinds import Span

# A month and its day, with a year of service or without; or a day of the month before it.
_MONTH, _DAY, _YEAR = r"(?:1[0-2]|0?[1-9])", r"(?:[12]\d|3[01]|0?[1-9])", r"(?:20)?[2-4]\d"
_IN_DIGITS = re.compile(
    rf"(?<![\w.])(?<!\d[/-])(?P<month>{_MONTH})(?P<mark>[/.-])(?P<day>{_DAY})(?P<year>(?P=mark){_YEAR})?"
    rf"(?![\d/]|[.-]\d)|(?<![\w./-])(?P<bare>{_DAY})(?![\w/]|[.-]\d)"
)
_BETWEEN = re.compile(r" ?(?:[,;&+/]|and\b)? {0,2}", re.IGNORECASE)
# Days behind the name of their month, which stands once.
_IN_MONTH = re.compile(
    rf"\b{MONTH}\.? (?P<days>{_DAY}(?:(?: ?[,;&+]| and\b)? {{0,2}}{_DAY}(?![\w/]|[.-]\d))+)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+")
_LEAST: Final = 3
_MONTHS_ACROSS_NEW_YEAR: Final = 9  # from October to January, and from December to March

_Date = tuple[int, int]
"""A month and its day."""


def find(text: str) -> Iterator[Span]:
    """Where each list of days stands."""
    yield from _in_digits(text)
    yield from _in_months(text)


def _in_months(text: str) -> Iterator[Span]:
    """Where the days of a month that is named once stand, as far as they rise."""
    for match in _IN_MONTH.finditer(text):
        last, end = 0, match.start("days")
        for day in _NUMBER.finditer(text, *match.span("days")):
            if int(day[0]) <= last:
                break
            last, end = int(day[0]), day.end()
        yield match.start("days"), end


def _in_digits(text: str) -> Iterator[Span]:
    """Where each list of three days or more stands whose months are told in digits.

    Days with a slash or a year stand in any order. Others rise, as a telephone number in pairs does
    not; one without its month stands behind a comma: "3/4 5 6 2 5 5 5 0 1 2 9" is a day and a number.
    """
    days: list[re.Match[str]] = []
    last: _Date = (0, 0)
    for match in _IN_DIGITS.finditer(text):
        date = _date(match, last[0])
        if not (days and _is_next(match, days[-1].end(), last, date)):
            yield from _list(days)
            days = []
            date = (0, 0) if match["bare"] else date
        if date[0]:
            days.append(match)
        last = date
    yield from _list(days)


def _date(match: re.Match[str], month: int) -> _Date:
    if match["bare"]:
        return month, int(match["bare"])
    return int(match["month"]), int(match["day"])


def _is_next(match: re.Match[str], end: int, last: _Date, date: _Date) -> bool:
    """Whether a day goes on with the list that ends before it."""
    between = _BETWEEN.fullmatch(match.string, end, match.start())
    if not between:
        return False
    if match["bare"]:
        return date > last and bool(between[0].strip())
    is_told = match["mark"] == "/" or match["year"] is not None
    return is_told or date > last or last[0] - date[0] >= _MONTHS_ACROSS_NEW_YEAR


def _list(days: list[re.Match[str]]) -> Iterator[Span]:
    if len(days) >= _LEAST:
        yield days[0].start(), days[-1].end()
