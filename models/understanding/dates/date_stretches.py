"""Days that are named without a date: months, quarters, seasons, years, "last Friday", "6/30"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from models import calendar_words
from models.errors import NotUnderstood
from models.understanding.dates import month_days, named_days, which_year
from models.understanding.dates.whole_dates import (
    B0,
    LEAD,
    MONTH,
    NUMBER,
    TH,
    Y4,
    B,
    cut,
    no_date,
    year_of,
)
from models.words import holds_any

Stretch = tuple[date, date]
"""The first and the last of some days."""

# Stretches: a month, a quarter, a year, a federal fiscal year, each with its year.
STRETCH = re.compile(
    rf"(?<!\w)(?:(?:early|mid|late|the{B}(?:end|start|beginning|middle){B}of)[\s-]+)?"
    rf"(?:(?P<month>{MONTH})[\s,-]*(?:of{B})?(?P<y0>{Y4}|'[0-9][0-9])"
    rf"|(?P<m>0?[1-9]|1[0-2])[/-](?P<y1>{Y4})"
    rf"|q(?P<q>[1-4])[\s,/-]*(?:of{B})?(?P<y2>{Y4}|'?[0-9][0-9])"
    rf"|(?P<nth>1st|first|2nd|second|3rd|third|4th|fourth){B}(?:quarter|qtr\.?){B}(?:of{B})?(?P<y3>{Y4})"
    rf"|(?P<season>spring|summer|fall|autumn|winter){B}"
    rf"(?:of{B})?(?P<y5>{Y4}|'[0-9][0-9]|(?<=of )2[0-9](?!/))"
    rf"|(?P<y6>{Y4}|(?<!\w)'[0-9][0-9]){B}(?P<season6>spring|summer|fall|autumn|winter)"
    rf"|(?:in|since|before|after|during|until|from|for|dos|year|yr|of|mid|back{B}in){B}(?P<y4>(?:19|20)[0-9][0-9])"
    rf"|[cp]y\s?(?P<y7>{Y4}|'?[0-9][0-9])"
    rf"|(?:federal{B})?(?:fy|fiscal{B}(?:year|yr))[\s-]?(?P<y8>{Y4}|'?[0-9][0-9]))\b"
    rf"(?!{B0}(?:visits?|units?))",
    re.IGNORECASE,
)
_SEASONS = {
    "spring": (3, 5),
    "summer": (6, 8),
    "fall": (9, 11),
    "autumn": (9, 11),
    "winter": (1, 3),
}
_OCTOBER = 10
"""The federal fiscal year begins on its first day: FY 2025 on Oct 1, 2024."""

_QUARTERS = {"1": 1, "f": 1, "2": 2, "s": 2, "3": 3, "t": 3, "4": 4}

# Days without a year, and days that are named from today.
SHORT = re.compile(
    rf"\b(?:{LEAD})(?:(?P<m>[0-9]{{1,2}})[/-](?P<d>[0-9]{{1,2}})(?![0-9/-]))"
    # Bare, it is neither a fraction ("1/2"), a pain of ten, nor a count ("5/6 muscles").
    r"|(?<![\w/.$#-])(?!(?:1/[2-4]|2/3|3/4|[0-9]/10)(?![0-9]))"
    r"(?P<m1>0?[1-9]|1[0-2])/(?P<d1>0?[1-9]|[12][0-9]|3[01])(?![\w/%-])"
    rf"(?!{B0}(?:visits?|units?|sessions?|muscles?|used|left|remaining|pain|hours?|hrs?|of)\b)"
    rf"|\b(?P<month>{MONTH}){B0}(?P<day>[0-9]{{1,2}}){TH}(?![\w/])(?!{B0}(?:units?|visits?|muscles?))"
    rf"|(?<!\S)(?P<day2>[0-9]{{1,2}}){TH}(?:{B}of)?[\s-]+(?P<month2>{MONTH})(?!\w)",
    re.IGNORECASE,
)
_DAY_WORDS = re.compile(
    rf"yesterday|today|tomorrow|\b(?:ago\b|(?:last|past|next|coming)\b|in{B}{MONTH})"
)
_PARTS = ("day", "tomorrow", "ago", "last", "past", "next", "coming", "in ", "in\t", "in\n")
_NAMED = re.compile(
    r"\b(?:(?:on|since|from|for)\s{1,3})?(?:(?P<before>day\s{1,3}before\s{1,3}yesterday)|(?P<yesterday>yesterday)"
    r"|(?P<today>today(?!['’]?s\s{1,3}options))|(?P<tomorrow>tomorrow)|(?P<ago>[0-9]{1,3}|an?|one|two|three)\s{1,3}(?P<unit>day|week|month|year)s?\s{1,3}ago"
    r"|(?P<turn>last|next)\s{1,3}(?:(?P<span>week|month|year|quarter)|(?P<short>wk|mo|yr|qtr)\b)"
    rf"|(?P<which>last|this{B}past|past|next|this{B}coming|coming){B}(?P<weekday>{calendar_words.WEEKDAY})"
    rf"|(?P<near>last|this{B}past|past|next|this{B}coming|coming|in){B}(?P<month>{MONTH}(?![\w/])(?!{B0}[0-9])))",
    re.IGNORECASE,
)
_AHEAD = ("next", "coming")
# What began some weeks ago was not served then: "pain that started 5 weeks ago".
_OF_ONSET = re.compile(
    r"\b(?:started|began|begun|onset|injur\w{1,4}|hurt|fell|accident)(?:\s{1,3}(?:about|around|was|only|just|over)){0,2}\s{1,3}$",
    re.IGNORECASE,
)

# A year alone, where it numbers no union, policy or form, and counts nothing.
_BARE_YEARS = re.compile(
    r"(?<![\w/.$#-])(?<!local )(?<!policy )(?<!no )(?<!number )(?<!lcd )(?<!form )(?<!cpb )(?<!id )"
    r"(?P<first>201[5-9]|202[0-9])"
    r"(?:\s{0,3}(?:-|/|to|thru|through|and|&)\s{0,3}(?P<last>20[1-3][0-9]|[1-3][0-9]))?"
    rf"(?![\w/.-])(?!{B0}(?:visits?|units?|local|fee|rates?|rvus?|vs?|versus|or|and){B0}\b)",
    re.IGNORECASE,
)
_SPANS = {"wk": "week", "mo": "month", "yr": "year", "qtr": "quarter"}
_FEW = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}


def may_be_in(text: str) -> bool:
    """Whether a text may name a day by its distance from today: most hold no word of one."""
    small = text.lower()
    return holds_any(small, _PARTS) and _DAY_WORDS.search(small) is not None


def beside(before: str) -> timedelta:
    """From the named day to the one that is meant: "before 7/1/2021" is June 30 at the latest.

    "On or after 7/1/2021" is that day and on.
    """
    words = before.lower().split()[-2:]
    if words[:1] == ["or"]:
        return timedelta(0)
    if words[-1:] == ["before"] or words == ["prior", "to"]:
        return timedelta(days=-1)
    return timedelta(days=int(words[-1:] == ["after"]))


def stretch_of(match: re.Match[str], before: str) -> Stretch:
    """A month, quarter or year from its first day to its last; "before July 2021" is June 30."""
    year = year_of(next(match[f"y{n}"] for n in range(9) if match[f"y{n}"]))
    months = (1, 12)
    if season := match["season"] or match["season6"]:
        months = _SEASONS[season.lower()]
    elif month := (
        calendar_words.month(match["month"]) if match["month"] else int(match["m"] or 0)
    ):
        months = (month, month)
    elif quarter := match["q"] or match["nth"]:
        last_month = 3 * _QUARTERS["s" if quarter == "second" else quarter[0].lower()]
        months = (last_month - 2, last_month)
    first = date(year, months[0], 1)
    last = date(year, months[1], monthrange(year, months[1])[1])
    if match["y8"]:
        first, last = date(year - 1, _OCTOBER, 1), date(year, _OCTOBER, 1) - timedelta(days=1)
    away = beside(before) or beside(match.group().split()[0])
    if not away:
        return first, last
    return _one((first if away < timedelta(0) else last) + away)


# The year up to which a stretch reaches, behind its first: "from 2024 to 2025".
_UP_TO = re.compile(
    rf"{B0}(?:-|to|thru|through|until|and|&){B0}(?P<year>20[0-9][0-9])(?![\w/.-])", re.IGNORECASE
)


def reaching(match: re.Match[str], text: str, today: date | None) -> tuple[Stretch, int]:
    """What a match is of, up to a later year that stands behind it, or since when up to today.

    With the place where that ends.
    """
    first, last = stretch_of(match, text[: match.start()])
    later = _UP_TO.match(text, match.end())
    if later and int(later["year"]) > last.year:
        return (first, date(int(later["year"]), 12, 31)), later.end()
    said = (*text[: match.start()].casefold().split()[-1:], match.group().casefold().split()[0])
    if "since" in said and today and last < today:
        last = today
    return (first, last), match.end()


def take_relative(
    text: str, today: date, *, has_year: bool, has_number: bool
) -> tuple[list[Stretch], str]:
    """Days without a year, days named from today, and years alone where no day has its own.

    `has_number` says whether a number stands in the text that may be of a date.
    """
    taken: list[Stretch] = []
    is_past = which_year.speaks_of_past(text)
    if has_number and (numbered := month_days.find(text, today)):
        day_of_month, start, end = numbered
        return [_one(day_of_month)], cut(text, start, end)
    match = _NAMED.search(text) if may_be_in(text) else None
    if match and not (match["ago"] and _OF_ONSET.search(text[: match.start()])):
        taken.append(_named(match, today, is_past=is_past))
        text = cut(text, match.start(), match.end())
    if has_number and NUMBER.search(text) and (match := SHORT.search(text)):
        name = match["month"] or match["month2"]
        month = calendar_words.month(name) if name else int(match["m"] or match["m1"])
        day = int(match["d"] or match["d1"] or match["day"] or match["day2"])
        latest = _latest(month, day, today, match.group().strip(), is_past=is_past)
        taken.append((latest, latest))
        text = cut(text, match.start(), match.end())
    while named := named_days.find_of_service(text, today):
        on = which_year.chosen(named.days_around(today.year), today, is_past=is_past)
        taken += [_one(on)] if on else []
        text = cut(text, named.start, named.end)
    return (taken, text) if taken or has_year or not has_number else _bare_years(text)


def names_yearless_month(text: str) -> bool:
    """Whether a month stands in a text that may be of last year or of the coming one."""
    match = _NAMED.search(text) if may_be_in(text) else None
    return match is not None and (match["near"] or "").lower() == "in"


def _named(match: re.Match[str], today: date, *, is_past: bool) -> Stretch:
    if match["ago"]:
        number = _FEW.get(match["ago"].lower()) or int(match["ago"])
        days = {"day": 1, "week": 7, "month": 30, "year": 365}[match["unit"].lower()]
        return _one(today - timedelta(days=min(number * days, 36_500)))
    if match["turn"]:
        is_ahead = match["turn"].lower() in _AHEAD
        span = (match["span"] or _SPANS[match["short"].lower()]).lower()
        return (_next if is_ahead else _last)(span, today)
    if match["weekday"]:
        back = (today.weekday() - calendar_words.weekday(match["weekday"])) % 7
        is_ahead = match["which"].lower().endswith(_AHEAD)
        return _one(today + timedelta(days=7 - back if is_ahead else -(back or 7)))
    if match["month"]:
        month = calendar_words.month(match["month"])
        return _month_near(match["near"].lower(), month, today, is_past=is_past)
    days_back = {"before": 2, "yesterday": 1, "today": 0, "tomorrow": -1}
    days = next(days for name, days in days_back.items() if match[name])
    return _one(today - timedelta(days=days))


def _last(span: str, today: date) -> Stretch:
    """Last week from Monday to Sunday, last month, last quarter, last year."""
    if span == "week":
        monday = today - timedelta(days=today.weekday() + 7)
        return monday, monday + timedelta(days=6)
    if span == "year":
        return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
    months = 1 if span == "month" else 3
    start = today.replace(day=1, month=today.month - (today.month - 1) % months)
    last = start - timedelta(days=1)
    first_month = last.month - months + 1
    return last.replace(day=1, month=first_month), last


def _next(span: str, today: date) -> Stretch:
    """Next week from Monday to Sunday, next month, next quarter, next year."""
    if span == "week":
        monday = today + timedelta(days=7 - today.weekday())
        return monday, monday + timedelta(days=6)
    if span == "year":
        return date(today.year + 1, 1, 1), date(today.year + 1, 12, 31)
    months = 1 if span == "month" else 3
    before = today.month - 1 + months - (today.month - 1) % months  # months of the year before it
    first = date(today.year + before // 12, before % 12 + 1, 1)
    return first, _ends(first.year, first.month + months - 1)


def _month_near(which: str, month: int, today: date, *, is_past: bool) -> Stretch:
    """The whole month that comes next, or the latest, or for "in march" the one that days take."""
    if which.endswith(_AHEAD):
        year = today.year + (month <= today.month)
    elif which == "in":
        firsts = [date(today.year + n, month, 1) for n in (-1, 0, 1)]
        year = (which_year.chosen(firsts, today, is_past=is_past) or today).year
    else:
        year = today.year - (month >= today.month)
    return date(year, month, 1), _ends(year, month)


def _ends(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def _bare_years(text: str) -> tuple[list[Stretch], str]:
    """A year that stands alone, or two with a dash between: "bcbs al 2021", "2023-2024"."""
    found = list(_BARE_YEARS.finditer(text))
    if len(found) != 1:
        return [], text
    first = int(found[0]["first"])
    last = first // 100 * 100 + int(found[0]["last"][-2:]) if found[0]["last"] else first
    stretch = ordered(date(first, 1, 1), date(last, 12, 31))
    return [stretch], cut(text, found[0].start(), found[0].end())


def _one(day: date) -> Stretch:
    return day, day


def _latest(month: int, day: int, today: date, typed: str, *, is_past: bool) -> date:
    """The latest such day, or the coming one; 29 February may be eight years back."""
    years = range(today.year - 8, today.year + 2)
    if month in range(1, 13):
        days = [date(year, month, day) for year in years if 1 <= day <= monthrange(year, month)[1]]
        if latest := which_year.chosen(days, today, is_past=is_past):
            return latest
    raise no_date(typed)


def ordered(first: date, last: date) -> Stretch:
    """Both days as a stretch. Raises `NotUnderstood` where the last is before the first."""
    if last < first:
        raise NotUnderstood(
            "That stretch of dates ends before it begins.", "Write the first date first."
        )
    return first, last
