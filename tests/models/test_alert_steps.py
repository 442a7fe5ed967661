"""What an alert asks for fits the number that it tells."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from models.alerts.alert import Alert, AlertKind, AlertRef, AlertState, Threshold
from models.coverage.period import Period
from models.visits.authorization import Authorization
from models.visits.history import History
from models.visits.session import Session
from models.visits.standing import standings
from models.wording.alert_steps import steps

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
