"""Every window against a twin that walks the calendar a day at a time."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st

from models.period import Period
from models.visits.program_window import (
    CalendarDay,
    CalendarWeek,
    FirstDays,
    FiscalYear,
    MonthsFromFirstVisit,
    UntilGap,
)
from models.visits.window import (
    AuthorizationWindow,
    BenefitYear,
    CalendarMonth,
    CalendarYear,
    DaysFromFirstVisit,
    Episode,
    Injury,
    Lifetime,
    RollingDays,
    RollingMonths,
    Window,
    YearFromFirstVisit,
)

START = date(2023, 1, 1)  # 2024 has a leap day
SPAN = 3 * 365
ONE = timedelta(days=1)


class Tape:
    """Whatever is random, drawn from one seed: much quicker than lists of dates from Hypothesis."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - histories, no secrets

    def number(self, below: int) -> int:
        """A number from nothing up to, and without, a bound."""
        return int(self._random.random() * below)

    def day(self) -> date:
        """The next day, some of them close together and some at the turn of a month."""
        return START + self.number(SPAN) * ONE

    def days(self, most: int) -> list[date]:
        """Up to so many days, in no order, some of them twice."""
        near = self.day()
        drawn = (
            near + self.number(120) * ONE if self.number(2) else self.day()
            for _ in range(self.number(most + 1))
        )
        return list(drawn)

    def period(self) -> Period:
        """A stretch of up to 400 days."""
        first = self.day()
        return Period(first, first + self.number(400) * ONE)


TAPES = st.integers(0, 2**24 - 1).map(Tape)
# A thousand random histories for each kind of window: four from each of 250 tapes, because drawing
# an example costs Hypothesis more than counting one.
A_THOUSAND, FROM_EACH = settings(max_examples=250, deadline=None), range(4)
A_HUNDRED = settings(max_examples=100, deadline=None)

WINDOWS: dict[str, Callable[[Tape], Window]] = {
    "calendar year": lambda _: CalendarYear(),
    "calendar month": lambda _: CalendarMonth(),
    "calendar week": lambda _: CalendarWeek(),
    "calendar day": lambda _: CalendarDay(),
    "benefit year": lambda tape: BenefitYear(*_month_and_day(tape)),
    "fiscal year": lambda tape: FiscalYear(*_month_and_day(tape)),
    "rolling days": lambda tape: RollingDays(1 + tape.number(500)),
    "rolling months": lambda tape: RollingMonths(1 + tape.number(24)),
    "days from the first visit": lambda tape: DaysFromFirstVisit(1 + tape.number(400)),
    "days from the first visit after a gap": lambda tape: DaysFromFirstVisit(
        1 + tape.number(120), tape.number(121)
    ),
    "months from the first visit": lambda tape: MonthsFromFirstVisit(1 + tape.number(24)),
    "year from the first visit": lambda _: YearFromFirstVisit(),
    "days from the very first visit": lambda tape: FirstDays(1 + tape.number(400)),
    "until a gap without a visit": lambda tape: UntilGap(1 + tape.number(60)),
    "authorization": lambda tape: AuthorizationWindow(tape.period()),
    "episode": lambda tape: Episode(tape.period()),
    "injury": lambda tape: Injury(tape.day()),
    "lifetime": lambda _: Lifetime(),
}
every_kind = pytest.mark.parametrize("kind", WINDOWS)


def _some_leap_day(tape: Tape) -> date:
    return tape.day() if tape.number(4) else date(2024, 2, 29)


def _month_and_day(tape: Tape) -> tuple[int, int]:
    on = _some_leap_day(tape)
    return on.month, on.day


def twin(  # noqa: C901, PLR0911 - a case for each kind
    window: Window, on: date, visits: Sequence[date]
) -> Callable[[date], bool]:
    """Whether a day up to `on` counts on that day, by walking there."""
    match window:
        case CalendarYear():
            return lambda day: day.year == on.year
        case CalendarMonth():
            return lambda day: (day.year, day.month) == (on.year, on.month)
        case CalendarWeek():
            return _since(on, lambda day: day.strftime("%a") == "Sun")
        case CalendarDay():
            return lambda day: day == on
        case BenefitYear(month, day_of_month) | FiscalYear(month, day_of_month):
            return _since(on, lambda day: _begins(day, month, day_of_month))
        case RollingDays(days):
            held = {on - timedelta(days=n) for n in range(days)}
            return held.__contains__
        case RollingMonths(months):
            before = on - relativedelta(months=months)
            return lambda day: day > before
        case FirstDays(days):
            first = next(day for day in _each(min([*visits, on]), on) if day in {*visits, on})
            return lambda day: first <= day < first + timedelta(days=days)
        case UntilGap(days):
            return _since_gap(days, on, set(visits))
        case DaysFromFirstVisit() | MonthsFromFirstVisit() | YearFromFirstVisit():
            opened = _walk(window, on, set(visits))
            return lambda day: opened[0] <= day <= opened[1]
        case AuthorizationWindow(period) | Episode(Period() as period):
            assert period.first
            assert period.last
            length = (period.last - period.first).days
            held = {period.first + timedelta(days=n) for n in range(length + 1)}
            return held.__contains__
        case Injury(injured):
            return lambda day: injured is None or not day < injured
    return lambda _: True


