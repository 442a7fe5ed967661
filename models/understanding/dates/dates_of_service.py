"""Which dates of service a text names, in every form that people, claims and letters write.

"6/30/2021", "06302021", "30JUN21", "June 30th", "D8:20210630", "6/28/21 - 6/30/21", "March 2021"
and "last Friday" are read. What no American date can be is refused, never turned round.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from models import calendar_words
from models.errors import NotUnderstood, UnknownWords
from models.understanding.dates import date_stretches, named_days, other_events
from models.understanding.dates.date_stretches import (
    SHORT,
    STRETCH,
    Stretch,
    beside,
    ordered,
    reaching,
    take_relative,
)
from models.understanding.dates.days_in_words import in_numbers
from models.understanding.dates.listed_days import as_stretch
from models.understanding.dates.month_spans import written_out
from models.understanding.dates.two_days import TwoDays
from models.understanding.dates.whole_dates import (
    AFTER_LEAD,
    B0,
    DATE,
    HOLD_UP,
    LONGEST_LEAD,
    MONTH,
    NUMBER,
    TH,
    Y4,
    cut,
    day_of,
    made,
    no_date,
    normal,
    parts_of,
    spelled,
    year_of,
)

_OF_SERVICE = range(15, 32)  # the years of two digits in which a claim may lie

_AS_KNOWN = re.compile(
    r"\bas\s{1,3}known(?:\s{1,3}(?:on|at|by|as\s{1,3}of))?(?:\s{1,3}the)?\s{0,3}:?\s{0,3}$",
    re.IGNORECASE,
)

_KNOWN_WHEN = re.compile(r"\bas\s{1,3}known\b", re.IGNORECASE)
_LONGEST_DAY = 4  # words: "the day before yesterday"

_TO = re.compile(r"\s{0,3}(?:-{1,2}>?|to|thru|through|until|till|/)\s{0,3}", re.IGNORECASE)
_AND = re.compile(r"\s{0,3}(?:and|&|to|-)\s{0,3}", re.IGNORECASE)  # behind "between"
_BETWEEN = re.compile(r"\bbetween\s{1,3}$", re.IGNORECASE)
_JOINS = ("-", "to", "thru", "through", "and")
_SAME_YEAR = re.compile(  # "6/28-6/30/21", "June 28-30, 2021"
    r"(?<![0-9/])(?P<m>[0-9]{1,2})/(?P<d>[0-9]{1,2})\s{0,3}(?:-|to|thru|through)\s{0,3}$"
    rf"|\b(?P<month>{MONTH}){B0}(?P<day>[0-9]{{1,2}}){TH}{B0}(?:-|to|thru|through|and){B0}$",
    re.IGNORECASE,
)
_OVER_NEW_YEAR = 9  # months from the month of the first day back to that of the last
_WEEK_OF = re.compile(
    r"\b(?:the\s{1,3})?w(?:ee)?k\s{1,3}(?:of|beginning|starting)(?:\s{1,3}on)?\s{0,3}$",
    re.IGNORECASE,
)
_DAYS_OF_MONTH = re.compile(
    rf"\b(?P<month>{MONTH}){B0}(?P<first>[0-9]{{1,2}}){TH}{B0}(?:-|to|thru|through){B0}(?P<last>[0-9]{{1,2}}){TH}"
    rf",?{B0}(?P<year>{Y4}|'[0-9][0-9])",
    re.IGNORECASE,
)

# Without a digit or a word for a day or a stretch no date is named.
_DIGIT = re.compile(r"[0-9]")

# A date as most people type it: "3/15/2021".
_PLAIN = re.compile(
    r"(?<![\w/.$'-])(?P<m0>[0-9]{1,2})/(?P<d0>[0-9]{1,2})/(?P<y0>[0-9]{4})(?![\w/.-])"
)

# What looks like a date and has no year that any calendar has.
_BROKEN = re.compile(
    r"(?<![\w/.-])(?:[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]|[0-9]{3}|[0-9]{5,})|[0-9]{1,2}/[0-9]{3,}/[0-9]{2,4}|[0-9]{3,4}/[0-9]{1,2}/[0-9]{2,4})(?![\w/])"
)


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates in a text, and the text without them.

    `on` is the first day of service and `until` the last, None where it is one day. `is_yearless`:
    the day was typed without its year, and the latest such day is meant.
    """

    on: date | None
    as_known: date | None
    remaining: str
    until: date | None = None
    is_yearless: bool = False


