"""Days that have a name and no number: holidays, "end of the month", "year end"; the 15th alone.

One calendar for every command that takes a day. The name may be of any year: whoever reads it
chooses, as of 12/25.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from models import calendar_words, federal_holidays
from models.alerts.holidays import DAY_AFTER
from models.words import holds_any

HOLIDAYS = (
    (r"(?:the\s+)?(?:day|friday)\s+after\s+thanksgiving(?:\s+day)?|black\s+friday", DAY_AFTER),
    (r"(?:christmas|x-?mas)\s+eve", "12-24"),
    (r"new\s+year'?s?'?\s+eve|nye", "12-31"),
    (r"new\s+year'?s?'?\s+day|new\s+year(?:'s|s')|new\s+years(?!')", "New Year's Day"),
    (r"m\.?l\.?k\.?\s+day|martin\s+luther\s+king(?:\s+jr\.?)?\s+day", "Martin Luther King Jr. Day"),
    (r"washington'?s?\s+birthday|president'?s?'?\s+day", "Washington's Birthday"),
    (r"memorial\s+day", "Memorial Day"),
    (r"juneteenth(?:\s+national)?(?:\s+independence)?(?:\s+day)?",
     "Juneteenth National Independence Day"),
    (r"independence\s+day|(?:the\s+)?(?:4th|fourth)\s+of\s+july", "Independence Day"),
    (r"labou?r\s+day", "Labor Day"),
    (r"columbus\s+day|indigenous\s+people'?s?'?\s+day", "Columbus Day"),
    (r"veteran'?s?'?\s+day", "Veterans Day"),
    (r"thanksgiving(?:\s+day)?", "Thanksgiving Day"),
    (r"(?:christmas|x-?mas)(?:\s+day)?", "Christmas Day"),
)  # fmt: skip
"""How the holidays are typed, the longer names first, and what each is kept by; see `Holidays`."""

_LEAD = r"(?:\b(?:on|as\s+of|dos|from)\s+)?(?:\b(?:this|next)\s+)?"
_NAMES = "|".join(f"(?P<h{number}>{words})" for number, (words, _) in enumerate(HOLIDAYS))
NAME = rf"(?:{'|'.join(words for words, _ in HOLIDAYS)})\b"
"""A holiday's name, as a part of another pattern."""

_ASIDE = rf"(?:(?:the\s+)?(?P<which>day|{calendar_words.WEEKDAY})\s+(?P<side>before|after)\s+)?"
_HOLIDAY = re.compile(rf"{_LEAD}\b{_ASIDE}(?:{_NAMES})\b", re.IGNORECASE)
_END = re.compile(
    r"(?:\b(?:on|at|by|as\s+of|from)\s+)?(?:\b(?:the\s+)?(?:last\s+day|end)\s+of\s+(?:the\s+)?"
    rf"(?:(?P<next>next|this|current)\s+)?(?P<of>month|mo|year|yr|{calendar_words.MONTH})\b"
    r"|\b(?P<short>month|year)(?:'?s)?[\s-]end\b|\b(?P<letters>eom|eoy)\b)(?!\s*[0-9])",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\s*(?:(?:on|from|dos)\s+)?(?:the\s+)?(?P<day>[0-9]{1,2})(?:st|nd|rd|th)\s*", re.IGNORECASE
)
_NUMBER_WITHIN = re.compile(
    r"(?:\b(?:on|as\s+of|from|dos)\s+)?\bthe\s+(?P<day>[0-9]{1,2})(?:st|nd|rd|th)"
    r"(?=\s*(?:$|[,.;]|(?:from|by|until|till|to|thru|through|at|per)\b))",
    re.IGNORECASE,
)
_TURN = re.compile(r"(?:\w+\s+){0,2}new\s+year'?s?'?", re.IGNORECASE)
_DATES = {
    "New Year's Day": (1, 1),
    "Juneteenth National Independence Day": (6, 19),
    "Independence Day": (7, 4),
    "Veterans Day": (11, 11),
    "Christmas Day": (12, 25),
}
"""Federal holidays of one date; when it falls on a weekend, offices keep them on another, too."""

