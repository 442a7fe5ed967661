"""Units behind /session log: 97140 x2, 2x97140, a code typed twice, "4 units" of all codes."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from models.understanding.whole_number import ALONE

_CODE = r"(?P<code>[0-9]{4}[0-9A-Z])"
_MODIFIERS = r"(?P<modifiers>(?:-[0-9A-Z]{2}(?!\w)){0,2})"
_NUMBER = r"(?P<number>[1-9][0-9]?)"
_BEFORE = r"(?<![\w/.-])"
_TIMES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_BEFORE}{_CODE}{_MODIFIERS}\s?[x×*]\s?{_NUMBER}(?!\w)",
        rf"{_BEFORE}{_NUMBER}\s?[x×*]\s?{_CODE}{_MODIFIERS}(?!\w)",
        rf"{_BEFORE}{_CODE}{_MODIFIERS}\s?\({_NUMBER}\)",
    )
)
_UNITS_BEHIND = re.compile(
    rf"{_BEFORE}{_CODE}{_MODIFIERS}[\s:(]{{1,3}}{_NUMBER}\s?units?\b\)?", re.IGNORECASE
)
_UNITS_BEFORE = re.compile(
    rf"{_BEFORE}{_NUMBER}\s?units?\s(?:of\s)?{_CODE}{_MODIFIERS}(?!\w)", re.IGNORECASE
)
_ANY_CODE = re.compile(rf"{_BEFORE}{_CODE}(?!\w)", re.IGNORECASE)
_OF_ALL = re.compile(
    r"(?<![a-z])[x×]\s?(?P<times>[0-9]{1,3})(?![0-9])"
    rf"|{ALONE}(?P<number>[0-9]{{1,3}})\s?(?:[x×]|units?)(?![a-z])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class UnitReading:
    """The units that a text names: by code, and of all codes together; None where it names none.

    `remaining` is the text with every code in its place, and without the units.
    """

    by_code: dict[str, int] = field(default_factory=dict)
    of_all: int | None = None
    remaining: str = ""


def take_units(text: str) -> UnitReading:
    """Take the units out of a text. A code typed twice has two.

    "4 units" behind or before all of several codes is of all; beside one of them, of that one.
    """
    told: Counter[str] = Counter()
    times: Counter[str] = Counter()

    def note(match: re.Match[str]) -> str:
        code = match["code"].upper()
        told[code] += int(match["number"])
        times[code] += 1
        return f" {match['code']}{match['modifiers']} "

    for pattern in _TIMES:
        text = pattern.sub(note, text)
    codes, numbers = list(_ANY_CODE.finditer(text)), list(_OF_ALL.finditer(text))
    if codes and numbers:
        is_first = numbers[0].start() < codes[0].start()
        is_last = numbers[-1].start() > codes[-1].start()
        patterns = [_UNITS_BEFORE, _UNITS_BEHIND] if is_first else [_UNITS_BEHIND, _UNITS_BEFORE]
        if len(codes) == 1 or len(numbers) > 1 or not (is_first or is_last):
            for pattern in patterns:
                text = pattern.sub(note, text)
    typed = Counter(match["code"].upper() for match in _ANY_CODE.finditer(text))
    by_code = {
        code: told[code] + number - times[code]
        for code, number in typed.items()
        if times[code] or number > 1
    }
    of_all = [int(match["times"] or match["number"]) for match in _OF_ALL.finditer(text)]
    return UnitReading(by_code, max(of_all, default=None), _OF_ALL.sub(" ", text))
