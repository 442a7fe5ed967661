"""Numbers behind a count of muscles: further ones, or its parts; and the units of codes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from models.understanding.remaining_text import RemainingText
from models.understanding.small_numbers import number_of

_LEAST = 2
_NEAR = 6  # words behind "muscles"
_SHORT_CODES = frozenset({60, 61})  # "is it still 61", for 20561

_TWICE = re.compile(r"\b(2056[01])(?: (?:and|plus|n|with|again))* \1\b")

_CODE = re.compile(r"[0-9]{5}")  # "do i put one 20561"
_UNITS_OF = re.compile(
    r"\b([0-9]{5}) (?:[a-z0-9]{2} )?(?:x ?([1-9])\b|([1-9]) ?(?:units?|x)\b)"
    r"|\b([1-9]) (?:units? (?:of )?|x )([0-9]{5})\b"
)

# Behind a number, these say that it counts something else than muscles.
_ELSE = frozenset(
    """unit units line lines times qty quantity visit visits session sessions treatment treatments
    min mins minute minutes needle needles point points tp tps trps trigger region regions
    area areas level levels side sides joint joints site sites spot spots week weeks wks day days
    month months hours passes zones segments places codes dx providers pts patients""".split()
)  # fmt: skip

# Behind these a number is of no further muscles: "3 muscles but only documented 2".
_NOT_NEEDLED = frozenset(
    "documented charted wrote written billed noted recorded coded but only not of least x".split()
)

# A number that a last question offers, of no further muscles: "units for 6 muscles, 2?".
_OFFERED = re.compile(
    r"(?:[,;:?-]\s{0,3}|\b(?:is|so|be|would|just|only)\s)(?:(?:is|so|it|that|be|just|only)\s){0,3}"
    r"(?P<first>[1-9]|one|two|three|four)(?: or (?P<second>[1-9]|one|two|three|four))?"
    r"(?: units?| lines?)?\s{0,3}(?P<asks>\?|$)",
    re.IGNORECASE,
)


def offered(text: str) -> tuple[int, ...]:
    """The numbers that the last words of a text ask about, which count nothing: "so is it 2"."""
    found = [each for each in _OFFERED.finditer(text) if not text[each.end() :].strip(" ?.!")]
    if not found or not (found[-1]["asks"] or _ASKS_IT.match(found[-1][0])):
        return ()
    return tuple(number_of(each.lower()) for each in found[-1].group("first", "second") if each)


_ASKS_IT = re.compile(r"[,;:?-]?\s{0,3}(?:so )?(?:is|would) ", re.IGNORECASE)


def are_parts(behind: Sequence[int], counted: Sequence[int]) -> bool:
    """Whether several numbers add up to the one before them, which was the total."""
    return len(behind) >= _LEAST and list(counted) == [sum(behind)]


def other_numbers(left: RemainingText, end: int) -> list[int]:
    """The small numbers behind "muscles" that count nothing else, as far as one can tell."""
    of_codes = {word.place for word in left.typed if _CODE.match(word.plain)}
    behind = [w.plain for w in left.words if w.place > end and w.place + 1 not in of_codes]
    beside = zip(["", *behind], behind, [*behind[1:], ""], strict=False)
    numbers = [
        number_of(word)
        for before, word, after in beside
        if after not in _ELSE and not after[:1].isdigit() and before not in _NOT_NEEDLED | {"or"}
    ]
    counted = [number for number in numbers if number and number not in _SHORT_CODES]
    for number in offered(left.text)[::-1]:
        if counted[-1:] == [number]:
            counted.pop()
    return counted


def alternatives(left: RemainingText, end: int) -> list[int]:
    """The other number of muscles that a writer who is not sure names: "9 muscles or 8"."""
    behind = left.typed[end + 1 : end + _NEAR]
    pairs = pairwise(behind)
    return [number_of(word.plain) for before, word in pairs if before.plain == "or"]


def typed_twice(plain: str) -> int | None:
    """The units of a code of needling that stands twice on end: "20560 and 20560"."""
    return 2 if _TWICE.search(plain) else None


def units_of(plain: str) -> Iterator[tuple[str, int]]:
    """Codes with units of their own: "97110 x2", "2 units 97140"."""
    for before, times, units, ahead, behind in _UNITS_OF.findall(plain):
        yield before or behind, int(times or units or ahead)
