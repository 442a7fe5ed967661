"""What a request that was sent silences: the asking for visits that it is of, and no other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models.alerts.alert import AlertCause, AlertKind, Threshold
from models.alerts.late_requests import without_asked
from models.visits.chart import Chart
from models.visits.history import History
from models.visits.limit import Limit, Pool
from models.visits.session import Discipline
from models.visits.standing import standing
from models.visits.visit_request import VisitRequest
from models.visits.window import CalendarYear

TODAY = date(2026, 11, 23)
CHIROPRACTIC = Pool(disciplines=(Discipline.DC,))


def cause(kind: AlertKind) -> AlertCause:
    """A warning about the visits of chiropractic."""
    limit = Limit("As printed.", ("policy",), "limit", 12, CalendarYear(), pool=CHIROPRACTIC)
    return AlertCause(standing(limit, History(), TODAY), Threshold(kind, 2))


def _chart(request: VisitRequest) -> Chart:
    """A patient of Humana, which was asked for more visits."""
    return Chart(1, 1, "BLUE-1", TODAY, payer="humana", requests=(request,))


@pytest.mark.parametrize(
    ("asked", "is_silenced"),
    [((Discipline.PT,), False), ((Discipline.DC,), True), ((), True)],
)
def test_asking_is_silenced_by_a_request_for_such_visits(
    asked: tuple[Discipline, ...], *, is_silenced: bool
) -> None:
    request = replace(VisitRequest(1, 12, TODAY, "humana"), disciplines=asked)
    chart = _chart(request)
    kept = without_asked([cause(AlertKind.FORECAST)], chart, "humana")
    assert (not kept) is is_silenced


def test_what_is_passed_is_told_whatever_was_asked_for() -> None:
    request = VisitRequest(1, 12, TODAY, "humana")
    chart = _chart(request)
    over = cause(AlertKind.OVER)
    assert without_asked([over], chart, "humana") == [over]
