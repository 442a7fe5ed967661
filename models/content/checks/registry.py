"""Whether the registry of payers is clear: ids, names, states, and the files of their facts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from models.content.fault import EntryFault
from models.content.payers import RegistryRow
from models.coverage.state import NAMES as STATES
from models.words import key_of

_FILE = "registry/payers.yaml"

# Where a payer may be met, besides the states: everywhere, and the territories.
_PLACES = frozenset({*STATES, "US", "PR", "GU", "VI"})


def check_registry(rows: Sequence[RegistryRow], files: Collection[str]) -> Iterator[EntryFault]:
    """Ids and names that are not clear, files and rows that miss each other, unknown states."""
    for id_ in [id_ for id_, times in Counter(row.id for row in rows).items() if times > 1]:
        yield EntryFault(_FILE, 0, f"payers.{id_}.id", "stands there twice.", "Keep one of them.")
    yield from _unclear(rows)
    for id_ in sorted(set(files) - {row.id for row in rows if row.facts == row.id}):
        what, mend = "has no row.", f"Add it to {_FILE}, with its names and `facts: {id_}`."
        yield EntryFault(f"payers/{id_}.yaml", 0, "id", what, mend)
    for row in rows:
        for state in row.states:
            if state not in _PLACES:
                what, mend = f'"{state}" is no state.', "Write its two letters, or US."
                yield _fault(row, "states", what, mend)
        if row.facts and row.facts not in files:
            yield _fault(row, "facts", f'"{row.facts}" has no file.', "Name one of payers/.")
        for name in row.common_names:
            if name not in {*row.names, *row.shared_names}:
                what = f'"{name}" is not among its names.'
                yield _fault(row, "common_names", what, "Write it under `names` too.")


def _unclear(rows: Sequence[RegistryRow]) -> Iterator[EntryFault]:
    """A name means one row and stands in one; a shared name stands in two or more."""
    own = _by_key(rows, lambda row: (row.name, *row.names))
    shared = _by_key(rows, lambda row: row.shared_names)
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


def _by_key(
    rows: Sequence[RegistryRow], names: Callable[[RegistryRow], Iterable[str]]
) -> dict[str, list[RegistryRow]]:
    holders: defaultdict[str, list[RegistryRow]] = defaultdict(list)
    for row in rows:
        for key in dict.fromkeys(map(key_of, names(row))):
            holders[key].append(row)
    return holders


def _fault(row: RegistryRow, field: str, what: str, mend: str) -> EntryFault:
    return EntryFault(_FILE, 0, f"payers.{row.id}.{field}", what, mend)
