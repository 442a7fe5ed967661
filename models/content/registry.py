"""Reads the registry of payers known by name, and checks what no single row can show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence

from models.content.entry import Entry, EntryFault
from models.coverage.known_payer import KnownPayer, PayerKind
from models.coverage.state import NAMES as STATES
from models.words import key_of

FILE = "registry/payers.yaml"

# Where a payer may be met, besides the states: everywhere, and the territories.
_PLACES = frozenset({*STATES, "US", "PR", "GU", "VI"})


def read_payers(entry: Entry) -> tuple[KnownPayer, ...]:
    """The rows of the file."""
    rows = tuple(_payer(each) for each in entry.entries("payers"))
    entry.done()
    return rows


def _payer(entry: Entry) -> KnownPayer:
    payer = KnownPayer(
        id=entry.text("id"),
        name=entry.text("name"),
        kind=entry.choice("kind", PayerKind) or PayerKind.COMMERCIAL,
        states=entry.texts("states"),
        names=entry.texts("names"),
        shared_names=entry.texts("shared_names"),
        common_names=entry.texts("common_names"),
        part_of=entry.text("part_of", ""),
        facts=entry.text("facts", ""),
    )
    entry.done()
    return payer


def check_registry(rows: Sequence[KnownPayer], with_facts: Container[str]) -> Iterator[EntryFault]:
    """Ids and names that are not clear, facts that have no file, states that do not exist."""
    yield from _twice(rows)
    yield from _unclear(rows)
    for row in rows:
        for state in row.states:
            if state not in _PLACES:
                yield _fault(
                    row, "states", f'"{state}" is no state.', "Write its two letters, or US."
                )
        if row.facts and row.facts not in with_facts:
            yield _fault(row, "facts", f'"{row.facts}" has no file.', "Name one of payers/.")
        for name in row.common_names:
            if name not in {*row.names, *row.shared_names}:
                what = f'"{name}" is not among its names.'
                yield _fault(row, "common_names", what, "Write it under `names` too.")


def _twice(rows: Sequence[KnownPayer]) -> Iterator[EntryFault]:
    seen: set[str] = set()
    for row in rows:
        if row.id in seen:
            yield _fault(row, "id", "stands there twice.", "Keep one of them.")
        seen.add(row.id)


def _unclear(rows: Sequence[KnownPayer]) -> Iterator[EntryFault]:
    """A name means one row and stands in one; a shared name stands in two or more."""
    own, shared = _by_key(rows, "names"), _by_key(rows, "shared_names")
    for key, holders in own.items():
        others = [*holders[1:], *shared.get(key, ())]
        if others:
            ids = ", ".join(dict.fromkeys(row.id for row in others))
            what = f"the name with the key “{key}” is also one of {ids}."
            yield _fault(holders[0], "names", what, "Move it to `shared_names` of each.")
    for key, holders in shared.items():
        if len(holders) == 1 and key not in own:
            what = f"the shared name with the key “{key}” stands in no other row."
            yield _fault(holders[0], "shared_names", what, "Move it to `names`.")


def _by_key(rows: Sequence[KnownPayer], field: str) -> dict[str, list[KnownPayer]]:
    found: defaultdict[str, list[KnownPayer]] = defaultdict(list)
    for row in rows:
        for key in dict.fromkeys(map(key_of, getattr(row, field))):
            found[key].append(row)
    return found


def _fault(row: KnownPayer, field: str, what: str, mend: str) -> EntryFault:
    return EntryFault(FILE, 0, f"payers.{row.id}.{field}", what, mend)
