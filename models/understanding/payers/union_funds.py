"""Funds of unions: a local with its number, or a region, whose fund may be another one."""

from __future__ import annotations

from models.understanding.payers.named_payers import PayerName
from models.understanding.remaining_text import RemainingText
from models.words import Word

# Beside a name they tell of a part of the country, and not of the state that is named.
_REGIONS = frozenset("western eastern northern southern northwest northeast southwest".split())


def is_of_region(names: list[PayerName], left: RemainingText) -> bool:
    """Whether a region stands beside the only name: "teamsters western region" is of no state."""
    if len(names) != 1:
        return False
    ends = {names[0].words[0].place - 1, names[0].words[-1].place + 1}
    return any(word.place in ends and word.plain in _REGIONS for word in left.words)


def local_of(names: list[PayerName], left: RemainingText) -> str:
    """A union's local with its number, whose fund may be another one: "ibew local 134"."""
    return next(filter(None, (_numbered(name.words, left) for name in names)), "")


def _numbered(words: tuple[Word, ...], left: RemainingText) -> str:
    """A name with "local" and its number behind it."""
    behind = left.typed[words[-1].place + 1 :]
    if words[-1].plain != "local" and behind[:1] and behind[0].plain == "local":
        words, behind = (*words, behind[0]), behind[1:]
    is_numbered = words[-1].plain == "local" and behind[:1] and behind[0].plain.isdigit()
    return " ".join(word.typed for word in (*words, behind[0])) if is_numbered else ""
