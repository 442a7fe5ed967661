"""The stretches of days that a visit opens: days, months or a year from the first visit, a gap.

Window
├── DaysFromFirstVisit        opened by a visit, and opened again by a later one
├── MonthsFromFirstVisit      the same, to the day so many months later
├── YearFromFirstVisit        the same, in whole months
├── FirstDays                 opened by the first visit of all, and never again
└── UntilGap                  opened by a visit, and over after days without one
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import ClassVar

from models.coverage.period import Period
from models.visits.window import Renewing, Window, month_later, positive, same_day


@dataclass(frozen=True, slots=True)
class DaysFromFirstVisit(Window):
    """N days, the first visit's day among them; the first visit after their end opens N more.

    With `gap`, a visit opens a new stretch only if none took place in the `gap` days before it: a
    visit exactly `gap` days after the last one does. Until then the old stretch is over and no
    other is open (UnitedHealthcare Medicare Advantage: eight weeks, a gap in care of 90 days).
    """

    days: int
    gap: int = 0
    waits: ClassVar[bool] = True

    def __post_init__(self) -> None:
        """Refuse a window of less than one day."""
        positive(self.days)

    @property
    def renews(self) -> bool:
        """Whether the count begins again without a gap in care."""
        return self.gap == 0

    def holding(self, on: date, visits: Sequence[date], /) -> Period:
        """The days from the visit that opened them."""
        return _opened(on, visits, lambda first: first + timedelta(days=self.days - 1), self.gap)


@dataclass(frozen=True, slots=True)
class MonthsFromFirstVisit(Renewing):
    """N months, from the first visit to the day before the same day of the month.

    The first visit after them opens N more (MassHealth: 12 months from the first visit). Where the
    last month is too short for that day, they end with its last day.
    """

    months: int
    waits: ClassVar[bool] = True

    def __post_init__(self) -> None:
        """Refuse a window of less than one month."""
        positive(self.months)

    def holding(self, on: date, visits: Sequence[date], /) -> Period:
        """The months from the visit that opened them."""
        return _opened(on, visits, lambda first: same_day(first, self.months) - timedelta(days=1))


@dataclass(frozen=True, slots=True)
class YearFromFirstVisit(Renewing):
    """A year that the first visit opens, and in which eleven full months pass after its month.

    So a first visit on 21 March 2020 leaves the year open to 28 February 2021, and a visit on or
    after 1 March 2021 opens a new one (Priority Health's reading of NCD 30.3.3).
    """

    waits: ClassVar[bool] = True

    def holding(self, on: date, visits: Sequence[date], /) -> Period:
        """The year from the visit that opened it."""
        return _opened(on, visits, lambda first: month_later(first, 12) - timedelta(days=1))


@dataclass(frozen=True, slots=True)
class FirstDays(Window):
    """The first N days of care, the first visit's day among them; nothing takes their place.

    Workers' compensation frees visits of the first days after an injury (Ohio and Hawaii: 60). The
    day of an injury is not kept: the first visit stands in for it, so the days may end sooner.
    """

    days: int
    waits: ClassVar[bool] = True

    def __post_init__(self) -> None:
        """Refuse a window of less than one day."""
        positive(self.days)

    def holding(self, on: date, visits: Sequence[date], /) -> Period:
        """The days from the first visit of all."""
        first = min([on, *(visit for visit in visits if visit <= on)])
        return Period(first, first + timedelta(days=self.days - 1))


@dataclass(frozen=True, slots=True)
class UntilGap(Window):
    """An episode of care that a gap ends: a visit opens a new one after N days without any.

    A visit N days after the last one still belongs to it, one on the next day does not (Wyoming and
    Maine: new when the condition was not treated in the 90 days before).
    """

    days: int
    waits: ClassVar[bool] = True
    stretches: ClassVar[bool] = True

    def __post_init__(self) -> None:
        """Refuse a gap of less than one day."""
        positive(self.days)

    def holding(self, on: date, visits: Sequence[date], /) -> Period:
        """The episode, to the last day on which a visit would still belong to it."""
        gap = timedelta(days=self.days)
        past = sorted(visit for visit in visits if visit <= on)
        first = last = on
        for day in reversed(past):
            if first - day > gap:
                break
            first, last = day, past[-1]
        return Period(first, last + gap)


def _opened(
    on: date, visits: Sequence[date], last_of: Callable[[date], date], gap: int = 0
) -> Period:
    """The stretch that the latest opening visit opened, or that a visit on the day would open."""
    days = [*sorted(visit for visit in visits if visit <= on), on]
    stretch = Period(days[0], last_of(days[0]))
    for before, day in pairwise(days):
        if not stretch.holds(day) and (day - before).days >= gap:
            stretch = Period(day, last_of(day))
    return stretch
