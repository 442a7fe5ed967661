"""When the cap will be reached, on what basis, and when nothing may be said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

import pytest
from hypothesis import given

from models.period import Period
from models.visits.balance import Balance
from models.visits.forecast import Forecast, ForecastEnd, forecast
from models.visits.history import History
from models.visits.limit import Limit, Unit
from models.visits.outlook import Outlook
from models.visits.pace import expected_days, reliable_pace_of
from models.visits.program_window import CalendarDay, UntilGap
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
    found = told(14, CalendarYear(), TUESDAYS_AND_THURSDAYS, "2026-04-23")
    assert found
    assert found.ends is ForecastEnd.BY_COUNT
    assert found.about == date(2026, 5, 7)
    assert (found.earliest, found.latest) == (date(2026, 5, 5), date(2026, 5, 21))
    assert found.ask_by == date(2026, 4, 21), "ten working days before the earliest day"


def test_beyond_four_visits_that_nobody_booked_no_range_is_told() -> None:
    found = told(15, CalendarYear(), TUESDAYS_AND_THURSDAYS, "2026-04-23")
    assert found
    assert (found.about, found.earliest, found.latest) == (date(2026, 5, 12), None, None)
    assert found.ask_by == date(2026, 4, 28)


def test_the_basis_is_told() -> None:
    found = told(16, CalendarYear(), TUESDAYS_AND_THURSDAYS, "2026-04-23")
    assert found
    assert (found.pace.visits, found.pace.first, found.pace.last) == (
        5,
        date(2026, 4, 9),
        date(2026, 4, 23),
    )
    assert found.pace.per_week == pytest.approx(2)


@pytest.mark.parametrize(
    ("left", "earliest", "about", "latest"),
    [
        pytest.param(1, "2026-04-28", "2026-04-28", "2026-04-30", id="the next one, or one later"),
        pytest.param(2, "2026-04-29", "2026-04-30", "2026-05-07", id="two"),
        pytest.param(3, "2026-05-02", "2026-05-05", "2026-05-14", id="three"),
        pytest.param(4, "2026-05-05", "2026-05-07", "2026-05-21", id="four, or as many later"),
    ],
)
def test_the_late_end_allows_for_visits_that_fall_out_and_for_care_that_tapers_off(
    left: int, earliest: str, about: str, latest: str
) -> None:
    found = told(10 + left, CalendarYear(), TUESDAYS_AND_THURSDAYS, "2026-04-23")
    assert found
    days = (found.earliest, found.about, found.latest)
    assert days == (day(earliest), day(about), day(latest))


@pytest.mark.parametrize(
    ("left", "earliest", "about", "latest"),
    [
        pytest.param(1, "2026-04-23", "2026-04-30", "2026-04-30", id="the next one, or earlier"),
        pytest.param(3, "2026-05-14", "2026-05-28", "2026-06-11", id="three"),
    ],
)
def test_who_comes_every_two_weeks_already_slows_down_no_more(
    left: int, earliest: str, about: str, latest: str
) -> None:
    days = weekly(5, "2026-02-19", every=14)
    found = told(5 + left, CalendarYear(), days, "2026-04-16")
    assert found
    days_told = (found.earliest, found.about, found.latest)
    assert days_told == (day(earliest), day(about), day(latest))


@pytest.mark.parametrize(
    ("days", "on", "following"),
    [
        pytest.param(weekly(6, "2026-03-02"), "2026-04-06", "04-13 04-20", id="every Monday"),
        pytest.param(weekly(6, "2026-01-05"), "2026-02-09", "02-17 02-23", id="Presidents' Day"),
        pytest.param(
            "2026-03-02 2026-03-09 2026-03-17", "2026-03-17", "03-23 03-30", id="one moved a day"
        ),
        pytest.param(weekly(6, "2026-03-02"), "2026-04-15", "04-20 04-27", id="one was missed"),
        pytest.param(weekly(5, "2026-03-07"), "2026-04-04", "04-11 04-18", id="every Saturday"),
        pytest.param(
            TUESDAYS_AND_THURSDAYS, "2026-04-24", "04-28 04-30", id="Tuesdays and Thursdays"
        ),
        pytest.param(
            "2026-03-02 2026-03-11 2026-03-19 2026-03-27", "2026-03-27", "04-06 04-13",
            id="no weekday of their own: one gap after the other, and none on a weekend",
        ),
        pytest.param(
            "2026-03-02 2026-03-11 2026-03-16 2026-03-27 2026-03-30 2026-04-09", "2026-04-09",
            "04-16 04-23", id="half of them on Mondays is no habit",
        ),
        pytest.param(
            "2026-03-02 2026-03-04 2026-03-09 2026-03-11 2026-03-18 2026-03-25 2026-04-01",
            "2026-04-01", "04-08 04-15", id="twice a week until lately",
        ),
    ],
)  # fmt: skip
def test_visits_are_expected_in_the_rhythm_of_those_that_were(
    days: str, on: str, following: str
) -> None:
    visits = tuple(Session(n, day(iso)) for n, iso in enumerate(days.split(), start=1))
    stands = standing(Limit("", (), "x", 99, CalendarYear()), History(visits), day(on))
    pace = reliable_pace_of(stands)
    assert pace
    expected = islice(expected_days(pace, day(on), Outlook()), 2)
    assert [f"{one:%m-%d}" for one in expected] == following.split()


BOOKED = "2026-04-28 2026-04-30 2026-05-05 2026-05-07 2026-05-12 2026-05-14"


def as_booked(number: int, booked: str, days: str = TUESDAYS_AND_THURSDAYS) -> Forecast | None:
    """The forecast of Apr 23, 2026, with these days booked."""
    visits = tuple(Session(n, day(iso)) for n, iso in enumerate(days.split(), start=1))
    stands = standing(
        Limit("", (), "x", number, CalendarYear()), History(visits), day("2026-04-23")
    )
    return forecast(replace(stands, outlook=Outlook(tuple(map(day, booked.split())))))


@pytest.mark.parametrize(
    ("left", "booked", "earliest", "about", "latest"),
    [
        pytest.param(1, BOOKED, "2026-04-28", "2026-04-28", "2026-04-28", id="the next one"),
        pytest.param(4, BOOKED, "2026-05-07", "2026-05-07", "2026-05-12", id="one may be put off"),
        pytest.param(
            6, BOOKED, "2026-05-14", "2026-05-14", "2026-05-20", id="further ones follow as these"
        ),
        pytest.param(
            7, BOOKED, "2026-05-19", "2026-05-19", "2026-05-27", id="one more than is booked"
        ),
        pytest.param(
            2, "2026-05-01 2026-05-11", "2026-05-11", "2026-05-11", "2026-05-14",
            id="bookings come first, however often the patient came",
        ),
        pytest.param(
            1, "2026-04-21 2026-04-23 2026-04-30", "2026-04-30", "2026-04-30", "2026-04-30",
            id="what is past, and the day's own visit, are ahead no more",
        ),
    ],
)  # fmt: skip
def test_bookings_come_first(
    left: int, booked: str, earliest: str, about: str, latest: str
) -> None:
    found = as_booked(10 + left, booked)
    assert found
    assert (found.earliest, found.about, found.latest) == (day(earliest), day(about), day(latest))


def test_with_bookings_a_range_is_told_as_far_as_they_reach_and_four_visits_further() -> None:
    near, far = as_booked(20, BOOKED), as_booked(21, BOOKED)
    assert near and far
    assert near.latest and not far.latest
    assert (near.booked, far.booked) == (6, 6)


def test_bookings_say_what_too_few_visits_do_not() -> None:
    assert as_booked(3, "", days="2026-04-23") is None
    found = as_booked(3, "2026-04-28 2026-04-30", days="2026-04-23")
    assert found
    assert (found.about, found.booked) == (date(2026, 4, 30), 2)


@pytest.mark.parametrize("booked", ["2026-05-26", "2026-06-30", "2026-05-26 2026-06-30"])
def test_a_booking_far_ahead_does_not_stand_for_the_visits_before_it(booked: str) -> None:
    alone, found = as_booked(12, ""), as_booked(12, booked)
    assert alone and found
    assert (found.about, found.ask_by) == (alone.about, alone.ask_by)
    assert found.booked == 0


def test_a_booking_far_ahead_takes_the_place_of_an_expected_visit() -> None:
    weeks = weekly(6, "2026-03-19")  # Thursdays, the last of them on Apr 23
    found = as_booked(6 + 6, "2026-05-20", days=weeks)  # a Wednesday
    assert found
    assert found.about == date(2026, 6, 4)


@pytest.mark.parametrize(
    ("days", "booked"),
    [
        pytest.param("", "2026-04-28 2026-04-30", id="never seen"),
        pytest.param("2026-04-21 2026-04-23", BOOKED, id="two visits"),
    ],
)
def test_no_pace_is_made_of_bookings(days: str, booked: str) -> None:
    came, to_come = len(days.split()), len(booked.split())
    found = as_booked(came + to_come, booked, days=days)
    assert found
    assert found.about == day(booked.rsplit(maxsplit=1)[-1])
    assert as_booked(came + to_come + 1, booked, days=days) is None


def test_a_booking_of_the_day_lies_ahead_until_its_visit_is_logged() -> None:
    until = " ".join(TUESDAYS_AND_THURSDAYS.split()[:-1])
    found = as_booked(10, "2026-04-23 2026-04-28", days=until)
    assert found
    assert found.about == date(2026, 4, 23)


def test_a_range_ends_with_the_window_in_which_the_visits_count() -> None:
    held = AuthorizationWindow(Period(date(2026, 1, 1), date(2026, 5, 10)))
    found = told(14, held, TUESDAYS_AND_THURSDAYS, "2026-04-23")
    assert found
    assert (found.about, found.latest) == (date(2026, 5, 7), date(2026, 5, 10))


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
        pytest.param(
            "2026-04-06 2026-04-10 2026-04-20", "2026-05-10", id="the longest of uneven gaps"
        ),
    ],
)
def test_just_enough_is_answered(days: str, on: str) -> None:
    assert told(20, CalendarYear(), days, on)


def test_what_lies_before_a_break_of_more_than_six_weeks_is_no_part_of_the_pace() -> None:
    after_six_weeks = "2026-02-26 2026-04-09 2026-04-23"
    assert told(20, CalendarYear(), after_six_weeks, "2026-04-23")
    assert told(20, CalendarYear(), "2026-02-25 2026-04-09 2026-04-23", "2026-04-23") is None


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
            10,
            RollingDays(56),
            weekly(6, "2026-01-05"),
            "2026-02-09",
            ForecastEnd.NOT_SOON,
            None,
            id="a rolling window out of which visits drop as fast as they come",
        ),
        pytest.param(
            9,
            RollingDays(56),
            weekly(6, "2026-01-06"),
            "2026-02-10",
            ForecastEnd.NOT_SOON,
            None,
            id="a rolling window out of which a visit drops on the day of the last one",
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
            "2026-03-16",
            id="a visit that was missed is not made up for",
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
    assert found.ask_by == date(2026, 2, 13)
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


def test_units_are_those_that_a_visit_used_lately() -> None:
    days = weekly(8, "2026-02-23").split()
    visits = tuple(Session(n, day(iso), units=1 if n < 3 else 3) for n, iso in enumerate(days))
    limit = Limit("", (), "limit", 24, CalendarYear(), Unit.TIMED_UNIT)
    found = forecast(standing(limit, History(visits), day(days[-1])))
    assert found
    assert found.about == date(2026, 4, 27), "two visits of three units"


def test_visits_elsewhere_bring_the_day_nearer() -> None:
    visits = tuple(Session(n, day(iso)) for n, iso in enumerate(weekly(6, "2026-01-05").split()))
    history = History(visits, balances=(Balance(3, date(2026, 1, 1), "hospital"),))
    found = forecast(standing(Limit("", (), "x", 10, CalendarYear()), history, date(2026, 2, 9)))
    assert found
    assert found.about == date(2026, 2, 17), "Presidents' Day moves it"


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
        is_of_one_day = isinstance(limit.window, CalendarDay)  # it begins again tomorrow
        is_spent = found.left <= 0 or not found.window.holds(on)
        assert is_of_one_day or is_spent or reliable_pace_of(found) is None
        return
    assert (told.about is None) is (told.ends is ForecastEnd.NOT_SOON)
    if told.about and told.earliest and told.latest:
        assert on <= told.earliest <= told.about <= told.latest
    if told.ends is ForecastEnd.BY_COUNT and told.about and not limit.window.rolls:
        puts_off = isinstance(limit.window, UntilGap) and told.pace.gap <= limit.window.days
        assert puts_off or found.window.holds(told.about)
