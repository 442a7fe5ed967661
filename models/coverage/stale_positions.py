"""Which payers' positions are due for checking: their newest source is too old."""

from __future__ import annotations

from datetime import date

from models.coverage.fact_book import FactBook
from models.coverage.position import Position, is_stale


def find(book: FactBook, today: date) -> tuple[Position, ...]:
    """The positions in force today that are due for checking, by payer."""
    return tuple(
        position
        for positions in book.positions.values()
        for position in positions
        if position.in_force.holds(today)
        and position.recorded.holds(today)
        and is_stale(position.as_of, today)
    )
