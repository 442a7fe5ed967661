"""Twin: visits of several cases and what pays them, in every way that untold ones may be meant.

It knows nothing of the project: days, numbers and names only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product


@dataclass(frozen=True)
class Granted:
    """So many visits of a case between two days; without one, of whatever is treated."""

    number: int
    first: date
    last: date
    case: str = ""

    def takes(self, visit: Seen) -> bool:
        """Whether a visit is one of those granted."""
        return self.first <= visit.on <= self.last and self.case in ("", visit.case)


@dataclass(frozen=True)
class Seen:
    """A visit: its number in the order of logging, its day and its case; None: nobody told."""

    number: int
    on: date
    case: str | None = None


def left(granted: Sequence[Granted], seen: Sequence[Seen]) -> list[int]:
    """What each grant has left once every visit is paid by the one that ends first, with room."""
    paid: list[set[date]] = [set() for _ in granted]
    for visit in sorted(seen, key=lambda v: (v.on, v.number)):
        soonest = None
        for at, grant in enumerate(granted):
            has_room = visit.on in paid[at] or len(paid[at]) < grant.number
            if grant.takes(visit) and has_room:
                is_sooner = soonest is None or grant.last < granted[soonest].last
                soonest = at if is_sooner else soonest
        if soonest is not None:
            paid[soonest].add(visit.on)
    return [grant.number - len(days) for grant, days in zip(granted, paid, strict=True)]


def worlds(granted: Sequence[Granted], seen: Sequence[Seen]) -> Iterator[list[Seen]]:
    """The visits with every case that each untold one may have been of, or of none granted."""
    cases = [*{grant.case for grant in granted if grant.case}, "of something else"]
    for meant in product(*(cases if v.case is None else [v.case] for v in seen)):
        yield [replace(v, case=case) for v, case in zip(seen, meant, strict=True)]


def least_left(granted: Sequence[Granted], seen: Sequence[Seen]) -> list[int]:
    """What each grant has left at the least, whichever the untold cases are."""
    return [min(numbers) for numbers in zip(*_lefts(granted, seen), strict=True)]


def most_left(granted: Sequence[Granted], seen: Sequence[Seen]) -> list[int]:
    """What each grant has left at the most."""
    return [max(numbers) for numbers in zip(*_lefts(granted, seen), strict=True)]


def _lefts(granted: Sequence[Granted], seen: Sequence[Seen]) -> list[list[int]]:
    return [left(granted, world) for world in worlds(granted, seen)]


def treated(seen: Sequence[Seen]) -> int:
    """How many visits a plan counts: each day once, whatever was treated on it."""
    return len({visit.on for visit in seen})
