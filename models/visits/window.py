"""When a count begins again: calendar and benefit years, rolling, from a first visit, never.

    Window
    ├── CalendarYear, CalendarMonth          the calendar's own
    ├── BenefitYear                          a year from a day of the plan
    ├── RollingDays, RollingMonths           look back from each day; every visit drops out alone
    ├── DaysFromFirstVisit                   opened by a visit, and opened again by a later one
    ├── YearFromFirstVisit                   the same, in whole months
    ├── Authorized, Episode                  dates that somebody set
    ├── Injury, Lifetime                     never begin again
    └── those of public programs             in `program_window.py`: weeks, days, fiscal years, gaps

Everything is a date of service in the clinic's time zone. No window reads a clock.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import ClassVar

from dateutil.relativedelta import relativedelta

from models.period import Period

_DAY = timedelta(days=1)


class Window(ABC):
    """A rule that says which stretch of days a day belongs to.

    `rolls`: the stretch moves with the day, so that a count falls without anybody doing anything.
    `waits`: no stretch is open until a visit opens one.
    `stretches`: every visit in it puts its end off.
    `opens_by_any`: any visit of the payer opens it, also one that does not count in it.
    """

    __slots__ = ()

    rolls: ClassVar[bool] = False
    waits: ClassVar[bool] = False
    stretches: ClassVar[bool] = False
    opens_by_any: ClassVar[bool] = False

    @abstractmethod
    def holding(self, on: date, visits: Sequence[date], /) -> Period:
        """The stretch that counts on a day, given the days of the visits so far.

        Visits after the day are ignored, and their order does not matter. Where no visit has opened
        a stretch yet, this is the one that a visit on the day would open. A stretch that lies
        wholly before the day is over, and nothing has taken its place.
        """

    @property
    def renews(self) -> bool:
        """Whether the count begins again on the day after the stretch ends."""
        return False

    def leaves(self, _: date, /) -> date | None:
        """The first day on which a visit no longer counts; None if the stretch does not roll."""
        return None


class Renewing(Window):
    """A window that follows itself without a gap."""

    __slots__ = ()

    @property
    def renews(self) -> bool:
        """Always: a new stretch begins the next day."""
        return True


@dataclass(frozen=True, slots=True)
class CalendarYear(Renewing):
    """From 1 January to 31 December."""

    def holding(self, on: date, _: Sequence[date], /) -> Period:
        """The calendar year in which the day lies."""
        return Period(date(on.year, 1, 1), date(on.year, 12, 31))


@dataclass(frozen=True, slots=True)
class CalendarMonth(Renewing):
    """From the first to the last of a month."""

    def holding(self, on: date, _: Sequence[date], /) -> Period:
        """The calendar month in which the day lies."""
        return Period(on.replace(day=1), on + relativedelta(day=31))


@dataclass(frozen=True, slots=True)
class BenefitYear(Renewing):
    """A plan's year, from the same month and day each year.

    A year from 29 February begins on 1 March where there is none, so that it never begins early.
    """

    month: int
    day: int = 1

    def __post_init__(self) -> None:
        """Refuse a day that no calendar has."""
        date(2024, self.month, self.day)

    def holding(self, on: date, _: Sequence[date], /) -> Period:
        """The plan's year that the day lies in."""
        start = _anniversary(on.year, self.month, self.day)
        if on < start:
            start = _anniversary(on.year - 1, self.month, self.day)
        return Period(start, _anniversary(start.year + 1, self.month, self.day) - _DAY)