# Where none of these is in a text of small letters, no day is named.
_PARTS = ("day", "end", "eve", "new", "mas", "thanks", "july", "teenth", "eom", "eoy", "nye")
_HINT = re.compile(
    r"mas\b|thanks|\b(?:new\s+year|eve\b|day\b|end\b|eo[my]\b|nye\b)|friday|juneteenth|july"
)

_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A named day, where in the text it stands, and which day it is in a year.

    `fixed` is the day where its name says which year's it is, `is_of_year` of a year's last one.
    """

    start: int
    end: int
    of_year: Callable[[int], date]
    fixed: date | None = None
    is_of_year: bool = False

    def days_around(self, year: int) -> list[date]:
        """The day by each year that may be meant."""
        return [self.fixed] if self.fixed else [self.of_year(year + n) for n in (-1, 0, 1, 2)]


def may_be_in(text: str) -> bool:
    """Whether a text may name a day: most hold no word of one."""
    small = text.lower()
    return holds_any(small, _PARTS) and _HINT.search(small) is not None


def find(text: str, today: date) -> NamedDay | None:
    """The first named day of a text; None where it names none."""
    if not may_be_in(text):
        return None
    if match := _HOLIDAY.search(text):
        key = HOLIDAYS[int((match.lastgroup or "h0")[1:])][1]
        which, side = match["which"], match["side"]
        return NamedDay(
            match.start(), match.end(), lambda year: _aside(_of_key(key, year), which, side)
        )
    return _end(match, today) if (match := _END.search(text)) else None


def _aside(holiday: date, which: str | None, side: str) -> date:
    """The day itself, or the one that is told by it: "the Friday before Labor Day"."""
    if not which:
        return holiday
    step = timedelta(days=-1 if side.lower() == "before" else 1)
    day = holiday + step
    while which.lower() != "day" and day.weekday() != calendar_words.weekday(which):
        day += step
    return day


def find_of_service(text: str, today: date) -> NamedDay | None:
    """The same within a question: the end of a year, and New Year's, are when counts begin anew."""
    named = find(text, today)
    is_turn = named and (named.is_of_year or _TURN.fullmatch(text[named.start : named.end].strip()))
    return None if is_turn else named


def number_within(text: str) -> re.Match[str] | None:
    """A day by its number in a month, within a text that goes on: "the 24th", "as of the 5th"."""
    return _NUMBER_WITHIN.search(text) if " the " in f" {text.casefold()}" else None


def number_alone(text: str) -> int | None:
    """The number of a day of a month that a text is and nothing else: "the 15th"."""
    match = _NUMBERED.fullmatch(text)
    return int(match["day"]) if match else None


def of_numbers(day: int, today: date) -> list[date]:
    """A day by its number in each of the months around today that have one."""
    first = today.replace(day=1)
    months = [_month_on(first, n) for n in range(-2, 4)]
    return [month.replace(day=day) for month in months if 1 <= day <= _length(month)]


def _of_key(key: str, year: int) -> date:
    if key == DAY_AFTER:
        return _of_key("Thanksgiving Day", year) + timedelta(days=1)
    if key[0].isdigit():
        return date.fromisoformat(f"{year}-{key}")
    if key in _DATES:
        return date(year, *_DATES[key])
    return next(day for day, name in federal_holidays.of_year(year).items() if name == key)


def _end(match: re.Match[str], today: date) -> NamedDay:
    of = (match["of"] or match["short"] or match["letters"]).casefold()
    later = (match["next"] or "").casefold() == "next"
    start, end = match.span()
    if of in {"year", "yr", "eoy"}:
        last = date(today.year + later, _DECEMBER, 31)
        return NamedDay(start, end, lambda _: last, last, is_of_year=True)
    if of in {"month", "mo", "eom"}:
        last = _last(_month_on(today.replace(day=1), int(later)))
        return NamedDay(start, end, lambda _: last, last)
    month = calendar_words.month(of)
    return NamedDay(start, end, lambda year: _last(date(year, month, 1)))


def _month_on(first: date, months: int) -> date:
    """The first day of the month so many months on."""
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def _length(month: date) -> int:
    return monthrange(month.year, month.month)[1]


def _last(month: date) -> date:
    return month.replace(day=_length(month))
