"""Which set of codes is meant: acupuncture's or needling's, asked in words or "97810 vs 20561"."""

from __future__ import annotations

import re

from models.coverage.aspect import Aspect
from models.coverage.profession import Profession
from models.understanding.reading import Answerer, Reading, Route, names_payer

_EITHER_CODE = re.compile(
    r"\b9781[0-4]\b[^.?]{0,12}\b(?:or|vs|versus)\b[^.?]{0,12}\b2056[01]\b"
    r"|\b2056[01]\b[^.?]{0,12}\b(?:or|vs|versus)\b[^.?]{0,40}\b9781[0-4]\b",
    re.IGNORECASE,
)
_WHICH_CODE = re.compile(r"\b(?:which|what) (?:\w+ ){0,2}?codes?\b", re.IGNORECASE)
_OF_ACUPUNCTURE = frozenset("acupuncture acupuncturist acupuncturists lac".split())


def of_acupuncture_or_needling(reading: Reading, home: Answerer | None) -> Route | None:
    """Which code goes out for somebody who needles under an acupuncture license or certificate."""
    if home not in {None, Answerer.CODES} or names_payer(reading):
        return None
    is_of_either = _EITHER_CODE.search(reading.text)
    is_asked = is_of_either if home else is_of_either or _WHICH_CODE.search(reading.text)
    if not is_asked or (home and Aspect.TOGETHER in reading.codes.aspects):
        return None
    is_of_them = home or reading.words & _OF_ACUPUNCTURE
    if not (is_of_them or Profession.LAC in reading.state.professions):
        return None
    topic = reading.asked_as("lac doing dry needling what code")
    return Route(Answerer.TOPIC, "acupuncture's code, or needling's", (topic,)) if topic else None
