"""How well forecasts held in the world of patients: python -m tests.models.forecast.measure 500."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from statistics import median

from models.period import Period
from models.visits.authorization import Authorization
from models.visits.forecast import Forecast, ForecastEnd, forecast
from models.visits.history import History
from models.visits.outlook import Outlook
from models.visits.session import Session
from models.visits.standing import standing
from tests.models.forecast.world import DAY, SHARES, Patient, patient

PROOF = 700_000
"""The first seed of patients by whom nothing was chosen; those from 10,000 were looked at."""

A_YEAR = 364

HORIZONS = (7, 14, 28, 56, 84, 120, 400)
"""So many days ahead a clinic books; the last one is a whole plan of care."""


@dataclass(frozen=True)
class Told:
    """A forecast, and what happened: the day itself, where care went on so long."""

    care: str
    left: int
    expected: Forecast
    reached: date

    @property
    def has_range(self) -> bool:
        """Whether a range was told."""
        return self.expected.latest is not None

    @property
    def is_booked(self) -> bool:
        """Whether every visit until the limit is booked."""
        return self.expected.booked >= self.left

    @property
    def is_inside(self) -> bool:
        """Whether the day lies in the range told."""
        expected = self.expected
        return bool(
            expected.earliest
            and expected.latest
            and expected.earliest <= self.reached <= expected.latest
        )

    @property
    def width(self) -> int:
        """How many days lie between the two ends of the range."""
        expected = self.expected
        ends = expected.earliest and expected.latest and expected.latest - expected.earliest
        return ends.days if ends else 0

    @property
    def error(self) -> int:
        """How many days the day told lies off, either way."""
        return abs((self.reached - (self.expected.about or self.reached)).days)


def told_of(
    seeds: Iterable[int], *, with_bookings: bool, horizon: int | None = None
) -> Iterator[Told]:
    """Every forecast of these patients that names a day, if the day came.

    Where a `horizon` is given every clinic books so many days ahead.
    """
    for seed in seeds:
        one = patient(seed)
        one = replace(one, horizon=horizon) if horizon else one
        for on in _days_to_tell(one, seed):
            expected = _expected(one, on, with_bookings=with_bookings)
            is_by_count = expected is not None and expected.ends is ForecastEnd.BY_COUNT
            if expected and is_by_count and one.reached:
                used = sum(day <= on for day in one.visits)
                yield Told(one.care, one.limit - used, expected, one.reached)


def _days_to_tell(one: Patient, seed: int) -> Iterator[date]:
    """The day of each visit until the limit is reached, and some of the days between."""
    dice = random.Random(seed)  # noqa: S311 - days, no secret
    until = one.visits[: one.limit]
    for on, following in pairwise(until):
        yield on
        if (following - on).days > 1 and dice.random() < 0.3:
            yield on + dice.randrange(1, (following - on).days) * DAY


def _expected(one: Patient, on: date, *, with_bookings: bool) -> Forecast | None:
    """What is told on a day; None where too little is known, or where bookings are and none is."""
    sessions = tuple(Session(number, day) for number, day in enumerate(one.visits, 1) if day <= on)
    first = one.visits[0]
    held = Authorization("x", one.limit, Period(first, first + A_YEAR * DAY))
    booked = one.booked(on)
    if with_bookings and not booked:
        return None
    stands = standing(held.limit, History(sessions, (held,)), on)
    return forecast(replace(stands, outlook=Outlook(booked)) if with_bookings else stands)


_HEAD = "| visits left | forecasts | real day in the range | median width | median error |"
_BY_CARE = "| care | real day in the range, at a pace | with bookings |"
GROUPS = ((1, 1), (2, 2), (3, 4), (5, 8), (9, 14), (15, 30))


def rows(told: Iterable[Told]) -> Iterator[tuple[str, int, str, str, str]]:
    """By visits left: forecasts, real days in the range told, median width, median error."""
    held = list(told)
    for first, last in (*GROUPS, (1, 30)):
        group = [t for t in held if first <= t.left <= last]
        if not group:
            continue
        ranged = [t for t in group if t.has_range]
        inside = f"{round(100 * share_inside(ranged))} %" if ranged else "no range"
        width = f"{median(t.width for t in ranged):g}" if ranged else "–"
        name = (
            "all" if (first, last) == (1, 30) else f"{first}–{last}" if last > first else f"{first}"
        )
        yield name, len(group), inside, width, f"{median(t.error for t in group):g}"


def share_inside(told: Iterable[Told]) -> float:
    """The share of ranges that held the real day."""
    ranged = [t for t in told if t.has_range]
    return sum(t.is_inside for t in ranged) / len(ranged) if ranged else 0.0


def booked_through(told: Iterable[Told]) -> tuple[int, float]:
    """Of the forecasts of which every visit is booked: how many, and their median error."""
    errors = [t.error for t in told if t.is_booked]
    return len(errors), median(errors)


_BY_HORIZON = "| booked so many days ahead | every visit until the limit is booked | median error |"


def table_by_horizon(patients: int, first: int = PROOF) -> list[str]:
    """The error with bookings by how far ahead a clinic books."""
    seeds = range(first, first + patients)
    lines = [_BY_HORIZON, "|---|---|---|"]
    for days in HORIZONS:
        told = list(told_of(seeds, with_bookings=True, horizon=days))
        share = round(100 * sum(t.is_booked for t in told) / len(told))
        ahead = "the whole plan of care" if days == HORIZONS[-1] else str(days)
        lines.append(f"| {ahead} | {share} % | {median(t.error for t in told):g} |")
    return lines


def table(patients: int, first: int = PROOF, *, with_bookings: bool) -> list[str]:
    """The table as the guide prints it."""
    told = told_of(range(first, first + patients), with_bookings=with_bookings)
    return [_HEAD, "|---|---|---|---|---|", *(f"| {' | '.join(map(str, r))} |" for r in rows(told))]


def table_by_care(patients: int, first: int = PROOF) -> list[str]:
    """The ranges by the kind of care: without bookings, then with them."""
    seeds = range(first, first + patients)
    ranged = [
        [one for one in told_of(seeds, with_bookings=booked) if one.has_range]
        for booked in (False, True)
    ]
    lines = [_BY_CARE, "|---|---|---|"]
    for care in SHARES:
        shares = (share_inside(one for one in told if one.care == care) for told in ranged)
        lines.append(f"| {care} | {' | '.join(f'{round(100 * share)} %' for share in shares)} |")
    return lines


def main() -> None:
    """Print the tables."""
    patients = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    first = int(sys.argv[2]) if len(sys.argv) > 2 else PROOF
    for title, booked in (("Without bookings", False), ("With bookings", True)):
        rows_told = table(patients, first, with_bookings=booked)
        sys.stdout.write("\n".join([f"{title}, {patients} patients", "", *rows_told, "", ""]))
    seeds = range(first, first + patients)
    number, error = booked_through(told_of(seeds, with_bookings=True))
    sys.stdout.write(f"Booked as far as the limit: {number} forecasts, median error {error:g}\n\n")
    sys.stdout.write("\n".join([*table_by_care(patients, first), "", ""]))
    sys.stdout.write("\n".join([*table_by_horizon(patients, first), ""]))


if __name__ == "__main__":
    main()