@dataclass(frozen=True, slots=True)
class RollingDays(Window):
    """The last N days, the day itself among them.

    With 365 days a visit on 1 March 2025 counts up to 28 February 2026 and drops out on 1 March.
    """

    days: int
    rolls: ClassVar[bool] = True

    def __post_init__(self) -> None:
        """Refuse a window of less than one day."""
        positive(self.days)

    def holding(self, on: date, _: Sequence[date], /) -> Period:
        """The days up to this one."""
        return Period(on - timedelta(days=self.days - 1), on)

    def leaves(self, visit: date, /) -> date:
        """The day that is N days after the visit."""
        return visit + timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class RollingMonths(Window):
    """The last N months: a visit counts while it lies after the same day N months back.

    As Medicare's trigger point policies count: sessions in the 12 months before a date of service
    (L36859). Where the month N months back is too short, its last day stands for the missing one:
    on 31 March, one month back is 28 February. So a visit on 31 January drops out on 1 March.
    """

    months: int
    rolls: ClassVar[bool] = True

    def __post_init__(self) -> None:
        """Refuse a window of less than one month."""
        positive(self.months)

    def holding(self, on: date, _: Sequence[date], /) -> Period:
        """The months up to this day."""
        return Period(on - relativedelta(months=self.months) + _DAY, on)

    def leaves(self, visit: date, /) -> date:
        """The same day N months on, or the first of the next month where there is no such day."""
        later = visit + relativedelta(months=self.months)
        return later if later.day == visit.day else later + _DAY


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
        return opened(on, visits, lambda first: first + timedelta(days=self.days - 1), self.gap)


@dataclass(frozen=True, slots=True)
class YearFromFirstVisit(Renewing):
    """A year that the first visit opens, and in which eleven full months pass after its month.

    So a first visit on 21 March 2020 leaves the year open to 28 February 2021, and a visit on or
    after 1 March 2021 opens a new one (Priority Health's reading of NCD 30.3.3).
    """

    waits: ClassVar[bool] = True

    def holding(self, on: date, visits: Sequence[date], /) -> Period:
        """The year from the visit that opened it."""
        return opened(on, visits, lambda first: first + relativedelta(years=1, day=1, days=-1))


@dataclass(frozen=True, slots=True)
class AuthorizationWindow(Window):
    """The dates of an authorization. Only a new authorization opens others."""

    period: Period

    def holding(self, _on: date, _: Sequence[date], /) -> Period:
        """The dates of the authorization, whatever the day."""
        return self.period


@dataclass(frozen=True, slots=True)
class Episode(Window):
    """One episode of care. Without dates, those of the alias's own episode are meant."""

    period: Period | None = None

    def holding(self, _on: date, _: Sequence[date], /) -> Period:
        """The episode's days; every day where nobody told any."""
        return self.period or Period()


@dataclass(frozen=True, slots=True)
class Injury(Window):
    """Everything for one injury, from its day where that is known. One alias stands for one injury.

    California counts 24 visits per industrial injury (Labor Code 4604.5(c)).
    """

    injured: date | None = None

    def holding(self, _on: date, _: Sequence[date], /) -> Period:
        """Every day from the injury on."""
        return Period(self.injured)


@dataclass(frozen=True, slots=True)
class Lifetime(Window):
    """Everything for one patient, as Washington L&I counts: no reset is printed."""

    def holding(self, _on: date, _: Sequence[date], /) -> Period:
        """A period without beginning or end."""
        return Period()


def opened(
    on: date, visits: Sequence[date], last_of: Callable[[date], date], gap: int = 0
) -> Period:
    """The stretch that the latest opening visit opened, or that a visit on the day would open."""
    days = [*sorted(visit for visit in visits if visit <= on), on]
    stretch = Period(days[0], last_of(days[0]))
    for before, day in pairwise(days):
        if not stretch.holds(day) and (day - before).days >= gap:
            stretch = Period(day, last_of(day))
    return stretch


def _anniversary(year: int, month: int, day: int) -> date:
    """The day of a month in a year; 1 March for a 29 February that the year lacks."""
    return date(year, month, 1) + timedelta(days=day - 1)


def positive(number: int) -> None:
    """Refuse a length of less than one."""
    if number < 1:
        raise ValueError(f"{number} is no length of time")
