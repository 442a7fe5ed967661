"""Which days of bookings words name: dates, weekdays for some weeks, all but some of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from enum import StrEnum

from models import calendar_words
from models.errors import NotUnderstood
from models.understanding.commands import booking_denials, booking_repeats, day_stretches
from models.understanding.commands.booking_repeats import Repeats
from models.understanding.dates import clock_times, relative_days
from models.visits.booking import AHEAD, BEHIND

_FILLER = frozenset(
    "and on at the for of with visit visits booked booking bookings appointment appointments appt "
    "appts each every next coming this daily day days".split()
)
_COMBINED = {
    re.compile(rf"\b{typed}\b", re.IGNORECASE): meant
    for typed, meant in {
        "m/?w/?f": "Mon Wed Fri",
        "t(?:ue?)?/?th": "Tue Thu",
        "m/?w": "Mon Wed",
        "w/?f": "Wed Fri",
    }.items()
}
"""How clinics write several weekdays in one."""

_DAY = re.compile(
    r"(?P<iso>(?<![\w/-])[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![\w/-]))"
    r"|(?P<slashed>(?<![\w/.-])[0-9]{1,2}/[0-9]{1,2}(?:/(?:[0-9]{4}|[0-9]{2}))?(?![\w/]))"
    rf"|(?P<named>\b{calendar_words.MONTH}\b\.?\s{{0,3}}[0-9]{{1,2}}(?:st|nd|rd|th)?\b"
    r"(?:,?\s{1,3}20[0-9]{2}\b)?)"
    r"|(?P<near>\b(?:today|tomorrow)\b)"
    rf"|(?P<weekday>\b{calendar_words.WEEKDAY_OR_WEEKDAYS}\b\.?)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"\b(?:the\s{1,3})?(?P<day>[0-9]{1,2})(?:st|nd|rd|th)\b", re.IGNORECASE)
_OF_WEEK = re.compile(r"\b(?:of\s{1,3})?(?P<which>next|this)\s{1,3}week\b", re.IGNORECASE)
_WEEKS = re.compile(
    r"\b(?:for|x)\s{0,3}(?P<weeks>[0-9]{1,2})\s{0,3}(?:weeks?|wks?)\b", re.IGNORECASE
)
_YEAR = re.compile(r"20[0-9]{2}|/[0-9]{1,2}/")
_A_WEEK = timedelta(days=7)
_WITHOUT_YEAR = timedelta(days=300)
_ONE = timedelta(days=1)
_WEEKEND = (5, 6)


class RowFault(StrEnum):
    """Why a row was not taken, in words that tell nothing of it."""

    WORDS = "holds something else than an alias and days"
    NO_ALIAS = "names no alias of this clinic"
    NO_DAY = "names no day"
    NO_DATE = "holds a day that no calendar has"
    OTHER_WEEKDAY = "names a weekday that its date is not"
    TOO_FAR = "holds a day more than a week ago, or more than a year ahead"
    DENIED = "says that somebody does not come"
    WHOSE = "names days between its aliases, and may mean them of one or of all"
    STRETCH = "names a stretch of days over a weekend, and may mean some of them"
    NO_END = "says how often and not until when"
    NOT_AMONG = "leaves out a day that it does not name"


class Refused(Exception):
    """A row holds what it may not hold."""

    def __init__(self, fault: RowFault, days: tuple[date, ...] = ()) -> None:
        super().__init__(fault)
        self.fault, self.days = fault, days


_EXAMPLES = {"/caps move": "12/3 to 12/4"}


def take_days(text: str, today: date, verb: str = "/caps book") -> tuple[date, ...]:
    """The days in a text that holds nothing else. Raises `NotUnderstood`."""
    try:
        return read_days(text, today)
    except Refused as refused:
        raise NotUnderstood(
            f"That {refused.fault}, so nothing was changed.",
            f"Name an alias and days: {verb} BLUE-47K {_EXAMPLES.get(verb, '12/1 12/3 12/8')}",
        ) from None


def left_out(text: str, days: Collection[date], today: date, verb: str) -> tuple[date, ...]:
    """Those of the days that words leave out: dates, and weekdays among them.

    Raises `NotUnderstood` for words of anything else, and where they leave out none.
    """
    try:
        return _left_out(text, days, today)
    except Refused as refused:
        raise NotUnderstood(
            f"That {refused.fault}, so nothing was changed.",
            f"Name the days that stay: {verb} BLUE-47K all except 12/3",
        ) from None


def split_at_second(text: str) -> tuple[str, str]:
    """A text of two days, cut behind the first; the second part is empty for any other."""
    named = [*_DAY.finditer(text)]
    days = [match for match in named if not match["weekday"]] or named
    at = days[0].end() if len(days) == 2 else len(text)  # noqa: PLR2004 -- from and to
    return text[:at], text[at:]


def read_days(text: str, today: date) -> tuple[date, ...]:
    """The days that words name, each once. Raises `Refused` for any other word.

    Those behind "except" are left out.
    """
    _, text = clock_times.take(text)
    if (denied := booking_denials.take_denied(text)) is not None:
        raise Refused(RowFault.DENIED, read_days(denied, today))
    if parts := booking_denials.split_except(text):
        before, behind = parts
        named = read_days(before, today)
        if not named or not behind.strip():
            raise Refused(RowFault.DENIED, named or read_days(behind, today))
        out = _left_out(behind, named, today)
        return tuple(day for day in named if day not in out)
    text = day_stretches.written_out(text, today)
    for combined, meant in _COMBINED.items():
        text = combined.sub(meant, text)
    if stretch := day_stretches.take(text):
        return _of_stretch(*stretch, today)
    repeats = booking_repeats.take(text)
    text = repeats.text
    of_week = _OF_WEEK.search(text)
    text = _OF_WEEK.sub(" ", text)
    weeks = _WEEKS.search(text)
    text = _WEEKS.sub(" ", text)
    until = relative_days.UNTIL.search(text)
    before, behind = (text[: until.start()], text[until.end() :]) if until else (text, "")
    last = _last_day(behind, weeks, today) if until or weeks else None
    is_repeated = last is not None or of_week is not None
    days, weekdays = _named(before, today, is_repeated=is_repeated)
    if of_week and not last:
        monday = today + (7 * (of_week["which"].casefold() == "next") - today.weekday()) * _ONE
        days += [monday + weekday * _ONE for weekday in weekdays]
    if weekdays and not is_repeated and repeats.goes_on:
        raise Refused(RowFault.NO_END)
    if last:
        days += _going_on(repeats, days, weekdays, last, today)
    if any(not today - BEHIND <= day <= today + AHEAD for day in days):
        raise Refused(RowFault.TOO_FAR)
    return tuple(sorted(set(days)))


def _of_stretch(first: str, last: str, rest: str, today: date) -> tuple[date, ...]:
    """The days from one to another: those of the weekdays beside it, or each of one week.

    Raises `Refused` where it runs over a weekend and names none: nobody comes every day.
    """
    begins = _day(first, today)
    try:
        ends = relative_days.take_last(last, today, begins).on or begins
    except NotUnderstood:
        raise Refused(RowFault.NO_DATE) from None
    if not today - BEHIND <= begins <= ends <= today + AHEAD:
        raise Refused(RowFault.TOO_FAR)
    dates, weekdays = _named(rest, today, is_repeated=True)
    days = tuple(begins + number * _ONE for number in range((ends - begins).days + 1))
    is_one_week = not any(day.weekday() in _WEEKEND for day in days)
    if weekdays == [begins.weekday()] and is_one_week:
        weekdays = []  # "Tue 12/15-12/17"
    if weekdays:
        return tuple(sorted({*dates, *(day for day in days if day.weekday() in weekdays)}))
    if not is_one_week:
        raise Refused(RowFault.STRETCH, days)
    return tuple(sorted({*dates, *days}))


def _left_out(text: str, days: Collection[date], today: date) -> tuple[date, ...]:
    dates, weekdays = _named(_with_dates(text, days), today, is_repeated=True)
    out = tuple(day for day in days if day in dates or day.weekday() in weekdays)
    if not out or not set(dates) <= set(days):
        raise Refused(RowFault.NOT_AMONG)
    return out


def _with_dates(text: str, days: Collection[date]) -> str:
    """A text whose days of the month, "15th", are written out where one of the days is meant."""
    written = [match.span() for match in _DAY.finditer(text)]

    def full(match: re.Match[str]) -> str:
        meant = [day for day in days if day.day == int(match["day"])]
        is_part = any(start <= match.start() < end for start, end in written)
        return match[0] if is_part or len(meant) != 1 else meant[0].isoformat()

    return _ORDINAL.sub(full, text)


def _named(text: str, today: date, *, is_repeated: bool) -> tuple[list[date], list[int]]:
    """The days that are written out, and weekdays that are to be repeated."""
    days: list[date] = []
    weekdays: list[int] = []
    label: int | None = None
    end = 0
    for match in _DAY.finditer(text):
        _refuse_words(text[end : match.start()])
        end = match.end()
        if match["weekday"]:
            if label is not None:
                weekdays.append(label)
            label = calendar_words.weekday(match["weekday"])
            continue
        day = _day(match.group(), today)
        if label not in {None, day.weekday()}:
            raise Refused(RowFault.OTHER_WEEKDAY)
        days.append(day)
        label = None
    _refuse_words(text[end:])
    weekdays += [label] if label is not None else []
    if not is_repeated:
        days += [_next(weekday, today) for weekday in weekdays]
    return days, weekdays


def _refuse_words(text: str) -> None:
    words = (word.strip(".,:()") for word in re.split(r"[\s,&+]+", text))
    if any(word and word.casefold() not in _FILLER for word in words):
        raise Refused(RowFault.WORDS)


def _day(typed: str, today: date) -> date:
    """A day without a year is the next such day, unless that lies most of a year ahead."""
    try:
        taken = relative_days.take_last(typed.rstrip("."), today, today - BEHIND)
    except NotUnderstood:
        raise Refused(RowFault.NO_DATE) from None
    if taken.on is None or taken.remaining.strip(" ,."):
        raise Refused(RowFault.NO_DATE)
    if taken.on > today + _WITHOUT_YEAR and not _YEAR.search(typed):
        raise Refused(RowFault.TOO_FAR)
    return taken.on


def _last_day(behind: str, weeks: re.Match[str] | None, today: date) -> date:
    if weeks:
        _refuse_words(behind)
        return today + int(weeks["weeks"]) * _A_WEEK
    named, weekdays = _named(behind, today, is_repeated=True)
    if len(named) != 1 or weekdays:
        raise Refused(RowFault.WORDS)
    return named[0]


def _going_on(
    repeats: Repeats, days: list[date], weekdays: list[int], last: date, today: date
) -> Iterator[date]:
    """The days of what is repeated; "12/8 and every week until 1/5" names its weekday by a day."""
    told, last = max(days, default=None), min(last, today + AHEAD)
    if told and not weekdays and repeats.is_weekly:
        weekdays = [told.weekday()]
        today = max(today, told)
    if repeats.is_every_other and weekdays:
        return booking_repeats.every_other(weekdays, today + _ONE, last, told)
    return _repeated(weekdays, last, today)


def _repeated(weekdays: Collection[int], last: date, today: date) -> Iterator[date]:
    """Each of these weekdays behind today, up to a day."""
    if not weekdays:
        raise Refused(RowFault.NO_DAY)
    for weekday in weekdays:
        day = _next(weekday, today)
        while day <= last:
            yield day
            day += _A_WEEK


def _next(weekday: int, today: date) -> date:
    """The next such day behind today."""
    return today + ((weekday - today.weekday() - 1) % 7 + 1) * _ONE


def has_content(words: str) -> bool:
    """Whether words hold more than the small ones between days."""
    return any(word.strip(".,:()&+").casefold() not in _FILLER | {""} for word in words.split())
