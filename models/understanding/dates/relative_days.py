"""Which days may be typed behind a verb: yesterday, last Friday, 3/15; the year they get."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from models import calendar_words
from models.errors import NoSuchDate, NotUnderstood
from models.field_name import FieldName
from models.understanding.dates import (
    dates_of_service,
    days_of_month,
    month_days,
    named_days,
    which_year,
)
from models.understanding.dates.two_days import TwoDays
from models.understanding.dates.whole_dates import no_date

_MONTH = calendar_words.MONTH
_LEAD = r"(?:\b(?:on|as\s+of|dos|this|from)\s+)?"
_NAMED = re.compile(
    rf"{_LEAD}\b(?:(?P<before>day\s+before\s+yesterday)|(?P<yesterday>yesterday|last\s+night)"
    r"|(?P<today>today|tonight|just\s+now|now|this\s+(?:morning|afternoon|evening))"
    r"|(?P<tomorrow>tomorrow)"
    r"|(?P<ago>[0-9]{1,3})\s+(?P<unit>day|week)s?\s+ago"
    rf"|(?:(?P<which>last|this|past|next)\s+)?(?P<weekday>{calendar_words.WEEKDAY}))\b",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"{_LEAD}(?<![0-9/-])\b(?:(?P<m>[0-9]{{1,2}})/(?P<d>[0-9]{{1,2}})(?![0-9/])"
    rf"|(?P<month>{_MONTH})\.?[\s-]+(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?\b(?!\s*[0-9])"
    rf"|(?P<day2>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<month2>{_MONTH})\b\.?)",
    re.IGNORECASE,
)
_OF_DATE = re.compile(
    rf"\b(?:(?:last|this|past|next)\s{{1,3}})?(?P<name>{calendar_words.WEEKDAY})\b"
    r"\.?,?\s{1,3}(?:the\s{1,3})?"
    rf"(?=[0-9]{{1,2}}[/-][0-9]|[0-9]{{4}}-[0-9]|{_MONTH}\b\.?[\s-]{{1,3}}[0-9]"
    rf"|[0-9]{{1,2}}(?:st|nd|rd|th)?(?:\s{{1,3}}of)?[\s-]{{1,3}}{_MONTH}\b)"
    rf"|(?<=[0-9])\s{{0,3}},?\s{{0,3}}\(\s{{0,3}}(?P<behind>{calendar_words.WEEKDAY})\.?\s{{0,3}}\)",
    re.IGNORECASE,
)
"""A weekday beside the date that it is of: "Tue Nov 3, 2026", "11/17 (Tue)"."""

_OF_NUMBER = re.compile(
    rf"\b(?:(?:last|this|past|next)\s{{1,3}})?(?P<name>{calendar_words.WEEKDAY})\b\.?,?\s{{1,3}}the"
    rf"\s{{1,3}}(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)\b(?!\s{{1,3}}(?:of\b|{_MONTH}\b))",
    re.IGNORECASE,
)
"""A weekday that says of which month a day is: "Thursday the 3rd"."""

_MONTH_ALONE = re.compile(
    r"(?:^\s{0,3}|\b(?:from|start(?:s|ing)?|begin(?:s|ning)?|of|in|on|each|every)\s{1,3})"
    rf"(?P<month>{_MONTH})\b\.?(?:\s{{1,3}}each\s{{1,3}}year\b)?(?!\s{{0,3}}[0-9])",
    re.IGNORECASE,
)
UNTIL = re.compile(r"\b(?:until|till?|through|thru)\b", re.IGNORECASE)
"""The words before a last day."""

_NAMES_MONTH = re.compile(r"\bmo(?:nth)?\b", re.IGNORECASE)
_A_LEAP_YEAR = 2024
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DayReading:
    """The day in a text, None where it names none, and the text without it."""

    on: date | None
    remaining: str


def take(text: str, today: date) -> DayReading:
    """Take one day out of a text. A day without a year is the last such day up to today.

    One of the coming months is meant so, and lies ahead: nobody says "12/31" of a year ago on
    November 29. Raises `NotUnderstood` for a day that no calendar has, and for two days.
    """

    def latest(days: list[date]) -> date:
        return which_year.chosen(days, today) or min(days)

    def of_this_month(days: list[date]) -> date | None:
        return next((day for day in days if _is_month_of(today, day) and day <= today), None)

    with _at(FieldName.ON):
        return _take(text, today, _Choice(today, latest, of_this_month))


def take_past(text: str, today: date) -> DayReading:
    """The same of a day that cannot lie ahead: that on which somebody said something."""

    def latest(days: list[date]) -> date:
        return max((day for day in days if day <= today), default=min(days))

    with _at(FieldName.ON):
        return _take(text, today, _Choice(today, latest, latest))


def take_first(text: str, today: date) -> DayReading:
    """The same, where a day without a year is the one nearest to today: "from 12/1"."""

    def nearest(days: list[date]) -> date:
        return min(days, key=lambda day: (abs((day - today).days), day))

    def near(days: list[date]) -> date | None:
        day = nearest(days)
        return day if abs(day - today) <= _WEEK else None

    with _at(FieldName.FIRST):
        return _take(text, today, _Choice(today, nearest, near))


def take_last(text: str, today: date, first: date) -> DayReading:
    """The same, where a day without a year is the next such day from `first`: "until 3/31"."""

    def next_one(days: list[date]) -> date:
        return min(day for day in days if day >= first)

    with _at(FieldName.LAST):
        return _take(text, today, _Choice(first, next_one, next_one, is_ahead=True))


def take_anniversary(text: str) -> tuple[tuple[int, int] | None, str]:
    """The month and day that a text names without a year ("July 1", "7/1"), and the rest.

    A month alone is meant from its first: "starting October".
    """
    day, rest = take_month_day(text)
    return (day, rest) if day else _take_month(text)


def take_month_day(text: str) -> tuple[tuple[int, int] | None, str]:
    """The same, where the day of the month is written out."""
    short = _MONTH_DAY.search(text)
    if not short:
        return None, text
    with _at(FieldName.YEAR):
        named = _named_month_day(short)
    return named, f"{text[: short.start()]} {text[short.end() :]}"


def _take_month(text: str) -> tuple[tuple[int, int] | None, str]:
    alone = _MONTH_ALONE.search(text)
    if not alone:
        return None, text
    rest = f"{text[: alone.start()]} {text[alone.end() :]}"
    return (calendar_words.month(alone["month"]), 1), rest


@contextmanager
def _at(field: FieldName) -> Iterator[None]:
    """Name the field of a form that a wrong day stands in."""
    try:
        yield
    except NotUnderstood as trouble:
        trouble.field = trouble.field or field
        raise


def without(text: str) -> str:
    """The text without its dates, whatever they are."""
    return _MONTH_DAY.sub(" ", dates_of_service.without(text))


@dataclass(frozen=True, slots=True)
class _Choice:
    """How one day is chosen among those that may be meant, about a day.

    `of_years` takes one of the same day of several years, and `of_months` of a number alone: None
    where it is open which month is meant. `is_ahead`: a bare weekday is to come.
    """

    about: date
    of_years: Callable[[list[date]], date]
    of_months: Callable[[list[date]], date | None]
    is_ahead: bool = False


def _take(text: str, today: date, choice: _Choice) -> DayReading:
    text = _OF_NUMBER.sub(lambda match: _of_weekday(match, today), text)
    weekdays = [match["name"] or match["behind"] for match in _OF_DATE.finditer(text)]
    dated = dates_of_service.take(days_of_month.written_out(_OF_DATE.sub(" ", text)))
    days, rest = [dated.on] if dated.on else [], dated.remaining
    while name := named_days.find(rest, today):
        days.append(choice.of_years(name.days_around(choice.about.year)))
        rest = f"{rest[: name.start]} {rest[name.end :]}"
    while named := _NAMED.search(rest):
        days.append(_named_day(named, today, is_ahead=choice.is_ahead))
        rest = f"{rest[: named.start()]} {rest[named.end() :]}"
    slashed = 0
    while short := _MONTH_DAY.search(rest):
        slashed += bool(short["m"])
        days.append(choice.of_years(_of_years(*_named_month_day(short), choice.about)))
        rest = f"{rest[: short.start()]} {rest[short.end() :]}"
    if (number := named_days.number_alone(rest)) is not None:
        days.append(_of_number(number, rest, choice))
        rest = ""
    elif within := named_days.number_within(rest):
        days.append(_of_number(int(within["day"]), within[0], choice))
        rest = f"{rest[: within.start()]} {rest[within.end() :]}"
    while numbered := month_days.find(rest, today):
        day, first, last = numbered
        said = rest[first:last]
        is_known = _NAMES_MONTH.search(said) is not None
        days.append(day if is_known else _of_number(day.day, said, choice))
        rest = f"{rest[:first]} {rest[last:]}"
    rest = " ".join(rest.split())
    if len(set(days)) > 1:
        raise TwoDays(days, rest, are_dated=not slashed)
    if days:
        _agree(days[0], weekdays)
    return DayReading(days[0] if days else None, rest)


def _of_weekday(match: re.Match[str], about: date) -> str:
    """The nearest day of that number that is of the weekday, as a date; else what was typed."""
    weekday = calendar_words.weekday(match["name"])
    days = [d for d in named_days.of_numbers(int(match["day"]), about) if d.weekday() == weekday]
    nearest = min(days, key=lambda day: abs(day - about), default=None)
    return nearest.isoformat() if nearest else match[0]


def _agree(day: date, weekdays: list[str]) -> None:
    """Refuse a date beside a weekday that it is not: one of the two is a slip."""
    if all(calendar_words.weekday(name) == day.weekday() for name in weekdays):
        return
    name = calendar_words.WEEKDAYS[day.weekday()]
    raise NotUnderstood(
        f"{day:%B} {day.day}, {day.year} is a {name}.",
        "Which day is meant? Type its date alone. Nothing was done.",
    )


def _is_month_of(today: date, day: date) -> bool:
    return (day.year, day.month) == (today.year, today.month)


def _of_number(number: int, said: str, choice: _Choice) -> date:
    """The day of a month that has a number alone. Raises where it may be of two months."""
    days = named_days.of_numbers(number, choice.about)
    if not days:
        raise no_date(said.strip())
    if day := choice.of_months(days):
        return day
    raise _of_which_month(said, min(days, key=lambda other: abs(other - choice.about)))


def _of_which_month(said: str, day: date) -> NotUnderstood:
    return NotUnderstood(
        f"{said.strip().capitalize()}: of which month?", f"Write it as {day.month}/{day.day}."
    )


def _named_day(match: re.Match[str], today: date, *, is_ahead: bool) -> date:
    if match["ago"]:
        return today - int(match["ago"]) * (_WEEK if match["unit"] == "week" else _DAY)
    if match["weekday"]:
        which = (match["which"] or "").lower()
        day = _weekday(match["weekday"].lower(), which, today)
        return day + _WEEK if is_ahead and which in {"", "this"} and day < today else day
    back = {"before": 2, "yesterday": 1, "today": 0, "tomorrow": -1}
    return today - timedelta(days=next(days for name, days in back.items() if match[name]))


def _weekday(name: str, which: str, today: date) -> date:
    """The last such day up to today for "Friday"; never today for "last Friday"."""
    back = (today.weekday() - calendar_words.weekday(name)) % 7
    if which == "next":
        return today + timedelta(days=7 - back)
    if which in {"last", "past"} and back == 0:
        back = 7
    return today - timedelta(days=back)


def _named_month_day(match: re.Match[str]) -> tuple[int, int]:
    name = match["month"] or match["month2"]
    month = calendar_words.month(name) if name else int(match["m"])
    day = int(match["d"] or match["day"] or match["day2"])
    try:
        date(_A_LEAP_YEAR, month, day)
    except ValueError:
        raise NoSuchDate(
            f"{match.group().strip()} is not a date in the calendar.",
            "Write it as month/day/year: 3/15/2021.",
        ) from None
    return month, day


def _of_years(month: int, day: int, about: date) -> list[date]:
    """A day of eight years back and on: 29 February may be so far off, around 1900 and 2100."""
    years = range(about.year - 8, about.year + 9)
    return [date(year, month, day) for year in years if day <= monthrange(year, month)[1]]
