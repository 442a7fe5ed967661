"""How near any correction could bring the days told: python -m tests.models.forecast.bound 4000.

Of so many patients, by whom the proof was not chosen, it learns for each kind of forecast (visits
left that nobody booked, the pace, visits booked) by how many days the day told is best put off: by
the middle of the errors, or so that most days lie within four. The patients of the proof are then
told so. It is a bound for a method that knows this world better than any clinic knows its own.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from statistics import median

from tests.models.forecast.measure import PROOF, Told, told_of

LEARNED = 20_000
"""The first seed of patients that are learned from; those of the proof begin far behind."""

NEAR = 4  # days
FEWEST = 8  # forecasts of a kind, or nothing is learned of it

Kind = tuple[int, int, int]


def kind(told: Told) -> Kind:
    """What a forecast has in common with others: visits not booked, pace, visits booked."""
    expected = told.expected
    open_ = max(told.left - expected.booked, 0)
    return (
        bisect_left([0, 1, 2, 3, 4, 6, 8, 11, 14, 20], open_),
        bisect_left([2.9, 4.2, 5.5, 7.5, 10, 16], float(expected.pace.gap)),
        bisect_left([1, 2, 4, 8, 16], expected.booked),
    )


def late(told: Told) -> int:
    """By how many days the real day came later than told."""
    return (told.reached - (told.expected.about or told.reached)).days


def nearest(errors: list[int]) -> int:
    """The number of days off from which most of the errors lie near."""
    seen = Counter(errors)

    def hits(shift: int) -> tuple[int, int]:
        return sum(seen[shift + off] for off in range(-NEAR, NEAR + 1)), -abs(shift)

    return max(range(min(errors), max(errors) + 1), key=hits)


def learned(told: Iterable[Told], choose: Callable[[list[int]], float]) -> dict[Kind, int]:
    """By how many days each kind of forecast is to be put off."""
    errors: dict[Kind, list[int]] = defaultdict(list)
    for one in told:
        errors[kind(one)].append(late(one))
    return {of: round(choose(found)) for of, found in errors.items() if len(found) >= FEWEST}


def put_off(told: Told, by: int) -> Told:
    """The same forecast with a later day."""
    about = told.expected.about
    day = about + timedelta(days=by) if about else None
    return replace(told, expected=replace(told.expected, about=day))


def main() -> None:
    """Print how near each way comes."""
    patients = int(sys.argv[1]) if len(sys.argv) > 1 else 4000
    before = list(told_of(range(LEARNED, LEARNED + patients), with_bookings=True))
    proof = list(told_of(range(PROOF, PROOF + 500), with_bookings=True))
    lines = ["| way | median error | within 4 days |", "|---|---|---|", _row("as told", proof)]
    ways: tuple[tuple[str, Callable[[list[int]], float]], ...] = (
        ("by the middle of the errors", median),
        ("so that most lie within 4 days", nearest),
    )
    for name, choose in ways:
        shifts = learned(before, choose)
        moved = [put_off(one, shifts.get(kind(one), 0)) for one in proof]
        kept = [t if t.is_booked else m for t, m in zip(proof, moved, strict=True)]
        lines.append(_row(f"{name}; a booked last visit on its day", kept))
        lines.append(_row(f"{name}; booked or not", moved))
    sys.stdout.write("\n".join([*lines, ""]))


def _row(name: str, told: list[Told]) -> str:
    near = sum(one.error <= NEAR for one in told) / len(told)
    return f"| {name} | {median(one.error for one in told):g} | {round(100 * near)} % |"


if __name__ == "__main__":
    main()
