"""Which limits hold for a chart, and which standings are kept of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from models.coverage.fact_book import FactBook
from models.period import Period
from models.visits import counting
from models.visits.apply_events import apply_new
from models.visits.authorization import Authorization
from models.visits.balance import Balance
from models.visits.binding import binding
from models.visits.cap import Cap, CapScope
from models.visits.chart import Chart, DoneBy
from models.visits.events import (
    AuthorizationAdded,
    BalanceAdded,
    ChartClosed,
    ChartReopened,
    EpisodeOpened,
    Event,
    PayerSet,
    SessionLogged,
    SessionVoided,
)
from models.visits.limit import Limit
from models.visits.next_recount import next_look
from models.visits.session import Session
from models.visits.window import BenefitYear, CalendarYear, RollingDays, Window
from tests.models.small_book import position, small_book

TODAY = date(2026, 12, 1)
DAY = timedelta(days=1)
BY = DoneBy("U1", datetime(2026, 12, 1, 12, tzinfo=UTC), TODAY)


def limit(id_: str, window: Window, number: int = 12, **bounds: object) -> Limit:
    """A limit that the payer's policy prints."""
    return Limit("As printed.", ("policy",), id_, number, window, **bounds)  # type: ignore[arg-type]


def book(*limits: Limit) -> FactBook:
    """The small book, in which Aetna prints these limits."""
    return small_book({"aetna": (position(limits=limits),)})


def chart(*events: Event, payer: str | None = "aetna", **told: object) -> Chart:
    """A chart after these events."""
    opened = Chart(1, 1, "BLUE-47K", TODAY, payer=payer, state="NC", **told)  # type: ignore[arg-type]
    return apply_new(opened, events, BY)[0]


def visit(on: date = TODAY, number: int = 1) -> SessionLogged:
    """A session logged for a day."""
    return SessionLogged(Session(number, on))


def ids(found: Chart, facts: FactBook) -> list[str]:
    """The limits that hold today."""
    return [each.id for each in counting.limits_of(found, facts, TODAY)]


YEAR = limit("aetna/year", CalendarYear())


def test_without_a_payer_no_limit_is_made_up() -> None:
    assert ids(chart(payer=None), book(YEAR)) == []
    assert counting.count(chart(visit(), payer=None), book(YEAR), TODAY) == ()


def test_the_payer_s_limits_come_before_the_clinic_s_own() -> None:
    cap = Cap(CapScope.PAYER, "aetna", 9, CalendarYear(), "U1", TODAY)
    other = Cap(CapScope.PAYER, "cigna", 9, CalendarYear(), "U1", TODAY)
    assert ids(chart(caps=(other, cap)), book(YEAR)) == ["aetna/year", cap.id]


def test_a_new_payer_brings_its_own_limits() -> None:
    assert ids(chart(PayerSet("cigna")), book(YEAR)) == []


def test_a_limit_for_a_condition_that_nobody_told_is_not_counted() -> None:
    bound = limit("aetna/back", CalendarYear(), treating=("low_back",))
    assert ids(chart(), book(bound)) == []
    assert ids(chart(condition="low_back"), book(bound)) == ["aetna/back"]
    assert ids(chart(condition="knee"), book(bound)) == []


@pytest.mark.parametrize(
    ("told", "window", "assumes"),
    [
        pytest.param((7, 1), BenefitYear(7), False, id="the plan's year that was told"),
        pytest.param(None, BenefitYear(1), True, id="January where nobody told it"),
    ],
)
def test_the_benefit_year_is_the_plan_s(
    told: tuple[int, int] | None, window: Window, assumes: bool
) -> None:
    yearly = book(limit("aetna/year", BenefitYear(1)))
    (found,) = counting.limits_of(chart(benefit_year=told), yearly, TODAY)
    assert (found.window, bool(found.assumes)) == (window, assumes)


def test_windows_that_are_over_are_kept_beside_those_of_the_day() -> None:
    told = chart(visit(date(2025, 3, 1)), visit(TODAY, 2))
    kept = counting.count(told, book(YEAR), TODAY)
    assert [(s.on, s.used) for s in kept] == [(date(2025, 12, 31), 1), (TODAY, 1)]
    assert counting.current(told, book(YEAR), TODAY) == kept[1:]


def test_an_authorization_counts_beside_the_limit() -> None:
    told = chart(AuthorizationAdded(Authorization("1", 1, Period(TODAY))), visit())
    bound = binding(counting.current(told, book(YEAR), TODAY))
    assert bound
    assert (bound.limit.id, bound.left) == ("authorization/1", 0)


@pytest.mark.parametrize(
    ("events", "looks"),
    [
        pytest.param((), date(2027, 1, 1), id="the year begins again"),
        pytest.param((visit(TODAY - 80 * DAY),), TODAY + 10 * DAY, id="a visit drops out"),
        pytest.param((visit(TODAY + 3 * DAY),), TODAY + 3 * DAY, id="a visit logged ahead"),
        pytest.param(
            (AuthorizationAdded(Authorization("1", 9, Period(TODAY + 5 * DAY))),),
            TODAY + 5 * DAY,
            id="an authorization begins",
        ),
        pytest.param(
            (AuthorizationAdded(Authorization("1", 9, Period(TODAY, TODAY + 5 * DAY))),),
            TODAY + 6 * DAY,
            id="an authorization ends",
        ),
        pytest.param(
            (BalanceAdded(Balance(3, TODAY - 85 * DAY, "portal")),),
            TODAY + 5 * DAY,
            id="a balance drops out",
        ),
        pytest.param((ChartClosed(TODAY),), None, id="nothing, once it is closed"),
    ],
)
def test_the_next_look_is_when_time_alone_changes_something(
    events: tuple[Event, ...], looks: date | None
) -> None:
    told = chart(*events)
    facts = book(YEAR, limit("aetna/90", RollingDays(90)))
    standings = counting.current(told, facts, TODAY)
    assert next_look(told, standings, TODAY) == looks


def test_closing_ends_the_episode_and_reopening_goes_on_with_it() -> None:
    begun = chart(EpisodeOpened(TODAY - 9 * DAY))
    closed = apply_new(begun, [ChartClosed(TODAY)], BY)[0]
    assert closed.history.episodes == (Period(TODAY - 9 * DAY, TODAY),)
    assert apply_new(closed, [ChartReopened(TODAY + DAY)], BY)[0] == begun
    assert apply_new(begun, [ChartReopened(TODAY)], BY)[1] == ()


def test_a_new_episode_ends_the_one_before() -> None:
    told = chart(EpisodeOpened(TODAY - 9 * DAY), EpisodeOpened(TODAY))
    assert told.history.episodes == (Period(TODAY - 9 * DAY, TODAY - DAY), Period(TODAY))


def test_a_voided_session_gives_up_its_place_of_the_day() -> None:
    told = chart(visit(), SessionVoided(1, "wrong day", "R1"))
    assert (told.next_number, told.next_ordinal(TODAY), told.standing_on(TODAY)) == (2, 1, ())
    assert told.voided_with("R1") == told.log_of(1)
    assert told.voided_with("") is None


def test_a_session_that_was_never_logged_cannot_be_voided() -> None:
    with pytest.raises(LookupError):
        chart(SessionVoided(1, "wrong day"))
