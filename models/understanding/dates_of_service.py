"""Which dates of service a text names, in every form that people, claims and letters write.

"6/30/2021", "06302021", "30JUN21", "June 30th", "D8:20210630", "6/28/21 - 6/30/21", "March 2021"
and "last Friday" are read. What no American date can be is refused, never turned round.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from models import calendar_words, spelling
from models.errors import NotUnderstood, UnknownWords

_OF_SERVICE = range(15, 32)  # the years of two digits in which a claim may lie

YEARS = range(1900, 2200)
"""What lies outside is a slip, and sums of days with it leave the calendar."""

_MARKS = str.maketrans(
    dict.fromkeys("‐‑‒–—−", "-") | {"’": "'", "‘": "'", "⁄": "/", "∕": "/", "\\": "/"}
)
# Blanks between words, and where there may be none: few, so that no text is searched for long.
_B, _B0 = r"\s{1,3}", r"\s{0,3}"

_MONTH = calendar_words.MONTH + r"\b\.?"
_SPANISH = dict(
    zip(
        (
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre"
            " diciembre"
        ).split(),
        calendar_words.MONTHS,
        strict=True,
    )
)
_SPANISH_DATE = re.compile(
    rf"\b([0-9]{{1,2}}){_B}de{_B}({'|'.join(_SPANISH)})(?:{_B}del?)?\b",
    re.IGNORECASE,
)
_GLUED = r"(?:" + "|".join(calendar_words.SHORT_MONTHS).lower() + r")[a-z]{0,6}"
_Y4 = r"(?:18|19|20|21)[0-9][0-9]"
_YEAR = r"(?:[0-9]{4}|'?[0-9][0-9])(?![0-9/])"
_TIME = (
    r"(?:[T ]\s{0,3}[0-9]{1,2}:[0-9][0-9](?::[0-9][0-9](?:\.[0-9]+)?)?\s?(?:z\b|[ap]\.?m\b\.?)?)?"
)
_TH = r"(?:st|nd|rd|th)?"

# Whole dates. The groups are numbered by form, for a pattern may hold no name twice.
_FORMS = (
    rf"(?P<y0>[0-9]{{4}})[-/.](?P<m0>[0-9]{{1,2}})[-/.](?P<d0>[0-9]{{1,2}})(?![0-9]){_TIME}",
    rf"(?P<m1>[0-9]{{1,2}})(?P<s1>\s?[-/.]\s?)(?P<d1>[0-9]{{1,2}})(?P=s1)(?P<y1>{_YEAR}){_TIME}",
    rf"(?P<y2>{_Y4})(?P<m2>0[0-9]|1[0-2])(?P<d2>[0-3][0-9])(?![0-9])(?:[0-9]{{4}}(?![0-9]))?",
    rf"(?P<m3>[0-9][0-9])(?P<d3>[0-9][0-9])(?P<y3>{_Y4})(?![0-9])",
    rf"(?P<m4>{_MONTH})[\s,-]*(?:the{_B})?(?P<d4>[0-9]{{1,2}}){_TH}(?![0-9]),?(?:{_B}of)?[\s,-]*(?P<y4>{_YEAR})",
    rf"(?P<d5>[0-9]{{1,2}}){_TH}(?:{_B}(?:day{_B})?of)?[\s-]*(?P<m5>{_MONTH}),?[\s-]*(?P<y5>{_YEAR})",
    rf"(?P<d6>[0-9]{{1,2}})(?P<m6>{_GLUED})(?P<y6>{_YEAR})",
    rf"(?P<y7>{_Y4})[\s-]+(?P<m7>{_MONTH})[\s-]*(?P<d7>[0-9]{{1,2}})(?![0-9]){_TH}",
    rf"(?P<m9>0[1-9]|1[0-2])(?P<d9>[0-3][0-9])[ /-](?P<y9>{_Y4})(?![0-9])",
    rf"(?P<m8>[0-9]{{1,2}}) (?P<d8>[0-9]{{1,2}}) (?P<y8>{_Y4})(?![0-9])(?!{_B0}(?:visits?|units?))",
)
_DATE = re.compile(rf"(?<![\w/.$'])(?<![a-z]-)(?:{'|'.join(_FORMS)})\b", re.IGNORECASE)

_SERVICE = (
    r"(?:d\.?o\.?s\b\.?|dates?\s{1,3}of\s{1,3}(?:service|svc|treatment|visit)|(?:service|svc|visit|treatment)"
    r"\s{1,3}dates?|(?:from|thru|through)\s{1,3}dates?)"
)
_LEAD = (
    rf"(?:(?:for|on|with|the|and|a|of|in|as{_B}of|back|was|is|were){_B}){{0,3}}{_SERVICE}{_B0}(?:(?:of|was|is|on|from)\b{_B0})?[:=#-]?{_B0}"
    r"|(?:seen|treated|visit|visits|billed|performed|done|rendered|effective)\s{1,3}(?:back\s{1,3})?on\s{1,3}"
    r"|prior\s{1,3}to\s{1,3}|(?:back\s{1,3})?(?:on|as\s{1,3}of|in|during|for|since|before|after|from|around|until|through|thru)\s{0,3}:?\s{1,3}(?:the\s{1,3})?"
    r"|between\s{1,3}"
    r"|(?:dtp\W*)?(?:472\W*)?r?d8\s?[:*]\s?"
)
_LEAD_IN = re.compile(rf"\b(?:{_LEAD})$", re.IGNORECASE)
_AS_KNOWN = re.compile(
    r"\bas\s{1,3}known(?:\s{1,3}(?:on|at|by|as\s{1,3}of))?\s{0,3}:?\s{0,3}$", re.IGNORECASE
)

# Dates that only words before them tell from other numbers: "dos 063021", "dos 6 30 21".
_AFTER_LEAD = re.compile(
    rf"\b{_SERVICE}{_B0}(?:of|was|is|on|from)?{_B0}[:=#-]?{_B0}"
    r"(?:(?P<m0>[0-9][0-9])(?P<d0>[0-9][0-9])(?P<y0>[0-9][0-9])(?![0-9])|(?P<m1>[0-9]{1,2})\s(?P<d1>[0-9]{1,2})\s(?P<y1>[0-9][0-9])(?![0-9]))",
    re.IGNORECASE,
)
_TO = re.compile(r"\s{0,3}(?:-{1,2}>?|to|thru|through|until|till|/)\s{0,3}", re.IGNORECASE)
_AND = re.compile(r"\s{0,3}(?:and|&|to|-)\s{0,3}", re.IGNORECASE)  # behind "between"
_BETWEEN = re.compile(r"\bbetween\s{1,3}$", re.IGNORECASE)
_SAME_YEAR = re.compile(  # "6/28-6/30/21", "June 28-30, 2021"
    r"(?<![0-9/])(?P<m>[0-9]{1,2})/(?P<d>[0-9]{1,2})\s{0,3}(?:-|to|thru|through)\s{0,3}$"
    rf"|\b(?P<month>{_MONTH}){_B0}(?P<day>[0-9]{{1,2}}){_TH}{_B0}(?:-|to|thru|through|and){_B0}$",
    re.IGNORECASE,
)
_DAYS_OF_MONTH = re.compile(
    rf"\b(?P<month>{_MONTH}){_B0}(?P<first>[0-9]{{1,2}}){_TH}{_B0}(?:-|to|thru|through){_B0}(?P<last>[0-9]{{1,2}}){_TH}"
    rf",?{_B0}(?P<year>{_Y4}|'[0-9][0-9])",
    re.IGNORECASE,
)

# Stretches: a month, a quarter, a year, each with its year.
_STRETCH = re.compile(
    rf"(?<!\w)(?:(?:early|mid|late|the{_B}(?:end|start|beginning|middle){_B}of)[\s-]+)?"
    rf"(?:(?P<month>{_MONTH})[\s,-]*(?:of{_B})?(?P<y0>{_Y4}|'[0-9][0-9])"
    rf"|(?P<m>0?[1-9]|1[0-2])[/-](?P<y1>{_Y4})"
    rf"|q(?P<q>[1-4])[\s,/-]*(?:of{_B})?(?P<y2>{_Y4}|'[0-9][0-9])"
    rf"|(?P<nth>1st|first|2nd|second|3rd|third|4th|fourth){_B}quarter{_B}(?:of{_B})?(?P<y3>{_Y4})"
    rf"|(?P<season>spring|summer|fall|autumn|winter){_B}(?:of{_B})?(?P<y5>{_Y4}|'[0-9][0-9])"
    rf"|(?P<y6>{_Y4}|(?<!\w)'[0-9][0-9]){_B}(?P<season6>spring|summer|fall|autumn|winter)"
    rf"|(?:in|since|before|after|during|until|from|for|dos|year|of|back{_B}in){_B}(?P<y4>(?:19|20)[0-9][0-9]))\b"
    rf"(?!{_B0}(?:visits?|units?))",
    re.IGNORECASE,
)
_SEASONS = {
    "spring": (3, 5),
    "summer": (6, 8),
    "fall": (9, 11),
    "autumn": (9, 11),
    "winter": (1, 3),
}
_QUARTERS = {"1": 1, "f": 1, "2": 2, "s": 2, "3": 3, "t": 3, "4": 4}

# Days without a year, and days that are named from today.
_SHORT = re.compile(
    rf"\b(?:{_LEAD})(?:(?P<m>[0-9]{{1,2}})[/-](?P<d>[0-9]{{1,2}})(?![0-9/-]))"
    rf"|\b(?P<month>{_MONTH}){_B0}(?P<day>[0-9]{{1,2}}){_TH}(?![\w/])(?!{_B0}(?:units?|visits?|muscles?))"
    rf"|(?<!\S)(?P<day2>[0-9]{{1,2}}){_TH}(?:{_B}of)?[\s-]+(?P<month2>{_MONTH})(?!\w)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:(?:on|since|from|for)\s{1,3})?(?:(?P<before>day\s{1,3}before\s{1,3}yesterday)|(?P<yesterday>yesterday)"
    r"|(?P<today>today)|(?P<tomorrow>tomorrow)|(?P<ago>[0-9]{1,3}|an?|one|two|three)\s{1,3}(?P<unit>day|week|month|year)s?\s{1,3}ago"
    r"|(?P<last>last)\s{1,3}(?P<span>week|month|year|quarter)"
    rf"|(?P<which>last|this{_B}past|past){_B}(?P<weekday>{calendar_words.WEEKDAY}))\b",
    re.IGNORECASE,
)
_FEW = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}

# Without a digit, a word for a day or a stretch, no date is named.
_MAY_HOLD = re.compile(r"[0-9]|yesterday|today|tomorrow|\bago\b|\b(?:last|past)\b", re.IGNORECASE)

# What looks like a date and has no year that any calendar has.
_BROKEN = re.compile(
    r"(?<![\w/.-])(?:[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]|[0-9]{3}|[0-9]{5,})|[0-9]{1,2}/[0-9]{3,}/[0-9]{2,4}|[0-9]{3,4}/[0-9]{1,2}/[0-9]{2,4})(?![\w/])"
)
_WORD_AT_NUMBER = re.compile(
    r"\b([a-z]{5,10})\b(?=\.?,?\s{1,3}[0-9])|(?<=[0-9])\s?([a-z]{5,10})\b", re.IGNORECASE
)
_MOST_SLIPS = 2
_HOLD_UP = "Write it as month/day/year: 3/15/2021."


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates in a text, and the text without them.

    `on` is the first day of service and `until` the last, None where it is one day.
    """

    on: date | None
    as_known: date | None
    remaining: str
    until: date | None = None


