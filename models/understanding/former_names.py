"""Names that a payer had before: "Luminare, formerly Trustmark" is one payer, not two."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from models.understanding.named_payers import PayerName
from models.understanding.remaining_text import RemainingText

_BEFORE = frozenset("formerly fka previously prev former ex aka dba nee".split())
_NOW = frozenset("now nka renamed became".split())
_SILENT = frozenset("the a is was it its called known as to be used and which who on card".split())


def without_former(names: list[PayerName], left: RemainingText) -> list[PayerName]:
    """The names without those that the text itself calls the old name of another, or its other."""
    names = sorted(names, key=lambda name: name.words[0].place)
    kept = list(names)
    for first, second in pairwise(names):
        between = [
            word.plain for word in left.typed[first.words[-1].place + 1 : second.words[0].place]
        ]
        if _is_told(between, _NOW) and first in kept:
            kept.remove(first)
        elif _is_told(between, _BEFORE) and second in kept:
            kept.remove(second)
    return kept


def _is_told(between: Sequence[str], words: frozenset[str]) -> bool:
    """Whether nothing stands between two names but what makes one of the other."""
    return not words.isdisjoint(between) and set(between) <= words | _SILENT
