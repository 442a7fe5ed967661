"""Tells one muscle that is needled several times: "same muscle in 3 spots, is that 3 muscles"."""

from __future__ import annotations

import re

from models.understanding.small_numbers import number_of

_MUSCLES = r"(?:muscles?|mm|muscels?|mucles?|musles?)"
_ONE = re.compile(rf"\b(?:same|single|one|1) (?:[a-z]+ )?{_MUSCLES}\b")
_SEVERAL_TIMES = re.compile(
    r"\b(?:times|twice|thrice|spots?|places?|sites?|points?|trps?|tps?|needles?|pins?|passes|pokes?"
    r"|sticks?|insertions?|pistoned?|areas?|angles?)\b"
)
_NUMBER = r"(?:[2-9]|two|three|four|five|six)"
_AS_SEVERAL = re.compile(
    rf"\b{_NUMBER} (?:or more|plus|or {_NUMBER}) {_MUSCLES}\b"
    rf"|\b(?:as|makes?|made|equals?|become|becomes|mean|means|it|that|this|still|like|be|or|for|get)"
    rf" {_NUMBER} (?:different |separate )?{_MUSCLES}\b"
)

# "like 6 in one trap": needles, and no muscles.
_IN_ONE = re.compile(
    rf"\b(?:[0-9]{{1,2}}|{_NUMBER}) (?:needles? |pins? )?in(?:to)?"
    r" (?:one|1|the same|a single) \w{3,20}\b"
)

_ANOTHER = re.compile(
    r"\b(?:another|other|second|also) (?!spots?|places?|sites?|points?|areas?|angles?|needles?)"
)


# "3 muscles but 2 is same name": one muscle twice, or the same on two sides.
_SOME_ALIKE = re.compile(
    rf"\b(?:but|and|though) (?P<alike>{_NUMBER}) (?:of (?:them|those|these) )?"
    r"(?:is|are|r|was|were) (?:the )?same\b"
)


_SIDED = re.compile(r"\b(?:sides?|left|right|bilat\w*|both|[lr])\b")


def are_some_alike(plain: str) -> bool:
    """Whether some of the muscles that were counted are said to be the same."""
    return _SOME_ALIKE.search(plain) is not None


def without_alike(number: int, plain: str) -> int | None:
    """How many muscles are left where those that are the same were only needled in several spots.

    None where that is not told: the same muscle may be one on either side.
    """
    alike = _SOME_ALIKE.search(plain)
    if alike is None or not _SEVERAL_TIMES.search(plain) or _SIDED.search(plain):
        return None
    same = number_of(alike["alike"])
    return number - same + 1 if 1 < same <= number else None


def is_one(plain: str) -> bool:
    """Whether it asks if one muscle, needled several times, counts as several."""
    if not _is_needled_often(plain) or _ANOTHER.search(plain):
        return False
    return _AS_SEVERAL.search(plain) is not None or _IN_ONE.search(plain) is not None


def is_among_others(plain: str) -> bool:
    """Whether one muscle, needled several times, stands beside another one."""
    return _is_needled_often(plain) and _ANOTHER.search(plain) is not None


def _is_needled_often(plain: str) -> bool:
    return _SEVERAL_TIMES.search(plain) is not None and _ONE.search(plain) is not None