def _since(on: date, begins: Callable[[date], bool]) -> Callable[[date], bool]:
    """Walk back to the day on which it began."""
    first = on
    while not begins(first):
        first -= ONE
    return lambda day: day >= first


def _since_gap(days: int, on: date, visits: set[date]) -> Callable[[date], bool]:
    """Walk on from the first visit, forgetting the episode once so many days went without one."""
    first, without = on, 10_000
    for day in _each(min([*visits, on]), on):
        if day in visits or day == on:
            first, without = (day if without > days else first), 0
        without += 1
    return lambda day: day >= first


def _begins(day: date, month: int, day_of_month: int) -> bool:
    if (day.month, day.day) == (month, day_of_month):
        return True
    yesterday = day - ONE
    skipped = (month, day_of_month) == (2, 29) and (yesterday.month, yesterday.day) == (2, 28)
    return skipped and day.month == 3


def _walk(
    window: DaysFromFirstVisit | MonthsFromFirstVisit | YearFromFirstVisit,
    on: date,
    visits: set[date],
) -> tuple[date, date]:
    """Walk on from the first visit, opening and closing; the stretch that is open at the end."""
    stretch = (on, on)
    is_open, since_visit, ever = False, 10_000, False
    for day in _each(min([*visits, on]), on):
        if is_open and _is_done(window, stretch[0], day):
            is_open = False
        gap = window.gap if isinstance(window, DaysFromFirstVisit) else 0
        may_open = not is_open and (not ever or since_visit >= gap)
        if may_open and (day in visits or day == on):
            stretch, is_open, ever = (day, day), True, True
        if is_open:
            stretch = (stretch[0], day)
        since_visit = 1 if day in visits else since_visit + 1
    return stretch


def _is_done(
    window: DaysFromFirstVisit | MonthsFromFirstVisit | YearFromFirstVisit, first: date, day: date
) -> bool:
    if isinstance(window, MonthsFromFirstVisit):
        day_after = first + relativedelta(months=window.months)
        return day > day_after if day_after.day < first.day else day >= day_after
    if isinstance(window, DaysFromFirstVisit):
        return (day - first).days >= window.days
    # the months that began after the first visit's own: the twelfth begins a new year
    return (day.year - first.year) * 12 + day.month - first.month >= 12


def _each(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += ONE


@every_kind
@A_THOUSAND
@given(tape=TAPES)
def test_a_window_holds_the_days_that_walking_finds(kind: str, tape: Tape) -> None:
    for _ in FROM_EACH:
        window, visits, on = WINDOWS[kind](tape), tape.days(20), tape.day()
        period = window.holding(on, visits)
        counts = twin(window, on, visits)
        for day in {*visits, on, on - ONE, START, *_ends(period)}:
            if day <= on:
                assert period.holds(day) is counts(day), f"{window}: {day}, on {on}"


@every_kind
@A_HUNDRED
@given(tape=TAPES)
def test_the_order_of_the_visits_and_those_ahead_do_not_matter(kind: str, tape: Tape) -> None:
    window, visits, on = WINDOWS[kind](tape), tape.days(20), tape.day()
    so_far = sorted(visit for visit in visits if visit <= on)
    assert window.holding(on, visits) == window.holding(on, so_far)


def _ends(period: Period) -> Iterator[date]:
    for end in filter(None, (period.first, period.last)):
        yield from (end - ONE, end, end + ONE)


@pytest.mark.parametrize("kind", ["rolling days", "rolling months"])
@A_THOUSAND
@given(tape=TAPES)
def test_a_visit_drops_out_on_the_first_day_that_does_not_hold_it(kind: str, tape: Tape) -> None:
    window, visit = WINDOWS[kind](tape), tape.day()
    leaves = window.leaves(visit)
    assert leaves
    assert not window.holding(leaves, ()).holds(visit)
    assert window.holding(leaves - ONE, ()).holds(visit)


@pytest.mark.parametrize("kind", ["calendar month", "benefit year"])
@A_THOUSAND
@given(tape=TAPES)
def test_a_year_is_followed_by_the_next_without_a_gap(kind: str, tape: Tape) -> None:
    window, on = WINDOWS[kind](tape), tape.day()
    last = window.holding(on, ()).last
    assert last
    assert window.holding(last + ONE, ()).first == last + ONE
