"""Somebody heard that Medicare pays for needling now, or whom it did not pay before."""

from __future__ import annotations

import re

from models.understanding.matter import Matter
from models.understanding.reading import (
    MEDICARE,
    NEEDLE_WORDS,
    NEEDLING_CODES,
    PAY_WORDS,
    Reading,
)

_PAID = PAY_WORDS | frozenset("paid payed covered reimbursed bill billed billing allowed".split())
_HEARD = frozenset(
    """heard hear facebook reddit tiktok instagram youtube linkedin podcast webinar rumor rumour
    newsletter blog told tells said says saying claims announced news true""".split()
)
_NEWLY = frozenset("now new newly finally since changed change changes".split())
_BEGAN = re.compile(
    r"\b(?:start(?:s|ed|ing)?|beg[au]n\w*|begins?)\b[^.?!]{0,12}\b(?:pay|cover|reimburs|allow)\w*"
    r"|\bnew (?:\w+ ){0,2}(?:rule|policy|law|ncd)\b|\b(?:changed|reversed|lifted|finally)\b"
    r"|\b(?:as of|since|starting) (?:\w+ ){0,2}20[2-9][0-9]\b",
    re.IGNORECASE,
)
_LATELY = re.compile(r"\b(?:this year|202[6-9]|these days|lately|recently|now)\b", re.IGNORECASE)


def _is_lately(reading: Reading) -> bool:
    """Whether somebody heard or tells of a change of Medicare alone, of late."""
    is_late = _LATELY.search(reading.text) is not None
    is_heard = reading.words & _HEARD and (is_late or reading.words & _NEWLY)
    is_told = is_heard or (is_late and _BEGAN.search(reading.text))
    return bool(is_told) and {payer.id for payer in reading.question.payers} == {MEDICARE}


STARTED_TO_PAY = Matter(
    "is it true medicare started paying",
    words=(_PAID, NEEDLE_WORDS | NEEDLING_CODES),
    where=_is_lately,
)
