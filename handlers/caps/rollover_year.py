"""/caps rollover: which Jan 1 is meant, and whether anybody still verifies for its year."""

from __future__ import annotations

import re
from datetime import date, timedelta

from handlers.session.find_chart import refuse_unused
from models.errors import NotUnderstood
from models.reply import Choice

_JANUARY = 1
_CENTURY = 2000
_HALF_A_YEAR = timedelta(days=181)
_YEAR = re.compile(r"\b(?:20)?(?P<year>[0-9]{2})\b")
_NEXT = re.compile(r"\b(?:next|coming)\b", re.IGNORECASE)
_THIS = re.compile(r"\b(?:this|current)\b", re.IGNORECASE)
FILLER = re.compile(
    r"\b0?1/0?1/|\b(?:jan(?:uary)?\.?\s+1(?:st)?|jan(?:uary)?|over|year|new|of|in|for|the|to|into|on"
    r"|who|what|which|is|are|still|left|lost?|lapse[sd]?|resets?|verify|anew|payers?|list|show|me)"
    r"\b|,",
    re.IGNORECASE,
)


def usual(today: date) -> int:
    """The year that is meant where none is named: the next, and in January the one that began."""
    return today.year if today.month == _JANUARY else today.year + 1


def is_over(jan_1: date, today: date) -> bool:
    """Whether nobody verifies for that year any more: what January left is done in spring."""
    return today - jan_1 > _HALF_A_YEAR


def read(text: str | int, today: date) -> date:
    """The Jan 1 that is meant, by its year or in words."""
    if isinstance(text, int):
        return _of_year(text, today)
    rest = FILLER.sub(" ", text)
    typed = _YEAR.search(rest)
    rest = _YEAR.sub(" ", rest, count=1)
    year = _CENTURY + int(typed["year"]) if typed else _relative(rest, today.year, usual(today))
    rest = _THIS.sub(" ", _NEXT.sub(" ", rest))
    refuse_unused(tuple(rest.split()), f"/caps rollover {year}", "looked up")
    return _of_year(year, today)


def _of_year(year: int, today: date) -> date:
    """The first day of a year. Raises `NotUnderstood` for one of which nothing is stored."""
    if year not in {today.year, today.year + 1}:
        offered = usual(today)
        raise NotUnderstood(
            f"What is stored tells of Jan 1 of {today.year} and of {today.year + 1} alone.",
            "Ask for one of the two.",
            [Choice(f"Jan 1, {offered}", f"/caps rollover {offered}")],
        )
    return date(year, 1, 1)


def _relative(text: str, this: int, else_: int) -> int:
    if _NEXT.search(text):
        return this + 1
    return this if _THIS.search(text) else else_
