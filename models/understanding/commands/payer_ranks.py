"""Two payers in one line, each with its rank: "cigna primary aetna secondary"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_RANK = re.compile(
    r"\b(?:as\s{1,3})?(?:(?:the|a|my)\s{1,3})?(?:(?P<first>primary)|(?P<second>secondary))(?![\w-])"
    r"(?:\s{1,3}(?:payer|insurance|is|=)(?!\w))*+\s{0,3}[:,;]?",
    re.IGNORECASE,
)
_JOINS_BEFORE = re.compile(r"(?:[\s,;:+&]|(?:and|then|payer|insurance)\b)++", re.IGNORECASE)

# Of a text that is turned round: to look for its end from each of its words takes too long.
_JOINS_BEHIND = re.compile(r"(?:[\s,;:+&]|(?:dna|neht|si|sa)\b)++", re.IGNORECASE)
_TWO = 2


@dataclass(frozen=True, slots=True)
class RankedPayers:
    """What is told of who pays first and of who pays second, and what stands behind both."""

    first: str
    second: str
    behind: str = ""


def read(text: str) -> RankedPayers | None:
    """Both payers, where each stands with its rank, before or behind it; else None."""
    ranks = list(_RANK.finditer(text))
    if len(ranks) != _TWO or bool(ranks[0]["first"]) == bool(ranks[1]["first"]):
        return None
    one, other = ranks
    before, between, behind = (
        _bare(part)
        for part in (
            text[: one.start()],
            text[one.end() : other.start()],
            text[other.end() :],
        )
    )
    told = (before, between) if before else (between, behind)
    if not all(told):
        return None
    first, second = told if one["first"] else reversed(told)
    return RankedPayers(first, second, behind if before else "")


def around_second(text: str) -> RankedPayers | None:
    """What stands before and behind one "secondary", "cigna secondary aetna"; else None."""
    ranks = list(_RANK.finditer(text))
    if len(ranks) != 1 or ranks[0]["first"]:
        return None
    before, behind = _bare(text[: ranks[0].start()]), _bare(text[ranks[0].end() :])
    return RankedPayers(before, behind) if before and behind else None


def without_first(text: str) -> str:
    """The text without "primary": who pays is the first, unless it is said to be the second."""
    ranks = list(_RANK.finditer(text))
    if len(ranks) != 1 or ranks[0]["second"]:
        return text
    return f"{_bare(text[: ranks[0].start()])} {text[ranks[0].end() :]}".strip()


def names_second(text: str) -> bool:
    """Whether something is said to be of who pays second."""
    return any(rank["second"] for rank in _RANK.finditer(text))


def _bare(text: str) -> str:
    plain = " ".join(text.split())
    for joins in (_JOINS_BEFORE, _JOINS_BEHIND):
        plain = plain[found.end() :] if (found := joins.match(plain)) else plain
        plain = plain[::-1]
    return plain.strip()