def take(text: str, today: date | None = None) -> Dates:
    """Take the dates out of a text: "on 3/15/2021", "6/28/21-6/30/21", "as known 2021-03-16".

    A month stands before a day in 3/4/2021. With `today`, which a question has and a change has
    not, days without a year ("dos 6/30") are the latest such day, "yesterday" is read, and a
    misspelt month is mended. Raises `NotUnderstood` for a date that no calendar
    has, and for two dates of service that are no stretch.
    """
    text = text if today is None else in_numbers(text)
    if not (_DIGIT.search(text) or date_stretches.may_be_in(text) or named_days.may_be_in(text)):
        _refuse_unknown_day(text)
        return Dates(None, None, text)
    text = normal(other_events.without(text))
    if today is not None:
        text = as_stretch(spelled(unicodedata.normalize("NFKC", text)))
        text = written_out(text, today)
    known, text = _take_known(text, today)
    stretches, text = _take_lone(text) or _take_whole(text)
    is_numbered = NUMBER.search(text) is not None
    if is_numbered and (broken := _BROKEN.search(text)):
        raise no_date(broken.group())
    vague = STRETCH.search(text) if is_numbered else None
    if vague:
        stretch, end = reaching(vague, text, today)
        stretches.append(stretch)
        text = cut(text, vague.start(), end)
    is_yearless = False
    if today is not None:
        named = named_days.find_of_service(text, today)
        is_short = is_numbered and SHORT.search(text) is not None
        is_yearless = not stretches and (
            is_short or bool(named and not named.fixed) or date_stretches.names_yearless_month(text)
        )
        relative, text = take_relative(
            text, today, has_year=bool(stretches), has_number=is_numbered
        )
        stretches = stretches or relative  # "the rule of 2021, is it in force today"
    if not stretches:
        return Dates(None, known, text)
    first, last = stretches[0] if len(set(stretches)) == 1 else _span(stretches, today, text)
    if first == last:
        return Dates(first, known, text, is_yearless=is_yearless)
    if today is None:
        raise _no_one_day(vague.group().strip() if vague else "")
    return Dates(first, known, text, last, is_yearless)


def _span(stretches: list[Stretch], today: date | None, remaining: str) -> Stretch:
    """From the first to the last of the days that are asked about: one rule may answer for all."""
    if today is None and all(first == last for first, last in stretches):
        each, mend = (first for first, _ in stretches), "Nothing was done. Send one date at a time."
        raise TwoDays(each, " ".join(remaining.split()), mend, are_dated=True)
    if today is None:
        raise NotUnderstood("That names two dates.", "Nothing was done. Send one date at a time.")
    days = [day for stretch in stretches for day in stretch]
    return min(days), max(days)


def without_marked(text: str) -> str:
    """The text without numbers that a word marks as a day of this century: "dos 070122".

    Six digits without such a word may number an account, and stay.
    """
    return AFTER_LEAD.sub(_marked, text)


def _marked(match: re.Match[str]) -> str:
    year, month, day = map(int, parts_of(match))
    is_late = year in _OF_SERVICE and month in range(1, 13) and day in range(1, 32)
    return " " if is_late else match[0]


def _no_one_day(vague: str) -> NotUnderstood:
    """What to say of several days, where one is to be kept."""
    if not vague:
        return NotUnderstood("That names two days.", "Give one day at a time.")
    return UnknownWords(f"“{vague}” names no day, and a rule may change on any day.", HOLD_UP)


def without(text: str) -> str:
    """The text without dates that name their year."""
    return DATE.sub(" ", normal(text))


def _take_known(text: str, today: date | None) -> tuple[date | None, str]:
    """The day of knowing: "as known 2022-01-10"; with `today` also "as known yesterday"."""
    if "known" not in text.lower():
        return None, text
    for match in DATE.finditer(text):
        if before := _AS_KNOWN.search(text, *_behind(match.start())):
            taken = text[before.start() : match.end()]
            return day_of(match), _no_second(text.replace(taken, " ", 1))
    return _known_without_year(text, today) if today else (None, text)