def take(text: str, today: date | None = None) -> Dates:
    """Take the dates out of a text: "on 3/15/2021", "6/28/21-6/30/21", "as known 2021-03-16".

    A month stands before a day in 3/4/2021. With `today`, which a question has and a change has
    not, days without a year ("dos 6/30") are the latest such day, "yesterday" is read, and a
    misspelt month is mended. Raises `NotUnderstood` for a date that no calendar
    has, and for two dates of service that are no stretch.
    """
    if not _MAY_HOLD.search(text):
        return Dates(None, None, text)
    text = _normal(text)
    if today is not None:
        text = _spelled(unicodedata.normalize("NFKC", text))
    known, text = _take_known(text)
    stretches, text = _take_whole(text)
    if broken := _BROKEN.search(text):
        raise _no_date(broken.group())
    vague = _STRETCH.search(text)
    if vague:
        stretches.append(_stretch(vague, text[: vague.start()]))
        text = _cut(text, vague.start(), vague.end())
    if today is not None:
        relative, text = _take_relative(text, today)
        stretches = stretches or relative  # "the rule of 2021, is it in force today"
    if len(set(stretches)) > 1:
        raise NotUnderstood("That question names two dates.", "Ask about one date at a time.")
    if not stretches:
        return Dates(None, known, text)
    first, last = stretches[0]
    if first == last:
        return Dates(first, known, text)
    if today is None:
        raise _no_one_day(vague.group().strip() if vague else "")
    return Dates(first, known, text, last)


