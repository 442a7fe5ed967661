"""Tells heads and other parts of one muscle, which no source counts apart: "all three heads"."""

from __future__ import annotations

import re

_PART = (
    r"(?:upper|middle|mid|lower|anterior|posterior|medial|lateral|ant|post|long|short|superficial"
    r"|deep|clavicular|sternal|front|rear)"
)
_JOIN = r"(?: (?:and|n|or|plus|vs|the))*"
_OF_PARTS = r"(?:traps?|trapezius|delt\w*|pecs?|gastroc\w*|bicep\w*|tricep\w*)"

PARTS = (
    rf"{_PART}{_JOIN} {_PART}(?:{_JOIN} {_PART})? (?:{_OF_PARTS}|heads?|fibers?|portions?)"
    rf"|{_OF_PARTS}(?: the| its)? {_PART}{_JOIN} {_PART}"
    rf"|{_PART} (?P<one>traps?|trapezius|delt\w*){_JOIN} {_PART} (?P=one)"
    r"|(?:both|all|two|three|four|several|each|every|[2-4])(?: of)?(?: the| its| their)?"
    r"(?: two| three| four| [2-4])? heads?"
    rf"|{_PART} heads?{_JOIN} {_PART} heads?"
)
"""A pattern of several parts of one muscle."""

_PARTS = re.compile(rf"\b(?:{PARTS})\b")


def are_parts_of_one(plain: str) -> bool:
    """Whether several parts of one muscle are named, which a count of muscles may count."""
    return _PARTS.search(plain) is not None
