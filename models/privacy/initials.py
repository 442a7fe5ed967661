"""Initials of a person, told as such or with a date or an age beside them.

"initials JD", "pt J.D.", "J.D. 3/4", "J.D. (67M)", "JD b. 3/4"; "JD 3/4" where an alias stands. No
initials: "N.C.", "PT 11/20" elsewhere. Initials with a whole birth date are found by that.
"""

from __future__ import annotations

import re
from typing import Final

from models.calendar_words import SHORT_MONTHS
from models.privacy.kinds import Span
from models.privacy.scan import Scan

_DOTTED = r"(?P<initials>[A-Z]\.? ?[A-Z]\.(?: ?[A-Z]\.)?)"
_MONTH = rf"(?:{'|'.join(SHORT_MONTHS).lower()})"
_GAP = r"[\s,;:(-]{1,3}+"
_DAY = (
    r"(?:0?[1-9]|1[0-2])[-/](?:0?[1-9]|[12]\d|3[01])\b"
    rf"|\d{{1,2}} ?{_MONTH}|{_MONTH}[a-z]{{0,6}}+ \d|dob|d\.o\.b|born"
)
_BESIDE = rf"{_GAP}(?:{_DAY}|\d{{1,3}} ?(?:y/?o|yr|year|[MF]\b)|\d\d\b(?![-.\d]))"
_TOLD: Final = frozenset({"initial", "initials"})
_PATTERNS: Final = (
    re.compile(
        r"\b(?i:initials?)(?i:[\s:=]|are|is|of|the){0,5}+(?P<initials>[A-Za-z]\.? ?[A-Za-z]\.?(?: ?[A-Za-z]\.?)?)(?!\w)"
    ),
    re.compile(rf"\b(?i:pt|patient|client|member|for|Mr|Ms|Mrs)[.:]? {_DOTTED}(?!\w)"),
    re.compile(
        r"\b(?i:pt|patient|client)[.:]? [\"'(]?(?P<initials>[a-z]\. ?[a-z]\.(?: ?[a-z]\.)?)(?![\w.])"
    ),
    re.compile(rf"(?<![\w.]){_DOTTED}(?i:{_BESIDE})"),
)
_IN_SLOT = re.compile(
    rf"\s{{0,4}}+(?P<initials>[A-Za-z]\.?[- ]?[A-Za-z]\.?(?:[- ]?[A-Za-z]\.?)?)(?i:{_GAP}(?:{_DAY}))"
)

# Letters with points that are no person's: places, professions, degrees, words.
NO_INITIALS: Final = frozenset(
    """nc sc nd sd nh nj nm ny ri wv dc us usa uk pt ot dc md do np pa rn lac dpt ptc ats atc dom
    ap am pm eg ie vs ba bs ma ms phd pc pllc llc inc co dba po pob st id ph ss et al op cit hr ma
    rt lt ue le mo wa va ga la ca fl ar az ky ct de me mi mn mt ne nv oh ok or pa tn
    tx ut vt wi wy hi ks il in ia ak al""".split()
)


def find(scan: Scan, slot: int | None = None) -> Span | None:
    """Where the first initials stand; `slot` is where an alias is expected."""
    for pattern in _PATTERNS if "." in scan.text or scan.has(_TOLD) else ():
        for match in pattern.finditer(scan.text):
            if _plain(match["initials"]) not in NO_INITIALS:
                return match.span("initials")
    beside = _IN_SLOT.match(scan.text, slot) if slot is not None else None
    return beside.span("initials") if beside else None


def _plain(initials: str) -> str:
    return re.sub(r"[^a-z]", "", initials.lower())
