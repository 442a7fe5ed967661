"""Names that a payer had before: "Luminare, formerly Trustmark" is one payer, not two."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from models.understanding.payers.named_payers import PayerName
from models.understanding.remaining_text import RemainingText

_BEFORE = frozenset("formerly used fka previously prev former ex aka dba nee".split())
_NOW = frozenset("now nka renamed became".split())
_OF_BRAND = ["from"]  # "Ambetter from Sunshine": the brand is the plan
_SILENT = frozenset("the a is was it its called known as to be and which who on card".split())


def without_former(names: list[PayerName], left: RemainingText) -> list[PayerName]:
    """The names without those that the text calls old or other names of another, or denies."""
    if len(names) == 1:
        return names
    names = sorted(names, key=lambda name: name.words[0].place)
    kept = list(names)
    for first, second in pairwise(names):
        between = [
            word.plain for word in left.typed[first.words[-1].place + 1 : second.words[0].place]
        ]
        if _is_told(between, _NOW) and first in kept:
            kept.remove(first)
        elif (between == _OF_BRAND or _is_told(between, _BEFORE)) and second in kept:
            kept.remove(second)
    denied = [name for name in kept if _is_denied(name, left)]
    return [name for name in kept if name not in denied] if len(denied) < len(kept) else kept


def _is_denied(name: PayerName, left: RemainingText) -> bool:
    """Whether "not" stands before a name: "cigna, not evernorth"."""
    before = [word.plain for word in left.typed[: name.words[0].place] if word.plain != "the"]
    return before[-1:] == ["not"]


def _is_told(between: Sequence[str], words: frozenset[str]) -> bool:
    """Whether nothing stands between two names but what makes one of the other."""
    return not words.isdisjoint(between) and set(between) <= words | _SILENT
