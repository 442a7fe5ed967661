"""What the limits of a chart are called in a command, and which of them words name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from models.visits.limit import Limit, LimitKind, Unit
from models.visits.standing import Standing
from models.wording import phrases, window_words

_CODES = 3
"""So many codes stand on a button."""

_WORD = re.compile(r"[a-z0-9]+")
_SAYS_NOTHING = frozenset(
    "the a an in his her their its limit allowed visit per payer each every number no".split()
)
_SAME = {
    "auth": "authorization",
    "authorisation": "authorization",
    "authorized": "authorization",
    "annual": "year",
    "yearly": "year",
    "yr": "year",
    "cal": "calendar",
    "insurance": "plan",
    "policy": "plan",
    "benefit": "plan",
    "benefits": "plan",
}


def names(standings: Sequence[Standing]) -> dict[str, Standing]:
    """By name, each of the standings."""
    named: dict[str, Standing] = {}
    for standing in standings:
        name = name_of(standing.limit)
        alike = sum(other == name or other.startswith(f"{name} no ") for other in named)
        named[f"{name} no {alike + 1}" if alike else name] = standing
    return named


def name_of(limit: Limit) -> str:
    """A limit as a command names it: "20 per calendar year", "authorization 2".

    Where further visits open in steps it bears the number that is printed of it.
    """
    if limit.kind is LimitKind.AUTHORIZATION:
        return f"authorization {limit.serial}"
    unit = " units" if limit.unit is Unit.TIMED_UNIT else ""
    window = window_words.window(limit.window)
    window = window.partition(" from ")[0].partition(" without ")[0].replace(",", "")
    kinds = f" {' '.join(limit.pool.disciplines)}" if limit.pool.disciplines else ""
    cap = "cap of " if limit.kind is LimitKind.CAP else ""
    number = limit.most if is_printed(limit.most, limit) else limit.number
    return f"{cap}{number}{unit} per {window}{kinds}"


def label(name: str, standing: Standing) -> str:
    """A limit as a button names it, with its codes where it is of some: those of an injection."""
    codes = standing.limit.pool.codes
    more = ", …" if len(codes) > _CODES else ""
    return phrases.sentence(f"{name} ({', '.join(codes[:_CODES])}{more})" if codes else name)


def is_printed(number: int, limit: Limit) -> bool:
    """Whether the payer's sentence of a limit holds a number; of a cap, whether it was set so."""
    if limit.kind is LimitKind.CAP:
        return number == limit.number
    return str(number) in _WORD.findall(limit.says)


def may_be_of(number: int, standing: Standing, *, is_left: bool = False) -> bool:
    """Whether so many may be used, or left, by a limit.

    Nobody has more left than it allows, and no payer counts more in an authorization than it
    granted: what is beyond that is of the plan.
    """
    limit = standing.limit
    is_bound = is_left or limit.kind is LimitKind.AUTHORIZATION
    return not is_bound or number <= max(limit.most, standing.allowed)


def fitting(typed: str, named: dict[str, Standing]) -> list[str]:
    """The names that hold every word that was typed; all of them where it says nothing.

    Where none does, those that allow as many with every step open.
    """
    wanted = _words(typed)
    exact = [name for name in named if _words(name) == wanted]
    if len(exact) == 1:
        return exact
    told = {name: _told_by(name, standing) for name, standing in named.items()}
    fit = [name for name, words in told.items() if wanted <= words]
    most = {name: {str(standing.limit.most)} for name, standing in named.items()}
    return fit or [name for name, words in told.items() if wanted <= words | most[name]]


def _told_by(name: str, standing: Standing) -> set[str]:
    kinds = {
        LimitKind.PAYER: {"plan"},
        LimitKind.CAP: {"cap", "clinic"},
        LimitKind.AUTHORIZATION: {"authorization", str(standing.limit.number)},
    }
    of_case = _words(standing.limit.pool.case or "")
    of_number = {str(standing.limit.number)}
    return _words(name) | of_number | kinds[standing.limit.kind] | of_case | _second(standing)


def _second(standing: Standing) -> set[str]:
    payer = standing.limit.second_payer
    return _words(f"{payer} secondary") if payer else set()


def _words(text: str) -> set[str]:
    singular = (word.removesuffix("s") for word in _WORD.findall(text.casefold()))
    return {_SAME.get(word, word) for word in singular} - _SAYS_NOTHING
