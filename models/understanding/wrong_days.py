"""When a claim or a note is told to carry another day than the visit: "billed 8/1, seen 8/2"."""

from __future__ import annotations

import re
from itertools import pairwise

from models import calendar_words
from models.words import plain_words

_DAY = re.compile(
    rf"\b(?:[0-9]{{1,2}}/[0-9]{{1,2}}(?:/[0-9]{{2,4}})?|{calendar_words.MONTH}\.? [0-9]{{1,2}})"
    r"(?![0-9/])(?! (?:units?|muscles?)\b)",
    re.IGNORECASE,
)

_ON_A_CLAIM = frozenset(
    """billed billing charged claim dos entered filed keyed note posted sent service submitted
    typed""".split()
)
_SET_AGAINST = frozenset("actually but really should shouldve supposed when".split())
_OF_THE_VISIT = frozenset(
    """be been came day dos happened here in is needled said say seen treated visit visited was
    were""".split()
)
_BESIDE_A_DAY = frozenset("actually on really the".split())

# A day of these is no visit's, and what may or will be is told of no visit that was.
_OF_ELSE = frozenset(
    """appeal auth authorization can could deadline deductible denial denied due effective may
    policy request requested starts will""".split()
)
_SENT = frozenset("filed sent submitted".split())  # the day behind it is the mail's
_MOST_WORDS = 12


def tells_wrong_day(text: str) -> bool:
    """Whether of two days in a row one stands on a claim or note, and the other is the visit's."""
    return any(
        _is_put_for(text[: one.start()], text[one.end() : other.start()])
        for one, other in pairwise(_DAY.finditer(text))
        if one.group() != other.group()
    )


def _is_put_for(before: str, between: str) -> bool:
    """Whether the words before a day, and those up to the next, set one against the other."""
    if "?" in between:
        return False
    lead, told = plain_words(before.rpartition("?")[2])[-_MOST_WORDS:], plain_words(between)
    said = {*lead, *told}
    if said.isdisjoint(_ON_A_CLAIM) or not said.isdisjoint(_OF_ELSE) or len(told) > _MOST_WORDS:
        return False
    if told[-2:] == ["instead", "of"]:
        return True
    is_set = _last(lead) not in _SENT and not _SET_AGAINST.isdisjoint(told)
    return is_set and _last(told) in _OF_THE_VISIT


def _last(words: list[str]) -> str:
    """The last word that says what a day is."""
    return next((word for word in reversed(words) if word not in _BESIDE_A_DAY), "")
