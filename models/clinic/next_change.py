"""The next day on which an answer may change by itself: a rule begins to hold, or ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from models.clinic.rules_in_force import ClinicRules
from models.coverage.fact_book import FactBook
from models.period import Period


def next_change(book: FactBook, rules: ClinicRules, today: date) -> date | None:
    """The first day after today on which a payer's position or a clinic's rule begins or is over.

    None where none is known of.
    """
    held = [position.in_force for of_payer in book.positions.values() for position in of_payer]
    held += [rule.in_force for rule in rules.known()]
    return min((day for day in _turns(held) if day > today), default=None)


def _turns(periods: Iterable[Period]) -> Iterator[date]:
    for period in periods:
        if period.first:
            yield period.first
        if period.last and period.last < date.max:
            yield period.last + timedelta(days=1)
