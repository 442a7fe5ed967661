"""Somebody heard that Medicare pays for needling now, or whom it did not pay before."""

from __future__ import annotations

import re

from models.understanding.reading import (
    MEDICARE,
    NEEDLE_WORDS,
    NEEDLING_CODES,
    PAY_WORDS,
    Reading,
)

# A wording by which the topic is found.
_STARTED = "is it true medicare started paying"

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


def tells_of_change(reading: Reading) -> bool:
    """Whether it is asked if Medicare came to pay for needling of late."""
    words = reading.words
    if not words & _PAID or not words & (NEEDLE_WORDS | NEEDLING_CODES):
        return False
    is_told = words & _HEARD and (words & _NEWLY or _LATELY.search(reading.text))
    is_told = is_told or (_BEGAN.search(reading.text) and _LATELY.search(reading.text))
    return bool(is_told) and {payer.id for payer in reading.question.payers} == {MEDICARE}


MATTERS = ((_STARTED, tells_of_change),)
"""The wording of the topic, and what tells that it is asked."""
