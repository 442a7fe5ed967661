"""Days of service in a list, as the stretch from the first to the last: "1/9, 1/11 and 1/16".

One rule may hold on all of them or change between two, so the first and the last decide.
"""

from __future__ import annotations

import re

from models import calendar_words
from models.understanding.dates.whole_dates import B0, MONTH, TH, Y4, B

_DAY = r"(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12][0-9]|3[01])(?![0-9])"
_BETWEEN = rf"(?:{B0},?{B0}(?:\band\b|&){B0}|{B0}[,;]{B0}|{B})"
_IN_DIGITS = re.compile(
    rf"(?<![\w/.$-])(?P<first>{_DAY})(?![\w/-])(?:{_BETWEEN}{_DAY}(?![\w/-])){{1,30}}"
    rf"{_BETWEEN}(?P<last>{_DAY}(?:/{Y4}|/[0-9]{{2}})?)(?![\w/-])",
    re.IGNORECASE,
)

# "Jan 9, 11 and 16", "Jan 9, Jan 11, Jan 16": with "and", or the month said again.
_NUMBER = rf"(?:0?[1-9]|[12][0-9]|3[01])(?![0-9]){TH}"
_ELSE = (
    r"(?!\s{0,3}(?:visits?|units?|sessions?|muscles?|min\w*|h(?:ou)?rs?|patients?|pts?|more|others?"
    r"|days?|weeks?|months?|times?|needles?|of|x|%)\b)"
)
_DAY_OF = rf"(?:{MONTH}{B0})?{_NUMBER}"
_AND = rf"{B0},?{B0}(?:\band\b|&){B0}"
_SHORT_YEAR = r"'?(?:1[5-9]|2[0-9])(?![0-9/])"
# A day goes on where another one follows: each is looked at once, however long the list. The number
# at the end of "Jan 9, Jan 11, 26" is a year.
_GOES_ON = (
    rf"(?=(?:{_AND}{_DAY_OF}|{B0},?{B0}{MONTH}{B0}{_NUMBER}"
    rf"|{B0},{B0}(?!{_SHORT_YEAR}(?!{B0}(?:,|and\b|&))){_NUMBER}))"
)
_IN_WORDS = re.compile(
    rf"\b(?P<first>{MONTH}{B0}{_NUMBER})(?P<inner>(?:{B0},{B0}{_DAY_OF}{_GOES_ON}){{0,30}}+)"
    rf"(?:{_AND}(?:(?P<month>{MONTH}){B0})?(?P<day>{_NUMBER})"
    rf"|{B0},?{B0}(?P<again>{MONTH}){B0}(?P<last>{_NUMBER}))"
    rf"(?:,?{B0}(?P<year>{Y4}(?![0-9/])|{_SHORT_YEAR}))?(?![\w/:-]){_ELSE}"
    rf"(?!{B0}(?:,|and\b|&){B0}{_DAY_OF})",
    re.IGNORECASE,
)
_MONTHS = re.compile(MONTH, re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]+")


def as_stretch(text: str) -> str:
    """The text with each list of days as its first and last."""
    if text.count("/") > 1:
        text = _IN_DIGITS.sub(r"\g<first> - \g<last>", text)
    small = text.lower()
    if any(month.lower() in small for month in calendar_words.SHORT_MONTHS):
        text = _IN_WORDS.sub(_of_months, text)
    return text


def _of_months(match: re.Match[str]) -> str:
    """The first and the last day in digits; a day without its month is of the one before it."""
    named = _MONTHS.findall(match["first"] + match["inner"])
    last = match["month"] or match["again"] or named[-1]
    year = f"/{match['year'].removeprefix(chr(39))}" if match["year"] else ""
    begins = _in_digits(named[0], match["first"])
    return f"{begins} - {_in_digits(last, match['day'] or match['last'])}{year}"


def _in_digits(month: str, day: str) -> str:
    number = _DIGITS.findall(day)[0]
    return f"{calendar_words.month(month)}/{int(number)}"
