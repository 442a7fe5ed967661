"""Which payers are offered as buttons where a name fits several: at most six, or three examples."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.wording import phrases

MOST_OFFERED = 6
_EXAMPLES = 3
_ALL = 51  # states of a payer that is met in no certain ones
_LABEL = 60
_WHICH = "Of which state or company is the plan?"


def offered(payers: Iterable[Payer], book: FactBook, home: str | None) -> list[Payer]:
    """The payers to choose from, by name: all of a few, of many those of the clinic's state.

    Of still more some with facts, each on other facts than those before it.
    """
    every = sorted(payers, key=lambda payer: payer.name)
    if len(every) <= MOST_OFFERED:
        return every
    if 0 < len(at_home := [payer for payer in every if home in payer.states]) <= MOST_OFFERED:
        return at_home
    by_facts = {(p.facts or p.id): p for p in reversed(every) if book.positions_of(p.id)}
    return list(reversed(by_facts.values()))[:_EXAMPLES]


def by_answer(
    payers: Iterable[Payer], book: FactBook, home: str | None
) -> tuple[list[list[Payer]], list[Payer]]:
    """The payers whose facts are the same together, the clinic's state first; those without any.

    Whoever is meant of one group, the answer is the same: it is one choice.
    """
    near = sorted(payers, key=lambda p: (home not in p.states, len(p.states) or _ALL, p.name))
    groups: dict[str, list[Payer]] = {}
    for payer in near:
        if book.positions_of(payer.id):
            groups.setdefault(payer.facts or payer.id, []).append(payer)
    return list(groups.values()), [payer for payer in near if not book.positions_of(payer.id)]


def named(group: Sequence[Payer]) -> str:
    """One choice of payers whose answer is the same: all, or the nearest and how many more."""
    every = phrases.either([payer.name for payer in group])
    short = f"{group[0].name} and {len(group) - 1} more"
    return every if len(group) == 1 or len(every) <= _LABEL else short


def kept(payers: Iterable[Payer], book: FactBook) -> list[Payer]:
    """The same for what is kept or counted: each once under which a chart is kept."""
    return offered({book.kept(payer).id: book.kept(payer) for payer in payers}.values(), book, None)


def asked_back(
    payers: Iterable[Payer], offered: Sequence[object], book: FactBook
) -> tuple[str, str]:
    """The question back for what is kept or counted: which plan, or of which state of too many."""
    if len({book.kept(payer).id for payer in payers}) > len(offered):
        return _WHICH, "That name fits many payers: name the state or the company, too."
    return "Which plan do you mean?", "That name fits several payers, and their limits differ."
