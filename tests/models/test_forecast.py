"""When the cap will be reached, on what basis, and when nothing may be said."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given

from models.coverage.period import Period
from models.visits.balance import Balance
from models.visits.forecast import Forecast, ForecastEnd, cadence_of, forecast, working_days_before
from models.visits.history import History
from models.visits.limit import Limit, Unit
from models.visits.program_window import UntilGap
from models.visits.session import Session
from models.visits.standing import standing
from models.visits.window import (
    AuthorizationWindow,
    CalendarYear,
    DaysFromFirstVisit,
    Lifetime,
    RollingDays,
    Window,
)
from tests.models.test_standing_twins import a_history, a_limit
from tests.models.test_window_twins import A_HUNDRED, TAPES, WINDOWS, Tape, every_kind

TUESDAYS_AND_THURSDAYS = (
    "2026-03-24 2026-03-26 2026-03-31 2026-04-02 2026-04-07 2026-04-09 2026-04-14 2026-04-16 "
    "2026-04-21 2026-04-23"
)


def day(iso: str) -> date:
    """A date, short enough for a table."""
    return date.fromisoformat(iso)


def told(
    number: int, window: Window, days: str, on: str, unit: Unit = Unit.VISIT
) -> Forecast | None:
    """The forecast for visits on these days."""
    visits = tuple(Session(n, day(iso)) for n, iso in enumerate(days.split(), start=1))
    limit = Limit("", (), "limit", number, window, unit)
    return forecast(standing(limit, History(visits), day(on)))


def weekly(count: int, since: str, every: int = 7) -> str:
    """A visit every so many days."""
    return " ".join(str(day(since) + timedelta(days=every * n)) for n in range(count))


def test_two_visits_a_week_reach_the_limit_about_a_day_that_is_named() -> None:
    found = told(16, CalendarYear(), TUESDAYS_AND_THURSDAYS, "2026-04-23")
    assert found
    assert found.ends is ForecastEnd.BY_COUNT
    assert found.about == date(2026, 5, 13)
    assert (found.earliest, found.latest) == (date(2026, 5, 6), date(2026, 5, 20))
    assert found.ask_by == date(2026, 4, 29)


def test_the_basis_is_told() -> None:
    found = told(16, CalendarYear(), TUESDAYS_AND_THURSDAYS, "2026-04-23")
    assert found
    assert (found.cadence.visits, found.cadence.first, found.cadence.last) == (
        10,
        date(2026, 3, 24),
        date(2026, 4, 23),
    )
    assert found.cadence.per_week == pytest.approx(2.1)


def test_a_patient_who_comes_every_monday_is_forecast_to_the_day() -> None:
    found = told(10, CalendarYear(), weekly(6, "2026-01-05"), "2026-02-09")
    assert found
    assert found.about == date(2026, 3, 9)
    assert (found.earliest, found.latest) == (date(2026, 3, 8), date(2026, 3, 10))


@pytest.mark.parametrize(
    ("days", "on"),
    [
        pytest.param("", "2026-04-23", id="no visit at all"),
        pytest.param("2026-04-02 2026-04-23", "2026-04-23", id="two visits"),
        pytest.param("2026-04-13 2026-04-15 2026-04-17 2026-04-20", "2026-04-20", id="eight days"),
        pytest.param(
            weekly(5, "2026-01-05"), "2026-02-17", id="no visit for twice the longest gap"
        ),
        pytest.param(weekly(12, "2025-01-06"), "2026-04-23", id="visits of last year only"),
        pytest.param(
            "2026-04-09 2026-04-09 2026-04-23", "2026-04-23", id="two visits on three rows"
        ),
    ],
)
def test_too_little_to_go_on_is_answered_with_silence(days: str, on: str) -> None:
    assert told(20, CalendarYear(), days, on) is None


@pytest.mark.parametrize(
    ("days", "on"),
    [
        pytest.param("2026-04-09 2026-04-16 2026-04-23", "2026-04-23", id="three in two weeks"),
        pytest.param(
            "2026-03-13 2026-04-09 2026-04-23", "2026-04-23", id="the first of them six weeks ago"
        ),
        pytest.param(weekly(5, "2026-01-05"), "2026-02-16", id="twice the longest gap ago"),
    ],
)
def test_just_enough_is_answered(days: str, on: str) -> None:
    assert told(20, CalendarYear(), days, on)


def test_a_visit_of_more_than_six_weeks_ago_is_no_part_of_the_pace() -> None:
    assert told(20, CalendarYear(), "2026-03-12 2026-04-09 2026-04-23", "2026-04-23") is None


def test_the_range_widens_with_the_spread_of_the_gaps_and_the_way_to_go() -> None:
    days = "2026-01-05 2026-01-08 2026-01-19"  # gaps of 3 and 11: a spread of 5.66 days
    found = told(7, CalendarYear(), days, "2026-01-19")
    assert found
    assert found.cadence.spread == pytest.approx(5.657, abs=0.001)
    assert found.about == date(2026, 2, 16)
    # 1.28 * 5.66 * sqrt(4 + 16 / 2) = 25.1
    assert (found.earliest, found.latest) == (date(2026, 1, 21), date(2026, 3, 14))


def test_a_limit_reached_on_the_last_day_of_its_year_is_reached() -> None:
    found = told(8, CalendarYear(), weekly(6, "2026-11-12"), "2026-12-17")
    assert found
    assert (found.ends, found.about) == (ForecastEnd.BY_COUNT, date(2026, 12, 31))


def test_a_limit_that_is_reached_has_no_forecast() -> None:
    assert told(6, CalendarYear(), weekly(6, "2026-01-05"), "2026-02-09") is None


@pytest.mark.parametrize(
    ("number", "window", "days", "on", "ends", "about"),
    [
        pytest.param(
            30,
            CalendarYear(),
            weekly(6, "2026-10-05"),
            "2026-11-09",
            ForecastEnd.BY_RESET,
            "2027-01-01",
            id="a calendar year begins again first",
        ),
        pytest.param(
            12,
            DaysFromFirstVisit(90),
            weekly(4, "2026-01-05", 14),
            "2026-02-16",
            ForecastEnd.BY_RESET,
            "2026-04-05",
            id="90 days are over first",
        ),
        pytest.param(
            12,
            AuthorizationWindow(Period(date(2026, 1, 1), date(2026, 2, 28))),
            weekly(6, "2026-01-05"),
            "2026-02-09",
            ForecastEnd.BY_DATE,
            "2026-02-28",
            id="an authorization ends with visits left",
        ),
        pytest.param(
            200,
            Lifetime(),
            weekly(6, "2026-01-05"),
            "2026-02-09",
            ForecastEnd.NOT_SOON,
            None,
            id="nothing runs out within a year",
        ),
        pytest.param(
            8,
            RollingDays(56),
            weekly(6, "2026-01-05"),
            "2026-02-09",
            ForecastEnd.BY_COUNT,
            "2026-02-23",
            id="a rolling window that fills before anything drops out",
        ),
        pytest.param(
            9,
            RollingDays(56),
            weekly(6, "2026-01-05"),
            "2026-02-09",
            ForecastEnd.NOT_SOON,
            None,
            id="a rolling window out of which visits drop as fast as they come",
        ),
        pytest.param(
            10,
            CalendarYear(),
            weekly(6, "2025-12-01"),
            "2026-01-05",
            ForecastEnd.BY_COUNT,
            "2026-03-09",
            id="the pace is that of last year's visits, the count this year's",
        ),
        pytest.param(
            2,
            CalendarYear(),
            weekly(6, "2025-11-24"),
            "2026-01-02",
            ForecastEnd.BY_COUNT,
            "2026-01-12",
            id="a new year without a visit yet: each is taken to use up one",
        ),
        pytest.param(
            10,
            CalendarYear(),
            weekly(6, "2026-01-05"),
            "2026-02-20",
            ForecastEnd.BY_COUNT,
            "2026-03-13",
            id="an overdue visit is expected today",
        ),
    ],
)
def test_what_comes_first(  # noqa: PLR0917 - a column each
    number: int, window: Window, days: str, on: str, ends: ForecastEnd, about: str | None
) -> None:
    found = told(number, window, days, on)
    assert found
    assert (found.ends, found.about) == (ends, day(about) if about else None)


def test_nothing_is_forecast_before_an_authorization_begins() -> None:
    held = AuthorizationWindow(Period(date(2026, 3, 1), date(2026, 4, 30)))
    assert told(12, held, weekly(6, "2026-01-05"), "2026-02-09") is None


def test_asking_comes_before_an_authorization_ends_and_not_before_a_year_does() -> None:
    held = AuthorizationWindow(Period(date(2026, 1, 1), date(2026, 2, 28)))
    found = told(12, held, weekly(6, "2026-01-05"), "2026-02-09")
    assert found
    assert found.ask_by == date(2026, 2, 16)
    yearly = told(30, CalendarYear(), weekly(6, "2026-10-05"), "2026-11-09")
    assert yearly
    assert yearly.ask_by is None


def test_units_are_forecast_by_what_a_visit_uses() -> None:
    visits = tuple(
        Session(n, day(iso), units=3) for n, iso in enumerate(weekly(6, "2026-01-05").split())
    )
    limit = Limit("", (), "limit", 24, CalendarYear(), Unit.TIMED_UNIT)
    found = forecast(standing(limit, History(visits), date(2026, 2, 9)))
    assert found
    assert found.about == date(2026, 2, 23)


def test_visits_elsewhere_bring_the_day_nearer() -> None:
    visits = tuple(Session(n, day(iso)) for n, iso in enumerate(weekly(6, "2026-01-05").split()))
    history = History(visits, balances=(Balance(3, date(2026, 1, 1), "hospital"),))
    found = forecast(standing(Limit("", (), "x", 10, CalendarYear()), history, date(2026, 2, 9)))
    assert found
    assert found.about == date(2026, 2, 16)


@pytest.mark.parametrize(
    ("on", "days", "before"),
    [
        pytest.param("2026-05-14", 10, "2026-04-30", id="ten working days are two weeks"),
        pytest.param("2026-05-11", 1, "2026-05-08", id="the one before a Monday is a Friday"),
        pytest.param("2026-05-10", 1, "2026-05-08", id="and so is the one before a Sunday"),
        pytest.param("2026-05-14", 0, "2026-05-14", id="none"),
    ],
)
def test_working_days(on: str, days: int, before: str) -> None:
    assert working_days_before(day(on), days) == day(before)


@pytest.mark.parametrize(
    ("gap", "ends", "about"),
    [
        pytest.param(14, ForecastEnd.BY_COUNT, "2026-03-16", id="each visit puts the end off"),
        pytest.param(13, ForecastEnd.NOT_SOON, None, id="each visit begins a new count"),
    ],
)
def test_an_episode_lasts_while_the_visits_come_often_enough(
    gap: int, ends: ForecastEnd, about: str | None
) -> None:
    """Wyoming's and Maine's way of counting, with visits every two weeks."""
    found = told(6, UntilGap(gap), weekly(3, "2026-01-05", every=14), "2026-02-02")
    assert found
    assert (found.ends, found.about) == (ends, day(about) if about else None)


@every_kind
@A_HUNDRED
@given(tape=TAPES)
def test_a_forecast_lies_ahead_and_inside_its_own_range(kind: str, tape: Tape) -> None:
    limit, history, on = a_limit(tape, WINDOWS[kind](tape)), a_history(tape), tape.day()
    found = standing(limit, history, on)
    told = forecast(found)
    if told is None:
        assert cadence_of(found) is None or found.left <= 0 or not found.window.holds(on)
        return
    assert (told.about is None) is (told.ends is ForecastEnd.NOT_SOON)
    if told.about and told.earliest and told.latest:
        assert on <= told.earliest <= told.about <= told.latest
    if told.ends is ForecastEnd.BY_COUNT and told.about and not limit.window.rolls:
        puts_off = isinstance(limit.window, UntilGap) and told.cadence.gap <= limit.window.days
        assert puts_off or found.window.holds(told.about)
