"""Which payers are offered as buttons where a name fits several: at most six, or three examples."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from handlers.command import Request, Services
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.wording import phrases

MOST_OFFERED = 6
_EXAMPLES = 3
_ALL = 51  # states of a payer that is met in no certain ones
_LABEL = 60
_WHICH = "Of which state or company is the plan?"


def offered(
    payers: Iterable[Payer], book: FactBook, home: str | None, here: Collection[str] = ()
) -> list[Payer]:
    """The payers to choose from, by name: all of a few; of many those that are near.

    Near are those that patients have (`here`), then those of the clinic's state, the most its own
    first. Where none is near, some with facts, each on other facts than those before it.
    """
    every = sorted(payers, key=lambda payer: payer.name)
    if len(every) <= MOST_OFFERED:
        return every
    if near := [payer for payer in every if payer.id in here or home in payer.states]:
        return sorted(near, key=lambda payer: _nearness(payer, book, here))[:MOST_OFFERED]
    by_facts = {(p.facts or p.id): p for p in reversed(every) if book.positions_of(p.id)}
    return list(reversed(by_facts.values()))[:_EXAMPLES]


def _nearness(payer: Payer, book: FactBook, here: Collection[str]) -> tuple[bool, bool, int, str]:
    """What puts a payer before others: patients have it, facts on it, few states."""
    has_facts = bool(book.positions_of(payer.id))
    return payer.id not in here, not has_facts, len(payer.states) or _ALL, payer.name


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


def kept(
    payers: Iterable[Payer], book: FactBook, home: str | None, here: Collection[str] = ()
) -> list[Payer]:
    """The same for what is kept or counted: each once under which a chart is kept."""
    each = {book.kept(payer).id: book.kept(payer) for payer in payers}
    return offered(each.values(), book, home, here)


async def meant(payers: Iterable[Payer], request: Request, services: Services) -> list[Payer]:
    """Those that may be meant at a clinic: its patients' payers first, then its state's."""
    here = await services.charts.patients_by_payer(request.clinic.id)
    return kept(payers, services.book, request.clinic.state, here)


def asked_back(
    payers: Iterable[Payer], offered: Sequence[object], book: FactBook
) -> tuple[str, str]:
    """The question back for what is kept or counted: which plan, or of which state of too many."""
    if len({book.kept(payer).id for payer in payers}) > len(offered):
        return _WHICH, "That name fits many payers: name the state or the company, too."
    return "Which plan do you mean?", "That name fits several payers, and their limits differ."
