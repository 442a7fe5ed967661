"""Bookings at random against a twin: a set of days, less those logged, and visits that come."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from models.period import Period
from models.visits.all_standings import standings
from models.visits.apply_events import apply, apply_new
from models.visits.authorization import Authorization
from models.visits.binding import binding
from models.visits.booking import BookedVisit, days_ahead, days_missed, foreseen, open_days
from models.visits.chart import Chart, DoneBy
from models.visits.count_reasons import Reason
from models.visits.events import (
    AuthorizationAdded,
    BookingsCancelled,
    Event,
    SessionLogged,
    SessionRestored,
    SessionVoided,
    VisitsBooked,
)
from models.visits.limit import Limit
from models.visits.next_recount import next_look
from models.visits.session import Session
from models.visits.standing import Standing
from models.visits.void_reason import VoidReason
from models.visits.window import CalendarMonth, CalendarYear, RollingDays

START, TODAY = date(2026, 11, 16), date(2026, 12, 1)
BY = DoneBy("U1", datetime(2026, 12, 1, 12, tzinfo=UTC), TODAY)
BLANK = Chart(1, 1, "BLUE-7", START)
LIMITS = (
    Limit("6 a year.", (), "payer/year", 6, CalendarYear()),
    Limit("4 a month.", (), "payer/month", 4, CalendarMonth()),
    Limit("3 in 14 days.", (), "payer/14", 3, RollingDays(14)),
)

near = st.integers(0, 60).map(lambda n: START + timedelta(days=n))
some_days = st.lists(near, min_size=1, max_size=6).map(tuple)
deeds = st.one_of(
    st.tuples(st.just("book"), some_days),
    st.tuples(st.just("cancel"), some_days),
    st.tuples(st.just("log"), near.map(lambda day: (day,))),
    st.tuples(st.just("void"), near.map(lambda day: (day,))),
)


def count(chart: Chart, on: date) -> tuple[Standing, ...]:
    """By three limits and what is authorized."""
    return standings(LIMITS, chart.history, on)


def event(chart: Chart, deed: str, days: tuple[date, ...]) -> list[Event]:
    """What a deed is on a chart."""
    if deed == "book":
        return [VisitsBooked(days)]
    if deed == "cancel":
        return [BookingsCancelled(days)]
    if deed == "log":
        return [SessionLogged(Session(chart.next_number, days[0]), chart.next_ordinal(days[0]))]
    standing = chart.standing_on(days[0])
    return [SessionVoided(s.number, VoidReason.UNDONE) for s in standing]


@given(st.lists(deeds, max_size=12))
def test_what_is_booked_is_the_days_less_those_on_which_somebody_came(
    told: list[tuple[str, tuple[date, ...]]],
) -> None:
    chart, booked, came = BLANK, set[date](), list[date]()
    for deed, days in told:
        chart, _ = apply_new(chart, event(chart, deed, days), BY)
        match deed:
            case "book":
                booked |= {*days}
            case "cancel":
                booked -= {*days}
            case "log":
                came += days
            case _:
                came = [day for day in came if day not in days]
    left = sorted(booked - {*came})
    assert [*open_days(chart)] == left
    assert [*days_ahead(chart, TODAY)] == [day for day in left if day >= TODAY]
    assert [*days_missed(chart, TODAY)] == [day for day in left if day < TODAY]


@given(some_days, some_days)
def test_a_session_that_is_restored_takes_its_place_again(
    booked: tuple[date, ...], logged: tuple[date, ...]
) -> None:
    chart = apply(BLANK, VisitsBooked(booked), BY)
    chart = apply(chart, SessionLogged(Session(1, logged[0])), BY)
    before = open_days(chart)
    chart = apply(chart, SessionVoided(1, VoidReason.UNDONE), BY)
    assert open_days(chart) == chart.booked
    assert open_days(apply(chart, SessionRestored(1), BY)) == before


def grant(serial: int, first: date, days: int, number: int) -> AuthorizationAdded:
    """So many visits authorized from a day on."""
    period = Period(first, first + timedelta(days=days))
    return AuthorizationAdded(Authorization(str(serial), number, period, serial=serial))


grants = st.lists(
    st.tuples(near, st.integers(3, 30), st.integers(1, 5)), max_size=2, unique_by=lambda g: g[0]
)


@settings(max_examples=60)
@given(st.lists(near, max_size=5), some_days, grants)
def test_what_is_foreseen_comes_true_if_everybody_comes(
    came: list[date], booked: tuple[date, ...], granted: list[tuple[date, int, int]]
) -> None:
    chart = apply(BLANK, VisitsBooked(booked), BY)
    for serial, (first, days, number) in enumerate(granted, 1):
        chart = apply(chart, grant(serial, first, days, number), BY)
    for day in came:
        if day < TODAY:
            chart = apply(chart, SessionLogged(Session(chart.next_number, day)), BY)
    told = foreseen(chart, count, TODAY)
    assert [visit.on for visit in told] == sorted(day for day in {*booked} if day >= TODAY)
    for visit in told:
        chart = apply(chart, SessionLogged(Session(chart.next_number, visit.on)), BY)
        assert visit == as_it_came(chart, visit.on)


def as_it_came(chart: Chart, on: date) -> BookedVisit:
    """How the chart stands with its last session, by the limits that the session draws on."""
    number = chart.next_number - 1
    rows = [(s, row) for s in count(chart, on) for row in s.counted if row.session == number]
    drawn = [s for s, row in rows if row.amount]
    is_bare = any(row.reason is Reason.UNCOVERED for _, row in rows)
    bound = binding(drawn)
    assert bound
    return BookedVisit(on, bound.limit.id, bound.used, bound.allowed, is_bare)


def test_the_calendar_looks_again_the_day_after_a_booking() -> None:
    chart = apply(BLANK, VisitsBooked((TODAY, TODAY + timedelta(days=3))), BY)
    assert next_look(chart, (), TODAY) == TODAY + timedelta(days=1)
    assert next_look(chart, (), TODAY + timedelta(days=1)) == TODAY + timedelta(days=4)
    assert next_look(replace(chart, booked=()), (), TODAY) is None


def test_nothing_is_counted_for_booked_days_where_none_is_to_come() -> None:
    """Every look at an alias asks for them, and most are booked for no day."""
    counted: list[date] = []

    def noting(chart: Chart, on: date) -> tuple[Standing, ...]:
        counted.append(on)
        return count(chart, on)

    yesterday = TODAY - timedelta(days=1)
    past, _ = apply_new(BLANK, [VisitsBooked((yesterday,))], BY)
    assert foreseen(BLANK, noting, TODAY) == foreseen(past, noting, TODAY) == ()
    assert not counted
    assert foreseen(past, noting, yesterday)
    assert counted == [yesterday, yesterday]
