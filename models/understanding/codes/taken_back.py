"""Codes that the writer takes back: "20560 no wait 20561"."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from models.understanding.remaining_text import RemainingText
from models.words import Word

_KIND = 3  # first digits that codes of one kind share
_INSTEAD = frozenset("actually oops mean meant wait sorry correction scratch".split())

# What may stand beside these where nothing but the code is put right.
_BESIDE = frozenset(
    "and no nope i im uh um oh my bad that make it its should be was is the".split()
)


def without(codes: Mapping[str, Word], left: RemainingText) -> tuple[str, ...]:
    """The codes, in the order in which they were typed, without each one that is taken back.

    That is the one right before, unless another one is of the same kind: of "20561, 97140 oops
    97110" the first still counts, and of "97010 and 20561, I mean 97014" the second.
    """
    gone: set[str] = set()
    for one, other in pairwise(codes):
        between = left.typed[codes[one].place + 1 : codes[other].place]
        said = {word.plain for word in between}
        if said & _INSTEAD and said <= _INSTEAD | _BESIDE:
            left.drop(between)
            alike = [c for c in codes if c[:_KIND] == other[:_KIND] and c not in {other, *gone}]
            is_later = [c for c in alike if codes[c].place < codes[other].place]
            gone.add(is_later[-1] if is_later else one)
    return tuple(code for code in codes if code not in gone)
