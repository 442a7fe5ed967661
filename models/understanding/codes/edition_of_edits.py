"""Which quarter's edits are held here is asked, and no pair of codes."""

from __future__ import annotations

import re

from models.understanding.matter import Matter
from models.understanding.reading import Reading

_EDITS = frozenset("ncci cci edits ptp mue mues".split())
_EDITION = re.compile(
    r"\b(?:which|what) (?:\w+ ){0,3}?(?:quarter|version|edition|year|date|release|file|table)\b"
    r"|\bhow (?:old|current|recent|up to date|fresh|outdated)\b"
    r"|\b(?:your|you (?:have|got|use|hold|on|using)|u (?:have|use))\b[^.?!]{0,40}"
    r"\b(?:quarter\w*|q[1-4]|version|edition|newest|latest|current|updated?|up to date"
    r"|20[0-9]{2})\b"
    r"|\b(?:quarter\w*|q[1-4]|version|edition|newest|latest|current|updated?|20[0-9]{2})\b"
    r"[^.?!]{0,40}\b(?:your|do (?:you|u) (?:have|use|hold)|you (?:on|using))\b"
    r"|\b(?:are|is) (?:your|ur|the) [^.?!]{0,20}\b(?:from|of) (?:this|last|the) (?:quarter|year)\b",
    re.IGNORECASE,
)


def _names_no_pair(reading: Reading) -> bool:
    """Whether no code is named; a pair that is named is answered with its edition."""
    return not (reading.codes.codes or reading.codes.described)


EDITION_HELD = Matter(
    "which ncci quarter do you use", words=(_EDITS,), says=_EDITION, where=_names_no_pair
)
