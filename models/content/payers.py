"""Reads a file of payers/ (what a payer says of needling), and the registry with every name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from models.content.entry import DatedEntry, FileName, Reader, SinceDay, SourcedEntry, list_of
from models.content.limits import LimitSentences
from models.coverage.payer import LINES_OF_KIND, LineOfBusiness, Payer, PayerKind
from models.coverage.position import Position
from models.coverage.statement import Statement
from models.visits.limit import Limit

_POSITION = Reader(Position, SourcedEntry, DatedEntry, recorded=SinceDay, limits=LimitSentences)

# Where a payer of the registry is met nearly everywhere.
_EVERYWHERE = "US"


@dataclass(frozen=True, slots=True)
class PayerFile:
    """What one payer says, as it stands in its file. `lines` are the plans that it speaks for."""

    id: str
    lines: tuple[LineOfBusiness, ...]
    positions: tuple[Position, ...] = ()


@dataclass(frozen=True, slots=True)
class RegistryRow:
    """A payer as it stands in the registry. It says nothing of what the payer covers."""

    id: str
    name: str
    kind: PayerKind
    states: tuple[str, ...]
    names: tuple[str, ...]
    shared_names: tuple[str, ...] = ()
    common_names: tuple[str, ...] = ()
    part_of: str = ""
    note: str = ""
    facts: str = ""


_PAYER_FILE = Reader(PayerFile, id=FileName, positions=list_of(_POSITION))


def read_payer(entry: object, file_name: str) -> PayerFile:
    """The payer's file, its positions in the order in which they stand."""
    file = _PAYER_FILE.read(entry, file_name)
    return replace(file, positions=tuple(_of(file, position) for position in file.positions))


def join(rows: Iterable[RegistryRow], files: Iterable[PayerFile]) -> Mapping[str, Payer]:
    """Every payer by its id: the names of its row, the lines of business of its file."""
    lines = {file.id: file.lines for file in files}
    return {row.id: _payer(row, lines.get(row.facts)) for row in rows}


def _payer(row: RegistryRow, lines: tuple[LineOfBusiness, ...] | None) -> Payer:
    """A payer whose facts stand under another's name has the line of its own kind."""
    return Payer(
        id=row.id,
        name=row.name,
        lines=lines if lines and row.facts == row.id else LINES_OF_KIND[row.kind],
        names=row.names,
        shared_names=row.shared_names,
        states=() if _EVERYWHERE in row.states else row.states,
        kind=row.kind,
        common_names=row.common_names,
        part_of=row.part_of,
        note=row.note,
        facts=row.facts,
    )


def _of(payer: PayerFile, position: Position) -> Position:
    """The position with the payer's id, and its lines unless the position names its own."""
    id_ = f"{payer.id}/{position.id}"
    limits = tuple(_named(limit, id_) for limit in position.limits)
    return replace(position, id=id_, lines=position.lines or payer.lines, limits=limits)


def _named(limit: Statement, position: str) -> Statement:
    return replace(limit, id=f"{position}/{limit.id}") if isinstance(limit, Limit) else limit