def without_marked(text: str) -> str:
    """The text without numbers that a word marks as a day of this century: "dos 070122".

    Six digits without such a word may number an account, and stay.
    """
    return _AFTER_LEAD.sub(_marked, text)


def _marked(match: re.Match[str]) -> str:
    year, month, day = map(int, _parts(match))
    is_late = year in _OF_SERVICE and month in range(1, 13) and day in range(1, 32)
    return " " if is_late else match[0]


def _no_one_day(vague: str) -> NotUnderstood:
    """What to say of several days, where one is to be kept."""
    if not vague:
        return NotUnderstood("That names two days.", "Give one day at a time.")
    return UnknownWords(f"“{vague}” names no day, and a rule may change on any day.", _HOLD_UP)


def without(text: str) -> str:
    """The text without dates that name their year."""
    return _DATE.sub(" ", _normal(text))


def _normal(text: str) -> str:
    """The text with one kind of dash and slash."""
    return text.translate(_MARKS)


def _spelled(text: str) -> str:
    """The text with months beside a number spelled right."""
    if not any(map(str.isdigit, text)):
        return text
    text = _SPANISH_DATE.sub(lambda match: f"{match[1]} {_SPANISH[match[2].lower()]}", text)
    return _WORD_AT_NUMBER.sub(_month_spelled, text)


