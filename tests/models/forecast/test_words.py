"""What is said of a forecast: the pace, the bookings, a range only where one is told, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.coverage.decision_time import DecisionTime
from models.period import Period
from models.visits.authorization import Authorization
from models.visits.forecast import forecast
from models.visits.history import History
from models.visits.limit import Limit, Needs, Stage
from models.visits.outlook import Outlook
from models.visits.session import Session
from models.visits.standing import Standing, standing
from models.visits.window import CalendarYear
from models.wording import forecasts
from tests.models.forecast.test_forecast import BOOKED, TUESDAYS_AND_THURSDAYS, day

TODAY = date(2026, 4, 23)
SEVEN = DecisionTime("seven", "Medicare Advantage plans have 7 days to decide", ("s",), 7)
LAW = DecisionTime(
    "law", "Insured plans in Alaska have 72 hours to decide", ("s",), 3, note="second-hand"
)
UNREAD = DecisionTime("unread", "A law sets a time that was not read", ("s",))


def stands(
    left: int, booked: str = "", *decisions: DecisionTime, plan_open: bool = False
) -> Standing:
    """Twice a week, ten visits of an authorization used."""
    visits = tuple(Session(n, day(iso)) for n, iso in enumerate(TUESDAYS_AND_THURSDAYS.split(), 1))
    held = Authorization("a", 10 + left, Period(date(2026, 1, 1), date(2026, 12, 31)))
    outlook = Outlook(tuple(map(day, booked.split())), decisions=decisions, is_plan_open=plan_open)
    return replace(standing(held.limit, History(visits, (held,)), TODAY), outlook=outlook)


@pytest.mark.parametrize(
    ("left", "booked", "said"),
    [
        pytest.param(
            2, "", "At 2 a week: about Thu Apr 30, 2026, likely between Apr 29 and May 7, 2026.",
            id="a range",
        ),
        pytest.param(
            9, "", "At 2 a week, if visits go on as now: about Tue May 26, 2026.", id="too far"
        ),
        pytest.param(
            1, BOOKED, "With 1 visit booked: about Tue Apr 28, 2026.", id="booked, to the day"
        ),
        pytest.param(
            6, BOOKED,
            "With 6 visits booked: about Thu May 14, 2026, likely between May 14 and May 20, 2026.",
            id="booked",
        ),
        pytest.param(
            12, BOOKED,
            "With 6 visits booked, if others follow as these do: about Thu Jun 4, 2026.",
            id="far beyond the bookings",
        ),
    ],
)  # fmt: skip
def test_what_is_expected_is_said_as_widely_as_it_is_known(
    left: int, booked: str, said: str
) -> None:
    expected = forecast(stands(left, booked))
    assert expected
    assert forecasts.reached(expected) == said


@pytest.mark.parametrize(
    ("left", "booked", "basis"),
    [
        pytest.param(2, "", "5 visits, Apr 9, 2026 to Apr 23, 2026", id="visits"),
        pytest.param(6, BOOKED, "6 booked visits", id="bookings"),
        pytest.param(
            7, BOOKED, "6 booked visits, then the pace of Apr 30, 2026 to May 14, 2026", id="both"
        ),
    ],
)
def test_the_basis_is_told(left: int, booked: str, basis: str) -> None:
    expected = forecast(stands(left, booked))
    assert expected
    assert forecasts.in_full(expected).endswith(f" Basis: {basis}.")


def test_what_is_booked_is_not_called_a_visit() -> None:
    expected = forecast(stands(400, "2026-04-28 2026-04-30"))
    assert expected
    said = forecasts.in_full(expected)
    assert said.endswith(" Basis: 3 visits and 2 booked, Apr 16, 2026 to Apr 30, 2026.")


@pytest.mark.parametrize(
    ("left", "decisions", "plan_open", "said"),
    [
        pytest.param(
            4, (SEVEN,), False,
            "Ask for authorization by Tue Apr 28, 2026: "
            "Medicare Advantage plans have 7 days to decide.",
            id="known",
        ),
        pytest.param(
            2, (SEVEN,), False,
            "Ask for authorization now: the day for it was Wed Apr 22, 2026. "
            "Medicare Advantage plans have 7 days to decide.",
            id="passed",
        ),
        pytest.param(
            4, (LAW, SEVEN), False,
            "Ask for authorization by Tue Apr 28, 2026: Insured plans in Alaska have 72 hours to "
            "decide (second-hand); Medicare Advantage plans have 7 days to decide; "
            "the longer time counts here.",
            id="either may hold",
        ),
        pytest.param(
            6, (), False,
            "Ask for authorization by Thu Apr 30, 2026: how long the payer has to decide is "
            "unknown; 10 working days are planned for it.",
            id="unknown",
        ),
        pytest.param(
            6, (), True,
            "Ask for authorization by Thu Apr 30, 2026: how long the payer has to decide depends "
            "on the kind of plan, which nobody entered; 10 working days are planned for it.",
            id="a plan that nobody told",
        ),
        pytest.param(
            6, (UNREAD,), True,
            "Ask for authorization by Thu Apr 30, 2026: A law sets a time that was not read; "
            "10 working days are planned for it.",
            id="a law that was not read",
        ),
    ],
)  # fmt: skip
def test_by_when_to_ask_is_told_with_its_reason_or_that_nobody_knows_it(
    left: int, decisions: tuple[DecisionTime, ...], plan_open: bool, said: str
) -> None:
    assert forecasts.ask_by(stands(left, "", *decisions, plan_open=plan_open)) == said


def test_on_the_day_itself_it_is_today() -> None:
    near = stands(3, "", replace(SEVEN, days=9))
    assert forecasts.ask_by(near).startswith("Ask for authorization today: ")


def test_where_no_day_can_be_told_the_payers_time_still_is() -> None:
    used_up = stands(0, "", SEVEN)
    assert forecasts.ask(used_up) == (
        "Ask the payer for a new authorization before the next visit: "
        "Medicare Advantage plans have 7 days to decide."
    )
    assert (
        forecasts.ask(stands(0)) == "Ask the payer for a new authorization before the next visit."
    )


def test_nobody_is_asked_to_ask_where_a_payer_grants_no_more() -> None:
    visits = stands(2).counted
    history = History(tuple(Session(row.session, row.on) for row in visits))
    hard = Limit("At most 12 a year.", ("s",), "x", 12, CalendarYear())
    assert forecasts.ask_by(standing(hard, history, TODAY)) == ""
    staged = replace(hard, stages=(Stage(8, Needs.AUTHORIZED),))
    assert forecasts.ask_by(standing(staged, history, TODAY)).startswith("Ask for authorization ")
