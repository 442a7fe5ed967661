"""What an alert asks for fits the number that it tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from models.alerts.alert import Alert, AlertKind, AlertRef, Threshold
from models.alerts.alert_state import AlertState
from models.period import Period
from models.visits.all_standings import standings
from models.visits.authorization import Authorization
from models.visits.history import History
from models.visits.limit import Limit
from models.visits.outlook import Outlook
from models.visits.session import Session
from models.visits.window import CalendarYear
from models.wording.alert_next_steps import steps

NOON = datetime(2026, 3, 2, 17, tzinfo=UTC)
TODAY = date(2026, 3, 2)
OF_TWO = Authorization("2", 2, Period(date(2026, 1, 1), date(2026, 6, 30)))


@pytest.mark.parametrize(
    ("used", "asks"),
    [
        pytest.param(1, "before these are used up.", id="one visit left"),
        pytest.param(2, "before the next visit.", id="none left"),
        pytest.param(3, "before the next visit.", id="over by one"),
    ],
)
def test_an_authorization_is_asked_for_before_what_is_still_to_come(used: int, asks: str) -> None:
    sessions = tuple(Session(n, date(2026, 2, n)) for n in range(1, used + 1))
    (standing,) = standings((), History(sessions, (OF_TWO,)), TODAY)
    ref = AlertRef(1, "2", TODAY, Threshold(AlertKind.LEFT, 1), AlertState.SENT)
    (line,) = steps(Alert(ref, 1, "BLUE-47K", NOON), standing)
    assert line.text == f"Ask the payer for a new authorization {asks}"


def test_a_limit_that_comes_near_asks_for_a_plan_where_no_payer_grants_more() -> None:
    days = (date(2026, 1, 26), date(2026, 2, 2), date(2026, 2, 9), date(2026, 2, 16))
    history = History(tuple(Session(n, day) for n, day in enumerate(days, 1)))
    hard = Limit("At most 8 a year.", ("policy",), "hard", 8, CalendarYear())
    (standing,) = standings((hard,), history, date(2026, 2, 16))
    ref = AlertRef(1, "hard", standing.opened, Threshold(AlertKind.FORECAST), AlertState.SENT)
    said = [line.text for line in steps(Alert(ref, 1, "BLUE-47K", NOON), standing)]
    assert said == [
        "At 1 a week: about Mon Mar 16, 2026, likely between Mar 9 and Apr 13, 2026.",
        "Plan the last visits with the patient.",
    ]


def test_what_is_asked_already_is_named_instead_of_the_last_visits() -> None:
    history = History(tuple(Session(n, date(2026, 2, n)) for n in range(1, 8)))
    hard = Limit("At most 8 a year.", ("policy",), "hard", 8, CalendarYear())
    (standing,) = standings((hard,), history, TODAY)
    ref = AlertRef(1, "hard", standing.opened, Threshold(AlertKind.LEFT, 1), AlertState.SENT)
    asked = "Request 1: 12 visits, sent Feb 20, 2026, no decision yet."
    said = [line.text for line in steps(Alert(ref, 1, "BLUE-47K", NOON), standing, asked=asked)]
    assert said == [asked]


def test_unused_visits_with_others_booked_behind_the_end_ask_for_another_end() -> None:
    (standing,) = standings((), History((Session(1, date(2026, 2, 2)),), (OF_TWO,)), TODAY)
    ref = AlertRef(1, "2", TODAY, Threshold(AlertKind.UNUSED), AlertState.SENT)
    alert = Alert(ref, 1, "BLUE-47K", NOON)
    within = replace(standing, outlook=Outlook(booked=(date(2026, 6, 30),)))
    assert "end care: /session close BLUE-47K" in [*steps(alert, within)][-1].text
    behind = replace(standing, outlook=Outlook(booked=(date(2026, 6, 30), date(2026, 7, 2))))
    assert [*steps(alert, behind)][-1].text == (
        "1 visit is booked after its end: book sooner, or have the payer move its end and note "
        "it: /session extend BLUE-47K"
    )


@pytest.mark.parametrize(("used", "kind"), [(3, AlertKind.LEFT), (4, AlertKind.OVER)])
def test_who_pays_himself_is_not_told_to_find_a_payer(used: int, kind: AlertKind) -> None:
    history = History(tuple(Session(n, date(2026, 2, n)) for n in range(1, used + 1)))
    hard = Limit("At most 3 a year.", ("policy",), "hard", 3, CalendarYear())
    (standing,) = standings((hard,), history, TODAY)
    ref = AlertRef(1, "hard", standing.opened, Threshold(kind, 0), AlertState.SENT)
    alert = Alert(ref, 1, "BLUE-47K", NOON)
    alone = replace(standing, outlook=Outlook(is_self_pay=True))
    assert [line.text for line in steps(alert, alone)] == [
        "The patient pays: plan further visits together."
    ]
    assert "who pays for it" in [*steps(alert, standing)][-1].text