def _month_spelled(match: re.Match[str]) -> str:
    word = (match[1] or match[2]).lower()
    months = [name.lower() for name in calendar_words.MONTHS if name[0].lower() == word[0]]
    near = spelling.slipped(word, months, _MOST_SLIPS) if len(word) > len("march") else None
    return match[0].replace(match[1] or match[2], near) if near else match[0]


def _take_known(text: str) -> tuple[date | None, str]:
    """The day of knowing: "as known 2022-01-10"."""
    known: date | None = None
    for match in list(_DATE.finditer(text)):
        if before := _AS_KNOWN.search(text[: match.start()]):
            if known:
                raise NotUnderstood("That question names two dates.", "Ask about one at a time.")
            known, taken = _day(match), text[before.start() : match.end()]
            text = text.replace(taken, " ", 1)
            return known, _no_second(text)
    return None, text


def _no_second(text: str) -> str:
    if any(_AS_KNOWN.search(text[: match.start()]) for match in _DATE.finditer(text)):
        raise NotUnderstood(
            "That question names two days of knowing.", "Ask about one date at a time."
        )
    return text


_Stretch = tuple[date, date]


def _take_whole(text: str) -> tuple[list[_Stretch], str]:
    """Dates with their year, each with the one that it reaches to."""
    taken: list[_Stretch] = []
    while match := _DAYS_OF_MONTH.search(text):
        month, year = calendar_words.month(match["month"]), _year(match["year"])
        first = _made(year, month, int(match["first"]), match.group())
        taken.append(_ordered(first, _made(year, month, int(match["last"]), match.group())))
        text = _cut(text, match.start(), match.end())
    while match := _DATE.search(text) or _AFTER_LEAD.search(text):
        start, end, first = match.start(), match.end(), _day(match)
        last = first
        if (short := _SAME_YEAR.search(text[:start])) and not taken:
            month = calendar_words.month(short["month"]) if short["month"] else int(short["m"])
            day, start = int(short["day"] or short["d"]), short.start()
            first = _made(last.year, month, day, short.group())
        elif other := _end_of_stretch(text, start, end):
            last, end = _day(other), other.end()
        if last == first:
            first = last = first + _beside(text[:start])
        taken.append(_ordered(first, last))
        text = _cut(text, start, end)
    return taken, text


def _beside(before: str) -> timedelta:
    """From the named day to the one that is meant: "before 7/1/2021" is June 30 at the latest."""
    words = before.lower().split()[-2:]
    if words[-1:] == ["before"] or words == ["prior", "to"]:
        return timedelta(days=-1)
    return timedelta(days=int(words[-1:] == ["after"]))


