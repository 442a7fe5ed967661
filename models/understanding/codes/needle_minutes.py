"""How long the needles alone take beside other work: "the needles took 12 of the 40 min"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

MINUTES = frozenset({"min", "mins", "minute", "minutes"})
NEEDLING = frozenset(
    "needle needles needling needled needels dn tdn ims dryneedling 20560 20561".split()
)
JOINS = frozenset({"and", "plus", "with", "then", "n", "w"})
SERVICES = NEEDLING | frozenset(
    """ther therex te exercise manual mt nmr neuro gait activities ta massage estim stim
    ultrasound""".split()
)
NUMBER = re.compile(r"[0-9]{1,3}")
CODE = re.compile(r"[0-9]{5}")
_COUNTED_APART = frozenset(
    "x unit units muscle muscles line lines times visits spots points sites needles".split()
)
_LASTING = frozenset("is was were are lasts lasted takes took in for about only just".split())
_SMALL = frozenset({"the", "dry"})


def bare_of_needles(words: Sequence[str]) -> Iterator[int]:
    """How long the needles alone take, as a number without its unit: "needles took 10"."""
    for at, word in enumerate(words):
        is_minutes = not _COUNTED_APART & set(words[at + 1 : at + 2])
        if NUMBER.fullmatch(word) and is_minutes and is_of_needles(words[:at]):
            yield int(word)


def is_of_needles(before: Sequence[str]) -> bool:
    """Whether a number behind words says how long the needles alone take."""
    last = next(behind_verbs(before), "")
    is_said = before[-1:] != [last] and (before[-1:] != ["in"] or last == "needles")
    return last in NEEDLING and is_said and not is_joined(before)


def is_joined(before: Sequence[str]) -> bool:
    """Whether another service is joined to needling: "manual and needling took 45 min"."""
    named = list(behind_verbs(before))
    if named[:1] == ["needled"]:  # "97110, 97140 and needled for 15 min"
        return False
    service = named[2:3] if named[1:2] and named[1] in JOINS else []
    return any(word in SERVICES or CODE.fullmatch(word) for word in service)


def behind_verbs(before: Sequence[str]) -> Iterator[str]:
    """The words before a number, the nearest first, without "was" and "took"."""
    return (word for word in reversed(before) if word not in _LASTING | _SMALL)
