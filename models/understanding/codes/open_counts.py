"""Tells counts of muscles that fit both codes: "2 or more muscles", "up to 3 muscles"."""

from __future__ import annotations

import re

_OPEN = re.compile(
    r"\b(?:(?P<few>[12]|one|two) ?(?:\+|or more|and up|plus) (?:\w+ )?"
    r"|(?:at least|minimum(?: of)?|min) (?P<least>[12]|one|two) (?:\w+ )?"
    r"|(?:more than|over|above) (?P<over>1|one) (?:\w+ )?"
    r"|(?:up to|at most|max(?:imum)?(?: of)?) (?P<most>[3-9]|three|four|five|six) (?:\w+ )?"
    r"|(?:less than|fewer than|under) (?P<under>[4-9]|four|five|six) (?:\w+ )?)"
    r"(?:muscles?|mm)\b",
    re.IGNORECASE,
)


def is_open(text: str) -> bool:
    """Whether a count says only that it is no less, or no more, and may be few or many."""
    return _OPEN.search(text) is not None