def _end_of_stretch(text: str, start: int, end: int) -> re.Match[str] | None:
    """The date to which the one between `start` and `end` reaches."""
    joined = _AND if _BETWEEN.search(text[:start]) else _TO
    to = joined.match(text, end)
    return _DATE.match(text, to.end()) if to else None


def _stretch(match: re.Match[str], before: str) -> _Stretch:
    """A month, quarter or year from its first day to its last; "before July 2021" is June 30."""
    year = _year(next(match[f"y{n}"] for n in range(7) if match[f"y{n}"]))
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
    beside = _beside(before) or _beside(match.group().split()[0])
    if not beside:
        return first, last
    return _one((first if beside < timedelta(0) else last) + beside)


def _take_relative(text: str, today: date) -> tuple[list[_Stretch], str]:
    """Days without a year, and days named from today."""
    taken: list[_Stretch] = []
    if match := _NAMED.search(text):
        taken.append(_named(match, today))
        text = _cut(text, match.start(), match.end())
    if match := _SHORT.search(text):
        name = match["month"] or match["month2"]
        month = calendar_words.month(name) if name else int(match["m"])
        day = int(match["d"] or match["day"] or match["day2"])
        latest = _latest(month, day, today, match.group().strip())
        taken.append((latest, latest))
        text = _cut(text, match.start(), match.end())
    return taken, text


def _named(match: re.Match[str], today: date) -> _Stretch:
    if match["ago"]:
        number = _FEW.get(match["ago"].lower()) or int(match["ago"])
        days = {"day": 1, "week": 7, "month": 30, "year": 365}[match["unit"].lower()]
        return _one(today - timedelta(days=min(number * days, 36_500)))
    if match["span"]:
        return _last(match["span"].lower(), today)
    if match["weekday"]:
        back = (today.weekday() - calendar_words.weekday(match["weekday"])) % 7
        return _one(today - timedelta(days=back or 7))
    days_back = {"before": 2, "yesterday": 1, "today": 0, "tomorrow": -1}
    days = next(days for name, days in days_back.items() if match[name])
    return _one(today - timedelta(days=days))


def _last(span: str, today: date) -> _Stretch:
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


def _one(day: date) -> _Stretch:
    return day, day


def _latest(month: int, day: int, today: date, typed: str) -> date:
    for year in range(today.year, today.year - 9, -1):
        if month in range(1, 13) and 1 <= day <= monthrange(year, month)[1]:
            latest = date(year, month, day)
            if latest <= today:
                return latest
    raise _no_date(typed)


def _ordered(first: date, last: date) -> _Stretch:
    if last < first:
        raise NotUnderstood(
            "That stretch of dates ends before it begins.", "Write the first date first."
        )
    return first, last


def _cut(text: str, start: int, end: int) -> str:
    """The text without a date and the words that lead to it."""
    return f"{_LEAD_IN.sub(' ', text[:start])} {text[end:]}"


def _day(match: re.Match[str]) -> date:
    year, month, day = _parts(match)
    number = calendar_words.month(month) if month[0].isalpha() else int(month)
    return _made(_year(year), number, int(day), match.group().strip())


def _parts(match: re.Match[str]) -> Iterator[str]:
    named = {name: value for name, value in match.groupdict().items() if value}
    form = next(name[1:] for name in named if name[0] == "y")
    return (named[f"{part}{form}"] for part in "ymd")


def _year(typed: str) -> int:
    digits = typed.lstrip("'")
    return int(digits) if len(digits) > len("21") else 2_000 + int(digits)


def _made(year: int, month: int, day: int, typed: str) -> date:
    try:
        if year not in YEARS:
            raise ValueError
        return date(year, month, day)
    except ValueError:
        raise _no_date(typed, (year, day, month)) from None


def _no_date(typed: str, turned: tuple[int, int, int] | None = None) -> NotUnderstood:
    """What to say of a date that cannot be; "13/1/2026" may be the 13th of January elsewhere."""
    mend = _HOLD_UP
    if turned and turned[0] in YEARS and turned[1] in range(1, 13) and turned[2] in range(13, 32):
        year, month, day = turned
        mend = f"The month comes first: {month}/{day}/{year}, if that is what you mean. {_HOLD_UP}"
    return NotUnderstood(f"{typed} is not a date in the calendar.", mend)
