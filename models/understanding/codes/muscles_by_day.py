"""Whether muscles were counted on several days, or in two visits of one day."""

from __future__ import annotations

import re

_DAY = re.compile(
    r"\b(?:today|tomorrow|yesterday|(?:mon|tues?|wednes|thurs?|fri|satur|sun)day|tues?|wed|thurs?"
    r"|(?:next|last|first|second|other|another|each|one) (?:visit|session|day|time|week|appt)"
    r"|[0-9]{1,2}/[0-9]{1,2})\b"
)

# Two visits of one day: no source says whether their muscles add up.
_EARLY = re.compile(r"\b(?:am|morning|before noon)\b")
_LATE = re.compile(r"\b(?:pm|afternoon|evening|tonight|night)\b")

_SEVERAL = 2


def are_of_several_days(text: str) -> bool:
    """Whether two days are named: "2 muscles today 2 muscles thursday"."""
    return len(set(_DAY.findall(text.lower()))) >= _SEVERAL


def are_of_two_visits(text: str) -> bool:
    """Whether two parts of one day are named: "2 muscles in the AM, 2 in the PM"."""
    small = text.lower()
    return _EARLY.search(small) is not None and _LATE.search(small) is not None
