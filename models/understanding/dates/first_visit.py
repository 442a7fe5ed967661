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
# Whether a count begins on a day is asked, and tells no visit: "do the visits start over Jan 1".
_OVER = re.compile(r"\b(?:over|again|anew|afresh|fresh|back)\b", re.IGNORECASE)
_PRESENT = re.compile(r"(?:start|begin)(?:s|ning)?\b", re.IGNORECASE)
_ASKED = re.compile(
    r"\b(?:do|does|did|doesn't|don't|will|would|should|can|when|if|whether|is|are)\b[^.,;?!]*$",
    re.IGNORECASE,
)
_OF_COUNT = re.compile(
    r"\b(?:visits?|sessions?|years?|counts?|counters?|limits?|caps?|benefits?|windows?|periods?"
    r"|clocks?|allowances?|medicare(?:'s)?|cms|20|twenty|it|they),?\s{1,3}$",
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
    first, used = _first(text), _USED.search(text)
    count = int(used["behind"] or used["before"]) if used else None
    if first is None:
        return FirstVisit(used=count)
    try:
        return FirstVisit(relative_days.take(first["day"], today).on, count)
    except NotUnderstood:
        return FirstVisit(used=count)


def _first(text: str) -> re.Match[str] | None:
    """A word of beginning and the day behind it, as far as these are of a visit."""
    found = _FIRST.search(text)
    while found and _is_of_count(text, found):
        found = _FIRST.search(text, found.start() + 1)
    return found


def _is_of_count(text: str, first: re.Match[str]) -> bool:
    """Whether a word of beginning is of a count that may begin anew, and of no visit."""
    before = text[: first.start()]
    if _OVER.search(text, first.start(), first.start("day")):
        return True
    is_present = _PRESENT.match(first.group()) is not None
    return is_present and bool(_OF_COUNT.search(before) or _ASKED.search(before))
