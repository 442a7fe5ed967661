"""What began or ended of payers' positions on the days since one, by its kind (ChangeKind)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from models.coverage.position import Position


class ChangeKind(StrEnum):
    """What became of a position on a day."""

    HELD = "held"  # the fact book holds it from this day on
    REPLACED = "replaced"  # it holds it no more
    BEGINS = "begins"  # for dates of service from this day on
    ENDS = "ends"  # this is the last date of service


@dataclass(frozen=True, slots=True)
class PositionChange:
    """A turn of a position, and its day."""

    on: date
    turn: ChangeKind
    position: Position


def since(positions: Iterable[Position], first: date) -> tuple[PositionChange, ...]:
    """Every turn on a day from the first on, those ahead too, in order of their days."""
    turns = (turn for position in positions for turn in _turns(position) if turn.on >= first)
    return tuple(sorted(turns, key=lambda turn: (turn.on, turn.turn, turn.position.id)))


def _turns(position: Position) -> Iterator[PositionChange]:
    known, in_force = position.recorded, position.in_force
    if known.first:
        yield PositionChange(known.first, ChangeKind.HELD, position)
    if known.last:
        yield PositionChange(known.last + timedelta(days=1), ChangeKind.REPLACED, position)
    if in_force.first:
        yield PositionChange(in_force.first, ChangeKind.BEGINS, position)
    if in_force.last:
        yield PositionChange(in_force.last, ChangeKind.ENDS, position)
