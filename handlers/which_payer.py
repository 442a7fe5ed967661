"""Which payers are offered as buttons where a name fits several: at most six, or three examples."""

from __future__ import annotations

from collections.abc import Iterable

from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer

MOST_OFFERED = 6
_EXAMPLES = 3


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


def kept(payers: Iterable[Payer], book: FactBook, home: str | None) -> list[Payer]:
    """The same for what is kept or counted: each once under which a chart is kept."""
    return offered({book.kept(payer).id: book.kept(payer) for payer in payers}.values(), book, home)
