"""Several days of a month that is named once, each with it: "oct 25 and 26", "9/8, 15 and 22"."""

from __future__ import annotations

import re

from models.understanding.dates.whole_dates import B0, MONTH, TH, Y4, B

_DAY = rf"(?:0?[1-9]|[12][0-9]|3[01]){TH}"
_DAYS = rf"{_DAY}(?:{B0}(?:,{B0}(?:(?:and|&){B})?|\band{B}|&{B0}){_DAY}){{1,9}}(?![\w/-])"
_ENDS = rf"(?={B0}(?:$|[,.;:]|(?:at|by|for|with)\b|[0-9]{{4}}[0-9A-Z]\b))"
_BEHIND = re.compile(
    rf"(?:(?P<month>\b{MONTH}){B}|(?<![\w/-])(?P<number>0?[1-9]|1[0-2])/)(?P<days>{_DAYS})"
    rf"(?:,?{B}(?P<year>{Y4})(?![\w/-]))?{_ENDS}",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?:\bthe{B})?(?<![\w/-])(?P<days>{_DAYS}){B}(?:of{B})?(?P<month>{MONTH})"
    rf"(?:,?{B}(?P<year>{Y4})(?![\w/-]))?",
    re.IGNORECASE,
)
_JOINS = re.compile(r"\band\b|&", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]{1,2}")


def written_out(text: str) -> str:
    """The text with its month beside each day: "oct 25 and oct 26".

    Days between commas alone stay, as the last may be a year: "oct 25, 26".
    """
    if not _JOINS.search(text):
        return text
    return _BEFORE.sub(_each, _BEHIND.sub(_each, text))


def _each(match: re.Match[str]) -> str:
    if not _JOINS.search(match["days"]):
        return match[0]
    number = match.groupdict().get("number")
    year = match["year"] or ""
    days = _NUMBER.findall(match["days"])
    if number:
        return " and ".join(f"{number}/{day}{'/' if year else ''}{year}" for day in days)
    return " and ".join(f"{match['month']} {day} {year}".strip() for day in days)
