"""Whether muscles were counted on several days: each session is coded by its own."""

from __future__ import annotations

import re

_DAY = re.compile(
    r"\b(?:today|tomorrow|yesterday|(?:mon|tues?|wednes|thurs?|fri|satur|sun)day|tues?|wed|thurs?"
    r"|(?:next|last|first|second|other|another|each|one) (?:visit|session|day|time|week|appt)"
    r"|[0-9]{1,2}/[0-9]{1,2})\b"
)

_SEVERAL = 2


def are_of_several_days(text: str) -> bool:
    """Whether two days are named: "2 muscles today 2 muscles thursday"."""
    return len(set(_DAY.findall(text.lower()))) >= _SEVERAL
