"""Funds of unions and employers: a local with its number, a region, a trust named like a payer."""

from __future__ import annotations

from models.understanding.payers.named_payers import PayerName
from models.understanding.remaining_text import FILLER, RemainingText
from models.words import Word

# Beside a name they tell of a part of the country, and not of the state that is named.
_REGIONS = frozenset("western eastern northern southern northwest northeast southwest".split())


# "Rocky Mountain Rural Employers Benefit Trust": whose trust it is stands before the last word.
_TRUST = frozenset({"trust", "trusts"})
FUNDS = _TRUST | {"fund", "funds", "union", "unions"}
_WHOSE = frozenset(
    """benefit benefits welfare employer employers employee employees worker workers rural school
    schools teachers association industry builders""".split()
)
_MOST_WORDS = 4


def is_of_trust(name: PayerName, left: RemainingText) -> bool:
    """Whether a payer's name is how the name of an employers' trust begins: it is another one."""
    end = name.words[-1].place + 1
    behind = [word.plain for word in left.typed[end : end + _MOST_WORDS + 1]]
    at = next((at for at, word in enumerate(behind) if word in _TRUST), 0)
    whose = set(behind[:at])
    return bool(at and whose & _WHOSE) and whose.isdisjoint(FILLER - _WHOSE)


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
