"""The day of a first visit, and how many were used: "first one 2/2/26, 20 used"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from models.errors import NotUnderstood
from models.understanding.dates import relative_days
from models.understanding.decision_days import DAY

_FIRST = re.compile(
    r"\b(?:first|1st|start(?:ed|ing|s)?|beg[au]n|beginning|(?:visit|session) (?:one|1)|initial"
    rf"|since)\b[^0-9.;?]{{0,40}}?(?<![\w/])(?P<day>{DAY})(?![\w/])",
    re.IGNORECASE,
)
_COUNT = r"(?P<{}>[0-9]{{1,2}})"
_USED = re.compile(
    r"\b(?:used|had|done|did|session|visit)s? (?:up |all |number |no\.? |#)?"
    rf"{_COUNT.format('behind')}(?![\w/:-]|\s?%)"
    rf"|(?<![\w/$.-]){_COUNT.format('before')} (?:of (?:the |his |her |them )?(?:20|twenty) )?"
    r"(?:visits? |sessions? |treatments? |were |have been |are |already ){0,2}"
    r"(?:used|done|so far|down|already|gone|in)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FirstVisit:
    """When a count of visits began, and how many of them were used, None where neither is told."""

    on: date | None = None
    used: int | None = None


def told_in(text: str, today: date) -> FirstVisit:
    """The first visit and the count that a text tells."""
    first, used = _FIRST.search(text), _USED.search(text)
    count = int(used["behind"] or used["before"]) if used else None
    if first is None:
        return FirstVisit(used=count)
    try:
        return FirstVisit(relative_days.take(first["day"], today).on, count)
    except NotUnderstood:
        return FirstVisit(used=count)
