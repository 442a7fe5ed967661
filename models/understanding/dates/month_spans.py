"""Months that a text names together or with a short year, written out: "june thru august 2025"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from models import calendar_words
from models.understanding.dates.whole_dates import B0, MONTH, TH, Y4, B, year_of

# "June thru August 2025", "nov 2024 - jan 2025".
_MONTHS = re.compile(
    rf"\b(?P<first>{MONTH}),?{B0}(?P<year1>{Y4}|'[0-9][0-9])?{B0}(?:-{{1,2}}|\b(?:to|thru|through|until|till|and)\b){B0}"
    rf"(?P<last>{MONTH})\.?,?{B0}(?:of{B})?(?P<year2>{Y4}|'[0-9][0-9])(?![0-9/])",
    re.IGNORECASE,
)

# Behind "in" no day of a month stands: "back in nov 22".
_SHORT_YEAR = re.compile(
    rf"\b(?P<before>(?:back{B})?in{B}(?:early{B}|late{B}|mid{B})?{MONTH}){B0}'?(?P<year>1[5-9]|2[0-9])"
    r"(?![\w/'-])(?!\s{0,3}(?:visits?|units?|sessions?))",
    re.IGNORECASE,
)

# "Aug of 24", "march of '23": no month has a day of a number.
_OF_YEAR = re.compile(
    rf"\b(?P<before>{MONTH})\.?{B}of{B}'?(?P<year>1[5-9]|2[0-9])"
    r"(?![\w/'-])(?!\s{0,3}(?:visits?|units?|sessions?))",
    re.IGNORECASE,
)

# "the 9th of Sept last yr", "in june of this year".
_YEAR_IN_WORDS = re.compile(
    rf"\b(?P<day>{MONTH}(?:{B0}[0-9]{{1,2}}{TH})?|[0-9]{{1,2}}{TH}(?:{B}of)?{B}{MONTH}),?{B}"
    rf"(?:of{B})?(?P<which>last|this){B}y(?:ea)?r\b",
    re.IGNORECASE,
)

# "3/4 thru 6/10 last year", "dos 12/28 and 1/4", "6/28 - 7/3": two days, the year behind or unsaid.
_DAYS = re.compile(
    rf"(?<![\w/.$-])(?P<m1>0?[1-9]|1[0-2])/(?P<d1>0?[1-9]|[12][0-9]|3[01]){B0}"
    rf"(?P<to>-{{1,2}}|\b(?:to|thru|through|until|till|and)\b|&|,){B0}"
    r"(?P<m2>0?[1-9]|1[0-2])/(?P<d2>0?[1-9]|[12][0-9]|3[01])(?![\w/-])"
    rf"(?:,?{B}(?:of{B})?(?:(?P<which>last|this){B}y(?:ea)?r\b|(?P<year>{Y4}|'[0-9][0-9])(?![0-9/-])))?",
    re.IGNORECASE,
)

_BEGINNINGS = frozenset(name.lower() for name in calendar_words.SHORT_MONTHS)

# Since when something has been done, or has hurt, is no day of service: "I have been billing it
# since 2015", "low back pain since 2019".
_HURTS = (
    r"\b(?:pain\w*|c?lbp|aches?|back|neck|shoulder|knee|hip|jaw|sciatica|headaches?|migraines?"
    r"|hurts?|hurting|symptoms?|sore\w*|stiff\w*|spasms?|spasticity|injur(?:y|ed))"
    r"(?: (?:pain|ache|has|have|is|was|been|hurts?|hurting|present|ongoing|constant|on|off|and"
    r"|worse|started|that|it|going|bad)){0,8}[ ,]{1,2}"
)
_HABIT = re.compile(
    rf"(?P<before>\b(?:been|always|only|used to)\b[^.;?]{{0,80}}?|{_HURTS})"
    rf"\b(?:ever )?since(?: about| around)?"
    rf"{B}(?:{MONTH}{B}|[01]?[0-9]/)?(?:in{B})?{Y4}(?![0-9/-])",
    re.IGNORECASE,
)


def written_out(text: str, today: date) -> str:
    """The text with months and short years as whole dates, and without since when a habit holds."""
    text = without_habits(text)
    if "/" in text:
        text = _DAYS.sub(lambda match: _with_years(match, today), text)
    if _BEGINNINGS.isdisjoint([word[:3] for word in text.lower().split()]):
        return text
    text = _YEAR_IN_WORDS.sub(lambda match: _with_number(match, today), text)
    for short in (_SHORT_YEAR, _OF_YEAR):
        text = short.sub(lambda match: _with_year(match, today), text)
    return _MONTHS.sub(_as_days, text)


def _with_years(match: re.Match[str], today: date) -> str:
    """Two days with the year of the last one, or with the latest that lets both lie behind."""
    first, last = ((int(match[f"m{n}"]), int(match[f"d{n}"])) for n in (1, 2))
    if match["year"]:
        year = year_of(match["year"])
    elif match["which"]:
        year = today.year - (match["which"].lower() == "last")
    else:
        year = today.year - (last > (today.month, today.day))
    begins = year - (first > last)
    return f"{first[0]}/{first[1]}/{begins} - {last[0]}/{last[1]}/{year}"


def without_habits(text: str) -> str:
    """The text without since when something has been done."""
    if "since" not in text.lower():
        return text
    return _HABIT.sub(lambda match: match["before"], text)


def _with_number(match: re.Match[str], today: date) -> str:
    """A day or month with the year's number."""
    return f"{match['day']} {today.year - (match['which'].lower() == 'last')}"


def _with_year(match: re.Match[str], today: date) -> str:
    """A month with its year in full; one still ahead is read as a day."""
    year = year_of(match["year"])
    return f"{match['before']} {year}" if year <= today.year else match[0]


def _as_days(match: re.Match[str]) -> str:
    """Two months as the first and the last of their days."""
    first, last = calendar_words.month(match["first"]), calendar_words.month(match["last"])
    year = year_of(match["year2"])
    begins = year_of(match["year1"]) if match["year1"] else year - (first > last)
    return f"{first}/1/{begins} - {last}/{monthrange(year, last)[1]}/{year}"
