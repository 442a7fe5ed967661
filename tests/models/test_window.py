"""When each kind of window begins, ends, begins again, and lets go of a visit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

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


def day(iso: str) -> date:
    """A date, short enough for a table."""
    return date.fromisoformat(iso)


def days(text: str) -> list[date]:
    """Several dates."""
    return [day(iso) for iso in text.split()]


@pytest.mark.parametrize(
    ("window", "on", "first", "last"),
    [
        pytest.param(
            CalendarYear(), "2024-07-01", "2024-01-01", "2024-12-31", id="a calendar year"
        ),
        pytest.param(
            CalendarYear(), "2024-12-31", "2024-01-01", "2024-12-31",
            id="31 December is still the old year",
        ),
        pytest.param(
            CalendarYear(), "2025-01-01", "2025-01-01", "2025-12-31", id="1 January is the new year"
        ),
        pytest.param(
            BenefitYear(7), "2024-07-01", "2024-07-01", "2025-06-30",
            id="a July plan year begins on 1 July",
        ),
        pytest.param(
            BenefitYear(7), "2025-06-30", "2024-07-01", "2025-06-30",
            id="a July plan year runs to 30 June",
        ),
        pytest.param(
            BenefitYear(10, 15), "2024-02-29", "2023-10-15", "2024-10-14",
            id="a plan year from the middle of a month, on a leap day",
        ),
        pytest.param(
            BenefitYear(3), "2024-02-29", "2023-03-01", "2024-02-29",
            id="a March plan year ends on the leap day",
        ),
        pytest.param(
            BenefitYear(2, 29), "2023-02-28", "2022-03-01", "2023-02-28",
            id="a year from a leap day begins on 1 March where there is none",
        ),
        pytest.param(
            BenefitYear(2, 29), "2024-02-29", "2024-02-29", "2025-02-28",
            id="a year from a leap day begins on it where there is one",
        ),
        pytest.param(
            CalendarMonth(), "2024-02-10", "2024-02-01", "2024-02-29", id="a leap February"
        ),
        pytest.param(
            CalendarWeek(), "2026-11-28", "2026-11-22", "2026-11-28", id="Sunday to Saturday"
        ),
        pytest.param(
            CalendarWeek(), "2026-11-29", "2026-11-29", "2026-12-05", id="Sunday begins a week"
        ),
        pytest.param(CalendarDay(), "2026-11-28", "2026-11-28", "2026-11-28", id="a day"),
        pytest.param(
            FiscalYear(10), "2026-09-30", "2025-10-01", "2026-09-30", id="a year from October"
        ),
        pytest.param(
            RollingDays(365), "2025-03-01", "2024-03-02", "2025-03-01", id="the last 365 days"
        ),
        pytest.param(
            RollingDays(365), "2024-03-01", "2023-03-03", "2024-03-01",
            id="the last 365 days over a leap day",
        ),
        pytest.param(RollingDays(1), "2024-03-01", "2024-03-01", "2024-03-01", id="the day alone"),
        pytest.param(
            RollingMonths(12), "2025-04-02", "2024-04-03", "2025-04-02", id="the last 12 months"
        ),
        pytest.param(
            RollingMonths(12), "2025-02-28", "2024-02-29", "2025-02-28",
            id="twelve months back from 28 February holds the leap day",
        ),
        pytest.param(
            RollingMonths(1), "2025-03-31", "2025-03-01", "2025-03-31",
            id="a month back from 31 March",
        ),
        pytest.param(
            AuthorizationWindow(Period(date(2025, 12, 15), date(2026, 1, 15))), "2026-03-01",
            "2025-12-15", "2026-01-15", id="an authorization keeps its dates over New Year",
        ),
        pytest.param(Episode(), "2026-01-01", None, None, id="an episode of unknown dates"),
        pytest.param(Lifetime(), "2026-01-01", None, None, id="a lifetime"),
        pytest.param(
            Injury(date(2025, 5, 4)), "2026-01-01", "2025-05-04", None, id="since the injury"
        ),
    ],
)  # fmt: skip
def test_the_stretch_that_holds_a_day(
    window: Window, on: str, first: str | None, last: str | None
) -> None:
    found = window.holding(day(on), ())
    assert found == Period(day(first) if first else None, day(last) if last else None)


@pytest.mark.parametrize(
    ("window", "visits", "on", "first", "last"),
    [
        pytest.param(
            MonthsFromFirstVisit(12), "2026-03-21", "2027-03-20", "2026-03-21", "2027-03-20",
            id="twelve months end the day before the first visit's day",
        ),
        pytest.param(
            MonthsFromFirstVisit(12), "2026-03-21 2027-04-02", "2027-05-01",
            "2027-04-02", "2028-04-01", id="the next twelve months wait for a visit",
        ),
        pytest.param(
            FirstDays(60), "2026-01-05 2026-06-01", "2026-06-02", "2026-01-05", "2026-03-05",
            id="the first sixty days never come again",
        ),
        pytest.param(
            UntilGap(90), "2026-01-01 2026-04-01", "2026-04-02", "2026-01-01", "2026-06-30",
            id="a visit ninety days after the last is of the same episode",
        ),
        pytest.param(
            UntilGap(90), "2026-01-01 2026-04-02", "2026-04-03", "2026-04-02", "2026-07-01",
            id="after ninety days without a visit the next opens a new episode",
        ),
        pytest.param(
            YearFromFirstVisit(), "2020-03-21", "2021-02-28", "2020-03-21", "2021-02-28",
            id="a first visit on 21 March 2020 leaves the year open to 28 February 2021",
        ),
        pytest.param(
            YearFromFirstVisit(), "2020-03-21 2021-03-01", "2021-03-01", "2021-03-01", "2022-02-28",
            id="a visit on 1 March 2021 opens the new year",
        ),
        pytest.param(
            YearFromFirstVisit(), "2020-03-21 2021-05-20", "2021-06-01", "2021-05-20", "2022-04-30",
            id="the new year runs from the first visit after the old one",
        ),
        pytest.param(
            YearFromFirstVisit(), "2020-03-01", "2021-02-28", "2020-03-01", "2021-02-28",
            id="a first visit on the first of a month has the same year as one on its last",
        ),
        pytest.param(
            YearFromFirstVisit(), "2024-02-29", "2025-01-31", "2024-02-29", "2025-01-31",
            id="a first visit on a leap day",
        ),
        pytest.param(
            YearFromFirstVisit(), "2023-12-31", "2024-11-30", "2023-12-31", "2024-11-30",
            id="a first visit on 31 December",
        ),
        pytest.param(
            DaysFromFirstVisit(90), "2026-01-01", "2026-03-31", "2026-01-01", "2026-03-31",
            id="the 90th day from 1 January is 31 March",
        ),
        pytest.param(
            DaysFromFirstVisit(90), "2026-01-01 2026-04-01", "2026-04-01", "2026-04-01",
            "2026-06-29", id="a visit on the 91st day opens 90 more",
        ),
        pytest.param(
            DaysFromFirstVisit(90), "2026-01-01 2026-03-31 2026-05-01", "2026-05-02", "2026-05-01",
            "2026-07-29", id="visits inside do not move the 90 days",
        ),
        pytest.param(
            DaysFromFirstVisit(90), "2026-02-01 2026-01-01", "2026-02-15", "2026-01-01",
            "2026-03-31", id="a visit logged late moves the opening to its day",
        ),
        pytest.param(
            DaysFromFirstVisit(90), "2026-06-01", "2026-05-01", "2026-05-01", "2026-07-29",
            id="a visit that lies ahead opens nothing yet",
        ),
        pytest.param(
            DaysFromFirstVisit(56, gap=90), "2026-01-01 2026-03-30", "2026-03-30", "2026-01-01",
            "2026-02-25", id="88 days without a visit are no gap in care of 90",
        ),
        pytest.param(
            DaysFromFirstVisit(56, gap=90), "2026-01-01 2026-04-01", "2026-04-01", "2026-04-01",
            "2026-05-26", id="90 days without a visit are",
        ),
        pytest.param(
            DaysFromFirstVisit(56, gap=90), "2026-01-01 2026-03-01 2026-04-15", "2026-04-15",
            "2026-01-01", "2026-02-25", id="a visit outside the eight weeks breaks the gap",
        ),
    ],
)  # fmt: skip
def test_the_stretch_that_a_visit_opened(
    window: Window, visits: str, on: str, first: str, last: str
) -> None:
    assert window.holding(day(on), days(visits)) == Period(day(first), day(last))


@pytest.mark.parametrize(
    ("window", "visit", "leaves"),
    [
        pytest.param(RollingDays(90), "2026-01-01", "2026-04-01", id="after 90 days"),
        pytest.param(RollingDays(365), "2024-03-01", "2025-03-01", id="after 365 days"),
        pytest.param(RollingDays(365), "2024-02-28", "2025-02-27", id="365 days, over a leap day"),
        pytest.param(RollingMonths(12), "2024-04-02", "2025-04-02", id="after twelve months"),
        pytest.param(
            RollingMonths(12), "2024-02-29", "2025-03-01", id="twelve months from a leap day"
        ),
        pytest.param(
            RollingMonths(1), "2025-01-31", "2025-03-01", id="a month from 31 January"
        ),
        pytest.param(
            RollingMonths(2), "2025-12-31", "2026-03-01", id="two months from 31 December"
        ),
    ],
)  # fmt: skip
def test_the_first_day_on_which_a_visit_has_dropped_out(
    window: Window, visit: str, leaves: str
) -> None:
    assert window.leaves(day(visit)) == day(leaves)


@pytest.mark.parametrize(
    "window",
    [
        pytest.param(CalendarYear(), id="a calendar year"),
        pytest.param(DaysFromFirstVisit(90), id="90 days from the first visit"),
        pytest.param(Lifetime(), id="a lifetime"),
    ],
)
def test_nothing_drops_out_of_a_window_that_does_not_roll(window: Window) -> None:
    assert not window.rolls
    assert window.leaves(date(2026, 1, 1)) is None


@pytest.mark.parametrize("window", [RollingDays(90), RollingMonths(3)], ids=["days", "months"])
def test_a_window_that_rolls_says_so(window: Window) -> None:
    assert window.rolls
    assert window.leaves(date(2026, 1, 1)) == date(2026, 4, 1)


def test_which_windows_begin_again_by_themselves() -> None:
    assert CalendarYear().renews
    assert YearFromFirstVisit().renews
    assert DaysFromFirstVisit(90).renews
    assert not DaysFromFirstVisit(56, gap=90).renews
    assert not RollingDays(90).renews
    assert not Lifetime().renews


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: BenefitYear(13), id="a thirteenth month"),
        pytest.param(lambda: BenefitYear(4, 31), id="the 31st of April"),
        pytest.param(lambda: RollingDays(0), id="no days"),
        pytest.param(lambda: RollingMonths(0), id="no months"),
        pytest.param(lambda: DaysFromFirstVisit(-1), id="fewer than no days"),
    ],
)
def test_a_window_that_no_calendar_has_is_refused(make: Callable[[], Window]) -> None:
    with pytest.raises(ValueError, match=r"month|day|length"):
        make()