def _known_without_year(text: str, today: date) -> tuple[date | None, str]:
    """The same of a day that stands without its year; of a stretch, its last day so far."""
    words = text.split()
    for at in range(1, len(words)):
        before = " ".join(words[:at])
        lead = _AS_KNOWN.search(before)
        for end in range(min(len(words), at + _LONGEST_DAY), at, -1) if lead else ():
            typed = " ".join(words[at:end])
            days, rest = take_relative(
                typed, today, has_year=False, has_number=NUMBER.search(typed) is not None
            )
            if lead and len(days) == 1 and not rest.strip():
                remaining = " ".join([before[: lead.start()], *words[end:]])
                return min(days[0][1], today), remaining
    _refuse_unknown_day(text)
    return None, text


def _refuse_unknown_day(text: str) -> None:
    if _KNOWN_WHEN.search(text):
        raise NotUnderstood("As known on which day?", "Type the day behind it: as known 3/1/2026.")


def _behind(date_starts: int) -> tuple[int, int]:
    """Where the words start and end that may lead to a date: a long text is not read anew."""
    return max(0, date_starts - LONGEST_LEAD), date_starts


def _no_second(text: str) -> str:
    if any(_AS_KNOWN.search(text[: match.start()]) for match in DATE.finditer(text)):
        raise NotUnderstood(
            "That question names two days of knowing.", "Ask about one date at a time."
        )
    return text


def _take_lone(text: str) -> tuple[list[Stretch], str] | None:
    """The one date of most texts, typed plainly; None where another number may be of a date.

    Read so, it takes a third of the time of all forms.
    """
    match = _PLAIN.search(text)
    if match is None or NUMBER.search(text, 0, match.start()) or NUMBER.search(text, match.end()):
        return None
    start, stretch = _week_or_day(day_of(match), text, match.start())
    return [stretch], cut(text, start, match.end())


def _week_or_day(day: date, text: str, start: int) -> tuple[int, Stretch]:
    """What is meant by a day that stands alone, and where in the text that begins."""
    before = text[slice(*_behind(start))]
    if week := _WEEK_OF.search(before):
        return start - len(before) + week.start(), (day, day + timedelta(days=6))
    day += beside(before)
    return start, (day, day)


def _take_whole(text: str) -> tuple[list[Stretch], str]:
    """Dates with their year, each with the one that it reaches to."""
    taken: list[Stretch] = []
    begin = 0  # what stands before it was searched: a long text is not read anew
    while match := _DAYS_OF_MONTH.search(text, begin):
        month, year = calendar_words.month(match["month"]), year_of(match["year"])
        first = made(year, month, int(match["first"]), match.group())
        taken.append(ordered(first, made(year, month, int(match["last"]), match.group())))
        text, begin = cut(text, match.start(), match.end()), _left_of(match.start())
    for pattern in (DATE, AFTER_LEAD):
        begin = 0
        while NUMBER.search(text, begin) and (match := pattern.search(text, begin)):
            start, end, first = match.start(), match.end(), day_of(match)
            last = first
            is_joined = not taken and text[:start].rstrip().lower().endswith(_JOINS)
            if is_joined and (short := _SAME_YEAR.search(text[:start])):
                month = calendar_words.month(short["month"]) if short["month"] else int(short["m"])
                day, start = int(short["day"] or short["d"]), short.start()
                is_before = month - last.month >= _OVER_NEW_YEAR  # "Dec 28 - Jan 3, 2023"
                first = made(last.year - is_before, month, day, short.group())
            elif other := _end_of_stretch(text, start, end):
                last, end = day_of(other), other.end()
            if last == first:
                start, (first, last) = _week_or_day(first, text, start)
            taken.append(ordered(first, last))
            text, begin = cut(text, start, end), _left_of(start)
    return taken, text


def _left_of(start: int) -> int:
    """Where a text is read on after a cut: before the words that led to what was cut."""
    return max(0, start - LONGEST_LEAD)


def _end_of_stretch(text: str, start: int, end: int) -> re.Match[str] | None:
    """The date to which the one between `start` and `end` reaches."""
    joined = _AND if _BETWEEN.search(text, *_behind(start)) else _TO
    to = joined.match(text, end)
    return DATE.match(text, to.end()) if to else None
