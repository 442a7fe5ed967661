"""How a stored count meets Jan 1, by what the payer says of its window."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from models.coverage.fact_book import FactBook
from models.ports import OpenAlias
from models.reply import Line
from models.visits.limit import Limit
from models.visits.rollover import ResetKind, StoredStanding
from models.wording import rollover as wording


def turn_of(alias: OpenAlias, of: StoredStanding, jan_1: date, book: FactBook) -> ResetKind:
    """How a count meets the day; a payer's first weeks or days end as an authorization does."""
    turn, limit = of.reset_kind(jan_1), limit_of(alias, of, book)
    is_of_days = limit is not None and of.last is not None and not limit.window.stretches
    return ResetKind.ENDS if turn is ResetKind.NEVER and is_of_days else turn


def limit_of(alias: OpenAlias, of: StoredStanding, book: FactBook) -> Limit | None:
    """The limit of its payers that was counted."""
    limits = (
        limit
        for payer in alias.payers
        for position in book.positions_of(payer)
        for limit in position.limits
        if isinstance(limit, Limit) and limit.id == of.limit
    )
    return next(limits, None)


def idle(aliases: Iterable[OpenAlias]) -> tuple[Line, ...]:
    """Who has no count that runs, by name; nothing where everybody has one."""
    names = [alias.alias for alias in aliases if alias.is_idle]
    return (Line(f"{', '.join(names)}. {wording.IDLE}"),) if names else ()
