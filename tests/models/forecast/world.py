"""A world of patients: care that tapers off, slots in the week, holidays, visits missed and moved.

It knows nothing of the project, of how a forecast is made least of all: days and numbers only. A
seed is a patient. What the clinic has booked at some day is what was planned for the weeks behind
it; which of those visits will be missed or moved nobody knows yet.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)
WEEK = 7
FIRST, LAST = 2023, 2028
A_LONG_TIME = 400  # weeks

Phases = list[tuple[float, int]]  # visits a week, for so many weeks

SLOTS: dict[int, tuple[tuple[int, ...], ...]] = {
    1: tuple((weekday,) for weekday in range(5)),
    2: ((0, 2), (1, 3), (0, 3), (1, 4), (2, 4)),
    3: ((0, 2, 4), (0, 1, 3), (1, 2, 4)),
}


@dataclass(frozen=True)
class Patient:
    """Somebody under care: how many visits the payer allows, and what came of it.

    `visits` are the days on which the patient came, all of them; `planned` those that the clinic
    would book, `horizon` how many days ahead it does.
    """

    care: str
    limit: int
    visits: tuple[date, ...]
    planned: tuple[date, ...]
    horizon: int

    @property
    def reached(self) -> date | None:
        """The day on which the last visit of the limit was used, if care went on so long."""
        return self.visits[self.limit - 1] if len(self.visits) >= self.limit else None

    def booked(self, on: date) -> tuple[date, ...]:
        """What stands in the book on a day, at its end."""
        return tuple(d for d in self.planned if on < d <= on + timedelta(days=self.horizon))


def patient(seed: int) -> Patient:
    """The patient of a seed."""
    return _Life(random.Random(seed)).patient()  # noqa: S311 - a patient, no secret


@dataclass(frozen=True)
class _Life:
    """What a patient's days are drawn from."""

    of: random.Random

    def patient(self) -> Patient:
        care = self.of.choices(list(SHARES), list(SHARES.values()))[0]
        limit = self.of.choice([6, 8, 10, 12, 12, 16, 20, 20, 24, 30])
        closed = self.closed_days()
        start = date(2024, 1, 2) + self.of.randrange(900) * DAY
        while start.weekday() > 4 or start in closed:
            start += DAY
        wanted = self.now_and_then(start) if care == "now and then" else self.plan(care, start)
        planned = tuple(self.with_holidays(wanted, closed))
        visits = (start, *self.attended(start, planned, closed))
        if self.of.random() < 0.3:  # care ends before
            visits = visits[: self.of.randrange(4, limit + 4)]
        horizon = self.of.choice([7, 14, 14, 28, 28, 56, 400])
        return Patient(care, limit, visits, planned, horizon)

    def phases(self, care: str) -> Phases:
        """How often the therapist wants to see the patient, for how long."""
        some, few = (self.of.randrange(2, 8) for _ in range(2))
        rarely: Phases = [(0.5, self.of.choice([A_LONG_TIME, few])), (0.25, A_LONG_TIME)]
        return {
            "tapers off from three": [(3, self.of.randrange(1, 4)), (2, some), (1, few), *rarely],
            "tapers off from two": [(2, some), (1, few), *rarely],
            "three a week": [(3, A_LONG_TIME)],
            "two a week": [(2, A_LONG_TIME)],
            "weekly": [(1, A_LONG_TIME)],
            "every two weeks": [(0.5, A_LONG_TIME)],
            "flares up": [(1, some), (2, self.of.randrange(2, 5)), (1, A_LONG_TIME)],
        }[care]

    def plan(self, care: str, start: date) -> Iterator[date]:
        """The days of the plan: slots of the week, which may change with the phase."""
        week = start - start.weekday() * DAY
        slots = {n: self.of.choice(days) for n, days in SLOTS.items()}
        for per_week, weeks in self.phases(care):
            visits = max(1, int(per_week))
            days = self.of.choice(SLOTS[visits]) if self.of.random() < 0.3 else slots[visits]
            step = max(1, round(1 / per_week))
            for _ in range(0, weeks, step):
                if self.of.random() < 0.01:  # another slot from now on
                    days = self.of.choice(SLOTS[visits])
                yield from (day for n in days if (day := week + n * DAY) > start)
                week += step * WEEK * DAY
                if (week - start).days > A_LONG_TIME * 2:
                    return

    def now_and_then(self, start: date) -> Iterator[date]:
        """Somebody who books when it hurts."""
        day, mean = start, self.of.uniform(5, 12)
        while (day - start).days < A_LONG_TIME * 2:
            day += max(1, round(self.of.gammavariate(4, mean / 4))) * DAY
            while day.weekday() > 4:
                day += DAY
            yield day

    def closed_days(self) -> frozenset[date]:
        """When the clinic is closed: half of them work on some holidays, and half add two days."""
        days = frozenset(holidays(*((MAJOR | MINOR) if self.of.random() < 0.5 else MAJOR)))
        more = (nth(y, 11, 3, 4) + DAY for y in range(FIRST, LAST))
        eves = (date(y, 12, 24) for y in range(FIRST, LAST))
        return days | {*more, *eves} if self.of.random() < 0.5 else days

    def with_holidays(self, wanted: Iterator[date], closed: frozenset[date]) -> Iterator[date]:
        """Half of the visits that fall on a closed day are booked for the next one."""
        last = date.min
        for day in wanted:
            if day in closed:
                day += DAY  # noqa: PLW2901 - the next one
                if self.of.random() < 0.5 or day in closed or day.weekday() > 4:
                    continue
            if day > last:
                yield day
                last = day

    def attended(
        self, start: date, planned: tuple[date, ...], closed: frozenset[date]
    ) -> Iterator[date]:
        """What became of the bookings: some are missed, some moved by a day or a few."""
        misses, moves = self.of.betavariate(2, 12), self.of.uniform(0.25, 0.65)
        away = self.away(start)
        last = start
        for day in planned:
            if day in away:
                continue
            if self.of.random() < misses:
                day += self.of.choice([1, 1, 2, 3]) * DAY  # noqa: PLW2901 - another day
                is_open = day not in closed and day not in away and day.weekday() <= 4
                if self.of.random() > moves or not is_open:
                    continue
            if day > last:
                yield day
                last = day

    def away(self, start: date) -> frozenset[date]:
        """Vacations, colds and work trips."""
        days: set[date] = set()
        for _ in range(self.of.choices([0, 1, 2], [65, 28, 7])[0]):
            first = start + self.of.randrange(10, 150) * DAY
            days |= {first + n * DAY for n in range(self.of.choice([5, 7, 10, 14]))}
        return frozenset(days)


