"""How long a back pain has lasted, in words: under twelve weeks it is acute."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from models.understanding.remaining_text import RemainingText
from models.words import Word

_CHRONIC_FROM = 84  # days: twelve weeks, by NCD 30.3.3
_THREE_MONTHS = 90
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_NUMBERS = {
    name: number
    for number, name in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), 1
    )
} | {"a": 1, "couple": 2, "few": 3}

_PAIN = r"(?:pain|c?lbp|backache|lumbago|strain|sprain|back|lumbar)\b"
_UNIT = r"(?P<unit>days?|w(?:ee)?ks?|mo(?:nth)?s?|y(?:ea)?rs?|(?<=[0-9])[dwmy])\b"
_SPAN = (
    r"(?P<less><|under|less than|fewer than|not yet|shy of)?\s{0,2}(?:the last |the past |a )?"
    rf"(?P<number>[0-9]{{1,3}}|{'|'.join(_NUMBERS)})(?:\s?-\s?[0-9]{{1,2}}|\+)?[\s-]{{0,2}}{_UNIT}"
)
_BETWEEN = (
    r"(?:[\s,;:(>]|x(?=[\s0-9])|\b(?:for|since|only|just|has|have|lasted|lasting|of|going|on|about|started|began"
    r"|over|more|than|that|is|present|onset|but|its?|it's|s|been|like|maybe|roughly|around|now"
    r"|hurts?|hurting|so|far|and)\b){0,14}"
)
_LASTING = (
    re.compile(rf"\b{_PAIN}{_BETWEEN}{_SPAN}(?!\s(?:of|post|after|apart))", re.IGNORECASE),
    re.compile(
        rf"(?<![\w.-])(?<!for )(?<!in )(?<!every )(?<!next )(?<!per ){_SPAN}"
        rf"\s(?:old |of |w |with |hx |history |duration )*(?:low(?:er)? )?{_PAIN}",
        re.IGNORECASE,
    ),
)
_NOT_CHRONIC = re.compile(r"\b(?:not (?:yet )?|non[ -]?)chronic\b", re.IGNORECASE)
_UNITS = re.compile(r"day|w(?:ee)?k|mo(?:nth)?s?\b|y(?:ea)?rs?\b|[0-9][dwmy]\b", re.IGNORECASE)
"""Without a unit of time nothing is looked for."""


def is_acute(text: str, *, called_chronic: bool) -> bool:
    """Whether a back pain has not lasted twelve weeks: "lbp x 6 wks", "less than 12 weeks".

    One that is called chronic is so, unless it is told to be of less.
    """
    if _NOT_CHRONIC.search(text):
        return True
    if not _UNITS.search(text):
        return False
    match = next(filter(None, (pattern.search(text) for pattern in _LASTING)), None)
    if match is None or (called_chronic and not match["less"]):
        return False
    typed = match["number"].lower()
    days = (_NUMBERS.get(typed) or int(typed)) * _DAYS[match["unit"][0].lower()]
    return days <= _THREE_MONTHS if match["less"] else days < _CHRONIC_FROM


def lasting_words(left: RemainingText) -> Iterator[Word]:
    """The words that are left of a number and its unit of time: "6 wks"."""
    for number, unit in pairwise(left.words):
        if _UNITS.match(unit.plain) and (number.plain.isdigit() or number.plain in _NUMBERS):
            yield from (number, unit)
