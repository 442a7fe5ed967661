"""The days around one on which the same is answered: no rule begins or ends between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from models.coverage.position import Position
from models.period import Period

_DAY = timedelta(days=1)


def days_alike(on: date, rules: Iterable[Period]) -> Period:
    """The days of one's year, around it, within which none of these rules begins or ends."""
    first, last = date(on.year, 1, 1), date(on.year, 12, 31)
    for turn in (turn for rule in rules for turn in _turns(rule)):
        if first < turn <= on:
            first = turn
        elif on < turn <= last:
            last = turn - _DAY
    return Period(first, last)


def of_service(positions: Iterable[Position]) -> Iterator[Period]:
    """When positions hold for a day of service, or are known at all."""
    for position in positions:
        yield position.in_force
        yield Period(position.known_from)


def of_knowing(positions: Iterable[Position]) -> Iterator[Period]:
    """When the book held positions."""
    yield from (position.recorded for position in positions)


def _turns(rule: Period) -> Iterator[date]:
    """The first days on which something else may hold."""
    if rule.first:
        yield rule.first
    if rule.last and rule.last != date.max:
        yield rule.last + _DAY