SHARES = {
    "tapers off from three": 15,
    "tapers off from two": 40,
    "three a week": 5,
    "two a week": 14,
    "weekly": 12,
    "every two weeks": 5,
    "flares up": 4,
    "now and then": 5,
}
"""So many of a hundred patients have this kind of care."""

MAJOR = frozenset({"new year", "memorial", "independence", "labor", "thanksgiving", "christmas"})
MINOR = frozenset({"king", "presidents", "juneteenth", "columbus", "veterans"})


def nth(year: int, month: int, weekday: int, number: int) -> date:
    """The third Monday of a month, and the like."""
    first = date(year, month, 1)
    return first + ((weekday - first.weekday()) % WEEK + WEEK * (number - 1)) * DAY


def holidays(*names: str) -> Iterator[date]:
    """The days of all years on which these are kept; on a weekend also the day beside it."""
    for year in range(FIRST, LAST):
        may = date(year, 5, 31)
        days = {
            "new year": date(year, 1, 1),
            "king": nth(year, 1, 0, 3),
            "presidents": nth(year, 2, 0, 3),
            "memorial": may - may.weekday() * DAY,
            "juneteenth": date(year, 6, 19),
            "independence": date(year, 7, 4),
            "labor": nth(year, 9, 0, 1),
            "columbus": nth(year, 10, 0, 2),
            "veterans": date(year, 11, 11),
            "thanksgiving": nth(year, 11, 3, 4),
            "christmas": date(year, 12, 25),
        }
        for name in sorted(names):
            day = days[name]
            yield day + {5: -DAY, 6: DAY}.get(day.weekday(), timedelta())
