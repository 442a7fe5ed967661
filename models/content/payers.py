"""Reads a file of payers/: the payer, and what it says of dry needling."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from models.content.entry import DatedEntry, FileName, Reader, SinceDay, SourcedEntry, list_of
from models.content.limits import LimitSentences
from models.coverage.payer import Payer
from models.coverage.position import Position
from models.coverage.statement import Statement
from models.visits.limit import Limit

_POSITION = Reader(Position, SourcedEntry, DatedEntry, recorded=SinceDay, limits=LimitSentences)


@dataclass(frozen=True, slots=True)
class _PayerFile(Payer):
    """A payer with its positions, as they stand in its file."""

    positions: tuple[Position, ...] = ()


_PAYER_FILE = Reader(_PayerFile, id=FileName, positions=list_of(_POSITION))


def read_payer(entry: object, file_name: str) -> tuple[Payer, tuple[Position, ...]]:
    """The payer, and its positions in the order of the file."""
    file = _PAYER_FILE.read(entry, file_name)
    payer = Payer(**{field.name: getattr(file, field.name) for field in fields(Payer)})
    return payer, tuple(_of(payer, position) for position in file.positions)


def _of(payer: Payer, position: Position) -> Position:
    """The position with the payer's id, and its lines unless the position names its own."""
    id_ = f"{payer.id}/{position.id}"
    limits = tuple(_named(limit, id_) for limit in position.limits)
    return replace(position, id=id_, lines=position.lines or payer.lines, limits=limits)


def _named(limit: Statement, position: str) -> Statement:
    return replace(limit, id=f"{position}/{limit.id}") if isinstance(limit, Limit) else limit
