"""The forms of a whole date: patterns, and the day that a match of one is.

A month stands first where digits alone are typed; what no American date can be is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from models import calendar_words, spelling
from models.errors import NoSuchDate

YEARS = range(1900, 2200)
"""What lies outside is a slip, and sums of days with it leave the calendar."""

_MARKS = str.maketrans(
    dict.fromkeys("‐‑‒–—−", "-") | {"’": "'", "‘": "'", "⁄": "/", "∕": "/", "\\": "/"}
)
# Blanks between words, and where there may be none: few, so that no text is searched for long.
B, B0 = r"\s{1,3}", r"\s{0,3}"

MONTH = calendar_words.MONTH + r"\b\.?"
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
    rf"\b([0-9]{{1,2}}){B}de{B}({'|'.join(_SPANISH)})(?:{B}del?)?\b",
    re.IGNORECASE,
)
_GLUED = r"(?:" + "|".join(calendar_words.SHORT_MONTHS).lower() + r")[a-z]{0,6}"
Y4 = r"(?:18|19|20|21)[0-9][0-9]"
_YEAR = r"(?:[0-9]{4}|'?[0-9][0-9])(?![0-9/])"
_TIME = (
    r"(?:[T ]\s{0,3}[0-9]{1,2}:[0-9][0-9](?::[0-9][0-9](?:\.[0-9]+)?)?\s?(?:z\b|[ap]\.?m\b\.?)?)?"
)
TH = r"(?:st|nd|rd|th)?"

# Whole dates. The groups are numbered by form, for a pattern may hold no name twice.
_FORMS = (
    rf"(?P<y0>[0-9]{{4}})[-/.](?P<m0>[0-9]{{1,2}})[-/.](?P<d0>[0-9]{{1,2}})(?![0-9]){_TIME}",
    rf"(?P<m1>[0-9]{{1,2}})(?P<s1>\s?[-/.]\s?)(?P<d1>[0-9]{{1,2}})(?P=s1)(?P<y1>{_YEAR}){_TIME}",
    rf"(?P<y2>{Y4})(?P<m2>0[0-9]|1[0-2])(?P<d2>[0-3][0-9])(?![0-9])(?:[0-9]{{4}}(?![0-9]))?",
    rf"(?P<m3>[0-9][0-9])(?P<d3>[0-9][0-9])(?P<y3>{Y4})(?![0-9])",
    rf"(?P<m4>{MONTH})[\s,-]*(?:the{B})?(?P<d4>[0-9]{{1,2}}){TH}(?![0-9]),?(?:{B}of)?[\s,-]*(?P<y4>{_YEAR})",
    rf"(?P<d5>[0-9]{{1,2}}){TH}(?:{B}(?:day{B})?of)?[\s-]*(?P<m5>{MONTH}),?(?:{B}of)?[\s-]*(?P<y5>{_YEAR})"
    rf"(?!,?{B}{Y4}(?![0-9]))",
    rf"(?P<d6>[0-9]{{1,2}})(?P<m6>{_GLUED})(?P<y6>{_YEAR})",
    rf"(?P<y7>{Y4})[\s-]+(?P<m7>{MONTH})[\s-]*(?P<d7>[0-9]{{1,2}})(?![0-9]){TH}",
    r"(?<!cpb )(?<!policy )(?<!number )"
    rf"(?P<m9>0[1-9]|1[0-2])(?P<d9>[0-3][0-9])[ /-](?P<y9>{Y4})(?![0-9])",
    rf"(?P<m8>[0-9]{{1,2}}) (?P<d8>[0-9]{{1,2}}) (?P<y8>{Y4})(?![0-9])(?!{B0}(?:visits?|units?))",
)
DATE = re.compile(rf"(?<![\w/.$'])(?<![a-z]-)(?:{'|'.join(_FORMS)})\b", re.IGNORECASE)

_SERVICE = (
    r"(?:d\.?o\.?s\b\.?|dates?\s{1,3}of\s{1,3}(?:service|svc|treatment|visit)|(?:service|svc|visit|treatment)"
    r"\s{1,3}dates?|(?:from|thru|through)\s{1,3}dates?)"
)
LEAD = (
    rf"(?:(?:for|on|with|the|and|a|of|in|as{B}of|back|was|is|were){B}){{0,3}}{_SERVICE}{B0}(?:(?:of|was|is|on|from)\b{B0})?[:=#-]?{B0}"
    r"|(?:seen|treated|visit|visits|billed|performed|done|rendered|effective)\s{1,3}(?:back\s{1,3})?on\s{1,3}"
    r"|prior\s{1,3}to\s{1,3}|(?:back\s{1,3})?(?:on|as\s{1,3}of|in|during|for|since|before|after|from|around|until|through|thru)\s{0,3}:?\s{1,3}(?:the\s{1,3})?"
    r"|between\s{1,3}"
    r"|(?:dtp\W*)?(?:472\W*)?r?d8\s?[:*]\s?"
)
_LEAD_IN = re.compile(rf"\b(?:{LEAD})$")  # of small letters: read in a third of the time

# Dates that only words before them tell from other numbers: "dos 063021", "on 010522".
AFTER_LEAD = re.compile(
    rf"\b{_SERVICE}{B0}(?:of|was|is|on|from)?{B0}[:=#-]?{B0}"
    r"(?:(?P<m0>[0-9][0-9])(?P<d0>[0-9][0-9])(?P<y0>[0-9][0-9])(?![0-9])|(?P<m1>[0-9]{1,2})\s(?P<d1>[0-9]{1,2})\s(?P<y1>[0-9][0-9])(?![0-9]))"
    rf"|(?:(?<!born )(?<!dob )\b(?:on|dated?)|(?<=service )from|(?<=services )from"
    rf"|(?<=[0-9]{{6}} )(?:to|thru|through)){B0}"
    r"(?P<m2>0[1-9]|1[0-2])(?P<d2>0[1-9]|[12][0-9]|3[01])(?P<y2>1[5-9]|2[0-9])(?![0-9])",
    re.IGNORECASE,
)
_WORD_AT_NUMBER = re.compile(
    r"\b([a-z]{5,10})\b(?=\.?,?\s{1,3}[0-9])|(?<=[0-9])\s?([a-z]{5,10})\b", re.IGNORECASE
)
_MOST_SLIPS = 2
_MONTHS_BY_LETTER = {
    letter: [name for name in map(str.lower, calendar_words.MONTHS) if name[0] == letter]
    for letter in "jfmasond"
}

# Every date of digits holds a number that cannot be a code, which has five.
NUMBER = re.compile(r"(?<![0-9])(?:[0-9]{1,4}|[0-9]{6,})(?![0-9])")
# So many characters before a date are searched for words that lead to it.
LONGEST_LEAD = 80

HOLD_UP = "Write it as month/day/year: 3/15/2021."


# The letter o for a nought: "5/1/2o25".
_LETTER_O = re.compile(
    r"(?<![\w/])[0-9o]{1,2}/[0-9o]{1,2}/(?:2[0o])?[0-9o]{2}(?![\w/])", re.IGNORECASE
)


def normal(text: str) -> str:
    """The text with one kind of dash and slash, and noughts that were typed as letters."""
    if "/" in text and ("o" in text or "O" in text):
        text = _LETTER_O.sub(lambda match: match[0].lower().replace("o", "0"), text)
    return text.replace("\\", "/") if text.isascii() else text.translate(_MARKS)


def spelled(text: str) -> str:
    """The text with months beside a number spelled right."""
    if "de" in text.lower():
        text = _SPANISH_DATE.sub(lambda match: f"{match[1]} {_SPANISH[match[2].lower()]}", text)
    return _WORD_AT_NUMBER.sub(_month_spelled, text)


def _month_spelled(match: re.Match[str]) -> str:
    word = (match[1] or match[2]).lower()
    months = _MONTHS_BY_LETTER.get(word[0]) if len(word) > len("march") else None
    near = spelling.slipped(word, months, _MOST_SLIPS) if months else None
    return match[0].replace(match[1] or match[2], near) if near else match[0]


def cut(text: str, start: int, end: int) -> str:
    """The text without a date and the words that lead to it."""
    near = max(0, start - LONGEST_LEAD)
    before = text[near:start]
    lower = before.lower()
    lead = _LEAD_IN.search(lower if len(lower) == len(before) else before)
    if lead:
        return f"{text[: near + lead.start()]}  {text[end:]}"
    return f"{text[:start]} {text[end:]}"


def day_of(match: re.Match[str]) -> date:
    """The day of a match of `DATE`. Raises `NotUnderstood` for one that no calendar has."""
    year, month, day = parts_of(match)
    number = calendar_words.month(month) if month[0].isalpha() else int(month)
    return made(year_of(year), number, int(day), match.group().strip())


def parts_of(match: re.Match[str]) -> Iterator[str]:
    """Year, month and day of a match, as they were typed."""
    form = (match.lastgroup or "")[1:]
    return (match[f"{part}{form}"] for part in "ymd")


def year_of(typed: str) -> int:
    """The year; two digits are of this century."""
    digits = typed.lstrip("'")
    return int(digits) if len(digits) > len("21") else 2_000 + int(digits)


def made(year: int, month: int, day: int, typed: str) -> date:
    """The day. Raises `NotUnderstood`, with what was typed, for one that no calendar has."""
    try:
        if year not in YEARS:
            raise ValueError
        return date(year, month, day)
    except ValueError:
        raise no_date(typed, (year, day, month)) from None


def no_date(typed: str, turned: tuple[int, int, int] | None = None) -> NoSuchDate:
    """What to say of a date that cannot be; "13/1/2026" may be the 13th of January elsewhere."""
    mend = HOLD_UP
    if turned and turned[0] in YEARS and turned[1] in range(1, 13) and turned[2] in range(13, 32):
        year, month, day = turned
        mend = f"The month comes first: {month}/{day}/{year}, if that is what you mean. {HOLD_UP}"
    return NoSuchDate(f"{typed} is not a date in the calendar.", mend)
