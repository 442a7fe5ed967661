"""Whether what the pack names exists in it, and is named once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator

from models.content.checks.statements import cited
from models.content.fault import EntryFault
from models.coverage.dispute import Dispute
from models.coverage.fact_book import FactBook
from models.coverage.position import Position
from models.coverage.state import NAMES as STATES
from models.visits.limit import Limit


def check_ids(book: FactBook) -> Iterator[EntryFault]:
    """Ids of no source, code, condition, state or file, and limits that share one."""
    yield from _sources(book)
    for payer, positions in book.positions.items():
        file = f"payers/{payer}.yaml"
        yield from _limits(file, positions, book)
        for position in positions:
            yield from _position(file, position, book)
    for code in book.codes.values():
        said = ("is no code of codes/.", "Name one that has a file.")
        yield from _no(f"codes/{code.code}.yaml", "see_also", code.see_also, book.codes, said)
    for dispute in book.disputes:
        yield from _dispute(dispute, book)
    for time in book.decisions:
        said = ("is no payer.", "Name one of registry/.")
        yield from _no("decisions/", f"{time.id}.payers", time.payers, book.payers, said)
        yield from _no_state("decisions/", f"{time.id}.states", time.states)
    for fact in book.new_year:
        said = ("is no payer.", "Name one of registry/.")
        yield from _no("rollover/", f"{fact.id}.payers", fact.payers, book.payers, said)
    for duty in book.duties:
        said = ("is no payer.", "Name one of registry/.")
        yield from _no("duties/", f"{duty.id}.payers", duty.payers, book.payers, said)
        yield from _no_state("duties/", f"{duty.id}.states", duty.states)
    for window in book.appeals:
        said = ("is no payer.", "Name one of registry/.")
        yield from _no("appeals/", f"{window.id}.payers", window.payers, book.payers, said)
        yield from _no_state("appeals/", f"{window.id}.states", window.states)
    for code_of_state in sorted(book.states.keys() - STATES.keys()):
        file = f"states/{code_of_state}.yaml"
        yield EntryFault(file, 0, "code", "is no state.", "Write two capitals.")


def _no(
    file: str, field: str, ids: Iterable[str], known: Container[str], said: tuple[str, str]
) -> Iterator[EntryFault]:
    """A fault for each id that is not known: what is wrong with it, and the mend."""
    for id_ in sorted(set(ids)):
        if id_ not in known:
            yield EntryFault(file, 0, field, f'"{id_}" {said[0]}', said[1])


_NO_FILE = ("has no file.", "Name one that has.")


def _no_state(file: str, field: str, codes: Iterable[str]) -> Iterator[EntryFault]:
    return _no(file, field, codes, STATES, ("is no state.", "Write two capitals."))


def _sources(book: FactBook) -> Iterator[EntryFault]:
    by_file = list(dict.fromkeys(cited(book)))
    for file, id_ in by_file:
        said = ("is no source.", "Add it to a file of sources/.")
        yield from _no(file, "sources", (id_,), book.sources, said)
    for id_ in sorted(book.sources.keys() - {id_ for _, id_ in by_file}):
        yield EntryFault("sources/", 0, id_, "is cited by no fact.", "Take it out, or cite it.")


def _position(file: str, position: Position, book: FactBook) -> Iterator[EntryFault]:
    treated = (*position.treating, *position.not_treating)
    said = ("is no code of codes/.", "Add its file.")
    yield from _no(file, "codes", position.codes, book.codes, said)
    yield from _no(file, "treating", treated, book.conditions, ("is no condition.", "Add it."))
    yield from _no_state(file, "in_states", position.in_states)


def _dispute(dispute: Dispute, book: FactBook) -> Iterator[EntryFault]:
    file = f"disputes/{dispute.id}.yaml"
    yield from _no(file, "payers", dispute.payers, book.positions, _NO_FILE)
    yield from _no(file, "states", dispute.states, book.states, _NO_FILE)
    yield from _no(file, "codes", dispute.codes, book.codes, _NO_FILE)
    yield from _no(file, "topics", dispute.topics, book.topics, _NO_FILE)


def _limits(file: str, positions: Iterable[Position], book: FactBook) -> Iterator[EntryFault]:
    limits = [s for position in positions for s in position.limits if isinstance(s, Limit)]
    readings = [f"{limit.id}.{reading.id}" for limit in limits for reading in limit.readings]
    yield from twice(file, (limit.id for limit in limits))
    yield from twice(file, readings)
    disputes = {dispute.id for dispute in book.disputes} | {""}
    for limit in limits:
        treated = (*limit.treating, *limit.not_treating)
        cites = [id_ for reading in limit.readings for id_ in reading.cites]
        yield from _no(file, f"{limit.id}.codes", limit.pool.codes, book.codes, _NO_FILE)
        yield from _no(file, f"{limit.id}.treating", treated, book.conditions, _NO_FILE)
        yield from _no(file, f"{limit.id}.disputed", (limit.disputed,), disputes, _NO_FILE)
        yield from _no(file, f"{limit.id}.readings", cites, book.sources, _NO_FILE)


def twice(file: str, ids: Iterable[str]) -> list[EntryFault]:
    """A fault for every id that stands there more than once."""
    return [
        EntryFault(file, 0, id_, f"stands there {times} times.", "Keep one of them.")
        for id_, times in Counter(ids).items()
        if times > 1
    ]
