"""Windows of public programs and laws: week, day, fiscal year, first days, months, until a gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from dateutil.relativedelta import relativedelta

from models.period import Period
from models.visits.window import BenefitYear, Renewing, Window, opened, positive


@dataclass(frozen=True, slots=True)
class CalendarWeek(Renewing):
    """From Sunday to Saturday, as calendars in the United States print a week."""

    waits: ClassVar[bool] = True

    def holding(self, on: date, _: Sequence[date], /) -> Period:
        """The week in which the day lies."""
        sunday = on - timedelta(days=on.isoweekday() % 7)
        return Period(sunday, sunday + timedelta(days=6))


@dataclass(frozen=True, slots=True)
class CalendarDay(Renewing):
    """One date of service."""

    waits: ClassVar[bool] = True

    def holding(self, on: date, _: Sequence[date], /) -> Period:
        """The day itself."""
        return Period(on, on)


@dataclass(frozen=True, slots=True)
class FiscalYear(Renewing):
    """A program's own year, from the same month and day for every member.

    Unlike a benefit year it is not the plan's: what a chart says of its plan leaves it as it is
    (Arizona Medicaid counts from October 1, South Carolina counted from July 1).
    """

    month: int
    day: int = 1

    def __post_init__(self) -> None:
        """Refuse a day that no calendar has."""
        date(2024, self.month, self.day)

    def holding(self, on: date, visits: Sequence[date], /) -> Period:
        """The program's year that the day lies in."""
        return BenefitYear(self.month, self.day).holding(on, visits)


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
        return opened(on, visits, self._last)

    def _last(self, first: date) -> date:
        later = first + relativedelta(months=self.months)
        return later - timedelta(days=1) if later.day == first.day else later


@dataclass(frozen=True, slots=True)
class FirstDays(Window):
    """The first N days of care, the first visit's day among them; nothing takes their place.

    Workers' compensation frees visits of the first days after an injury (Ohio and Hawaii: 60). The
    day of an injury is not kept: the first visit stands in for it, so the days may end sooner.
    """

    days: int
    waits: ClassVar[bool] = True
    opens_by_any: ClassVar[bool] = True

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
