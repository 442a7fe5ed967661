"""Birth dates in every form that is typed, and ages above 89.

A date before the earliest year of service counts as one: "3/4/61", "03-04-1961", "March 4 1961",
"4 mar 61", "4-Mar-61", "04MAR1961", "19610304", "LG-2-15-80", "3 4 1961", "03/1961". So does any date
or year behind a word for birth: "born '61", "DOB 3/4", "d.o.b. March 4", "turns 67 on 3/4", and what is
told from today: "turned 18 yesterday".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from models.calendar_words import SHORT_MONTHS, WEEKDAY, WEEKDAYS
from models.privacy.identity_kinds import Span
from models.privacy.scan import Scan, first

_CENTURY: Final = 100
_PIVOT: Final = 32  # "3/12/84" is 1984, "3/12/31" is 2031

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary|r)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|enero|febrero|marzo|abril|mayo"
    r"|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)\b\.?"
)
_GLUED_MONTH = rf"(?!decid|decis)(?:{'|'.join(SHORT_MONTHS).lower()})[a-z]{{0,6}}+"
_M, _D = r"(?:0?[1-9]|1[0-2])", r"(?:0?[1-9]|[12]\d|3[01])"
_Y4, _Y = r"(?:18|19|20)\d\d", r"(?P<year>(?:18|19|20)\d\d|'?\d\d)"
_FRONT = r"(?<![\d.$])(?<!\d[-/])"

_IN_DIGITS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_FRONT}(?P<year>{_Y4})[-/. ]{_M}[-/. ]{_D}(?![\d.-])",
        rf"{_FRONT}{_D} ?([-/_\\|]) ?{_D} ?\1 ?{_Y}(?![\d/]|-\d|\.\d)(?! ?(?:visits?|units?|sessions?|muscles?|min)\b)",
        rf"{_FRONT}{_D}\.{_D}\.(?P<year>{_Y4}|\d\d)(?![\d-]|\.\d)",
        rf"(?<![\w.-]){_D} {_D} (?P<year>(?:18|19|20)\d\d)\b(?! ?(?:visits?|units?|min|codes?))",
        rf"(?<![\w.-]){_M} {_D} (?P<year>[3-9]\d)(?![\w.-])(?! ?(?:min|visits?|units?|days?|left|%|mod))",
        r"(?<![\w.-])(?P<year>(?:19|20)\d\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)",
        r"(?<![\d.-])(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?P<year>(?:19|20)\d\d)(?!\d)",
        r"(?<![\w.-])(?P<year>[4-9]\d)[-/](?:0[1-9]|1[0-2])[-/](?:0[1-9]|[12]\d|3[01])(?![\w-])",
    )
)
_WITH_MONTH: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\w)(?:\d{{1,2}}|[a-z]{{3,12}}+) de {_MONTH} (?:del? )?(?P<year>{_Y4}|\d\d)(?![\w:])",
        rf"\b{_MONTH}[ -]{{0,2}}\d{{1,2}}(?:st|nd|rd|th)?,?[ -]{{1,2}}(?:of )?(?P<year>{_Y4})\b",
        rf"\b(?<!on ){_MONTH}[ -]\d{{1,2}}(?:st|nd|rd|th)?,?[ -]{{1,2}}(?P<year>'?\d\d)(?![\w:/.])"
        r"(?! ?(?:min|visits?|units?|days?|left|%|am|pm))",
        rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of|-|/)? ?{_MONTH},?[ /-]{{0,2}}(?P<year>{_Y4}|'?\d\d)(?![\w:])"
        r"(?! ?(?:min|visits?|units?|days?))",
        rf"(?<![\w])\d{{1,2}}[-/ ]?{_GLUED_MONTH}[-/ ]?(?P<year>{_Y4}|\d\d)(?![\w])",
        rf"\b{_GLUED_MONTH}[-/]\d{{1,2}}[-/](?P<year>{_Y4}|\d\d)(?!\w)",
    )
)
_DATES: Final = (*_IN_DIGITS, *_WITH_MONTH)

# A month of a year says less, and rules have those too: only the last century's count.
_MONTH_OF_YEAR = re.compile(rf"\b{_MONTH}(?: \w{{3,12}}+)?,? (?P<year>19[0-8]\d)\b", re.IGNORECASE)
_MONTH_IN_DIGITS = re.compile(
    rf"{_FRONT}(?:0?[1-9]|1[0-2])[-/](?P<year>19[0-8]\d)(?![\d/-])", re.IGNORECASE
)
_MONTH_STARTS: Final = frozenset({*map(str.lower, SHORT_MONTHS), "ene", "abr", "ago", "dic"})

_BIRTH = (
    r"(?:d[. /]{0,2}o[. /]{0,2}b\b\.?|(?:date|day|year|month) of birth|birth ?-?(?:date|day|year)|bir(?:th)?d(?:ate|ay)"
    r"|b-?day|(?<!new)born|yob|b\. ?date|birthdt|bd|fecha de nac(?:imiento)?|f\.? ?nac|nacid[oa]|nacio|geb\.?|n[eé]e)"
)
_CUES: Final = frozenset(
    """dob d o b birth birthdate birthday bday bdate birthdt born yob day bd nacimiento nacido nacida nacio
    nac geb nee turn turns turned turning be bithday birday bithdate""".split()
)
_SOON = (
    rf"(?:'?\d\d\b|(?:18|19|20)\d\d\b|\d{{1,4}} ?[/.\\-] ?\d|\d{{1,2}} \d{{1,2}}\b|\d{{6,8}}\b|{_MONTH}"
    rf"|{_GLUED_MONTH}\d|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? ?{_MONTH}|\d{{1,2}}{_GLUED_MONTH})"
)
_LINK = r"(?:[\s:.,#='\"(-]|is|in|on|of|the|was|around|about|back|el|en|del?){0,10}+"
_BORN = re.compile(rf"\b{_BIRTH}{_LINK}{_SOON}", re.IGNORECASE)
_B_DOT = re.compile(rf"(?<![\w.])b(?:\.|:) ?{_SOON}", re.IGNORECASE)
_TURNS = re.compile(
    rf"\b(?:turn(?:s|ed|ing)?|will be) \d{{1,3}} (?:on|this|next|in) (?:the )?{_SOON}",
    re.IGNORECASE,
)
_HAS_BIRTHDAY = re.compile(
    rf"\b(?:'s|his|her|their) (?:\d+\w\w )?b(?:irth|-)?day (?:is|was|on|falls)\b.{{0,12}}?{_SOON}",
    re.IGNORECASE,
)

# Told from today, a birthday is as whole: "turned 18 yesterday", "her birthday is Friday", "70 today".
_DAY_WORDS: Final = frozenset({"today", "yesterday", "tomorrow", *map(str.lower, WEEKDAYS)})
_RELATIVE = (
    r"(?:(?:just )?(?:today|yesterday|tomorrow)"
    rf"|(?:on |last |this |next |this past |this coming ){WEEKDAY})\b(?! of)"
)
_BIRTHDAY_NEAR: Final = (
    re.compile(
        rf"\b(?:turn(?:s|ed|ing)|(?:s?he|who)(?:'s| is| was| will be)) \d{{1,3}} {_RELATIVE}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:'s|\bhis|\bher|\btheir) (?:\d+\w\w )?b(?:irth|-)?day (?:is |was |falls )?{_RELATIVE}",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:today|yesterday|tomorrow) (?:is|was) (?:his|her|their) (?:\d+\w\w )?b(?:irth|-)?day\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\bhappy (?:\w+ )?b(?:irth|-)?day\b[^.!?\n]{{0,40}}?\b\d{{1,3}} {_RELATIVE}",
        re.IGNORECASE,
    ),
)

_DAY_NUMBER = re.compile(r"0?[1-9]|[12]\d|3[01]")
_DAYS_OF_MONTH = re.compile(
    rf"{_MONTH} (?P<first>\d{{1,2}})(?:st|nd|rd|th)?(?P<to> ?- ?|, ?| )(?P<next>[1-9]\d?)",
    re.IGNORECASE,
)
_MORE_DAYS = re.compile(
    r" ?(?P<mark>,|&|and\b|) ?(?:and )?(?P<day>\d{1,2})\b"
    r"(?![/.-]| ?(?:visits?|units?|min|days?|left|%|am|pm|x)\b)",
    re.IGNORECASE,
)
_BEFORE_A_DAY = re.compile(rf"{_MONTH} (?:\d{{1,2}}(?:, ?| )){{0,12}}\Z", re.IGNORECASE)
_NEXT_MONTH = re.compile(rf",? ?(?:and )?{_MONTH}(?=,| ?\Z| (?:\d|and\b|&))", re.IGNORECASE)
_BOOKS = re.compile(r"\s{0,2}(?:un)?book\b", re.IGNORECASE)
_LONGEST_LIST: Final = 64
_OF_ALIAS = re.compile(r"[A-Za-z]{2}-\Z")

_POLICY = re.compile(
    r"\b(?:policy|guideline|section|rule|chapter|bulletin|cpb|ncd|lcd|mp|code)(?: ?\#| no\.?| number| id)?:? ?\Z"
)
_LOOK_BACK: Final = 24

# 45 CFR 164.514(b)(2)(i)(C): all ages over 89. "90+" and "over 90" are the category that it allows.
_AGE_WORDS: Final = frozenset(
    "age aged ages turn turns turned turning he she hes shes pt patient who".split()
)
_OLD = re.compile(
    r"(?<![\w.$#-])(?:9\d|1[01]\d)[- ]?(?:y/?\.?o\b|yrs?\.?[- ]?old|years?[- ]old|y\.o\.|yr/o|year old"
    r"|(?:yo|y/o)?[mf]\b(?!\w))"
    r"|(?<![\w.$#-])(?:9\d|1[01]\d)(?:th|st|nd|rd) (?:birth|b-?)day",
    re.IGNORECASE,
)
_AGED = re.compile(
    r"\b(?:age[ds]?:? (?:is |of )?|turn(?:s|ed|ing) |(?:s?he|pt|patient|who)(?:'s| is| was) (?:about |almost )?(?=\d{2,3} (?:with|and (?:has|frail|wants)|w/|on)))(?:9\d|1[01]\d)\b(?! ?(?:degrees?|deg|°|%|percent|visits?|days?|\+|and (?:over|older|up)|or (?:over|older)|plus|to|-))",
    re.IGNORECASE,
)


def find(scan: Scan, earliest_year: int) -> Span | None:
    """Where the first birth date stands. A date before `earliest_year` counts as one."""
    told: tuple[re.Pattern[str], ...] = ()
    if scan.has(_CUES):
        told = (_BORN, _B_DOT, _TURNS, _HAS_BIRTHDAY)
    told += _BIRTHDAY_NEAR if scan.has(_DAY_WORDS) else ()
    born = first(match for pattern in told if (match := pattern.search(scan.text)))
    early = (m for m in _dates(scan) if full_year(m["year"]) < earliest_year) if scan.digits else ()
    dates = (m for m in early if not (_is_policy(scan, m) or _is_booking(scan.text, m)))
    return born or first(dates)


def _is_booking(text: str, match: re.Match[str]) -> bool:
    """Whether what looks like a year is a day of the month: "ELM-1 Dec 10", "Dec 8-18".

    The number before it ends an alias then, or is the first of some days, or has its own month
    before it: "Sep 15 Sep 17"; or the year has its own behind it: "25 Jul 26 Jul".
    """
    if not _DAY_NUMBER.fullmatch(match["year"]):
        return False
    if days := _DAYS_OF_MONTH.fullmatch(match[0]):
        return int(days["first"]) < int(days["next"]) and _is_days(text, match.end(), days)
    if not match[0][:1].isdigit() or " " not in match[0]:
        return False
    before = text[max(0, match.start() - _LONGEST_LIST) : match.start()]
    return bool(_OF_ALIAS.search(before) or _BEFORE_A_DAY.search(before)) or (
        _NEXT_MONTH.match(text, match.end()) is not None
    )


def _is_days(text: str, end: int, days: re.Match[str]) -> bool:
    """Whether two numbers behind a month are days of it: "Dec 8-18", "Dec 10, 12 and 15", "Dec 1 8 15".

    So they are where a third or another month goes on with the list: "Oct 27, 28, Nov 15"; and of two
    alone where visits are booked: "book ELM-1 Dec 10, 12".
    """
    if "-" in days["to"] or ("," in days["to"] and _BOOKS.match(text)):
        return True
    more = _MORE_DAYS.match(text, end)
    if more and (more["mark"] or int(more["day"]) > int(days["next"])):
        return True
    return "," in days["to"] and _NEXT_MONTH.match(text, end) is not None


def _is_policy(scan: Scan, match: re.Match[str]) -> bool:
    """Whether what looks like a date numbers a policy or a section: "policy 11.01.53"."""
    return "." in match[0] and bool(_POLICY.search(scan.before(match.start(), _LOOK_BACK)))


def find_age(scan: Scan) -> Span | None:
    """Where an age above 89 stands."""
    aged = _AGED.finditer(scan.text) if scan.has(_AGE_WORDS) else ()
    return first(scan.at_digits(_OLD)) or first(aged)


def _dates(scan: Scan) -> Iterator[re.Match[str]]:
    """Every whole date, and months of the last century; the group `year` holds its year."""
    yield from scan.at_digits(*_IN_DIGITS, _MONTH_IN_DIGITS)
    if _MONTH_STARTS.isdisjoint(word[:3] for word in scan.words):
        return
    for pattern in (*_WITH_MONTH, _MONTH_OF_YEAR):
        yield from pattern.finditer(scan.text)


def is_date(text: str) -> bool:
    """Whether a text is a date and nothing else."""
    return any(pattern.fullmatch(text) for pattern in _DATES)


def full_year(digits: str) -> int:
    """The year that two or four digits mean."""
    year = int(digits.lstrip("'"))
    if year >= _CENTURY:
        return year
    return year + (2_000 if year < _PIVOT else 1_900)
