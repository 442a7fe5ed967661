"""When a request on which nobody has decided is due to be told (late), and what it silences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from models.alerts.alert import AlertCause, AlertKind, Cause, DatedCause, Threshold
from models.visits.chart import Chart
from models.visits.limit import EVERYTHING, Pool
from models.visits.second_payer import second_on
from models.visits.standing import Standing
from models.visits.visit_request import VisitRequest, open_requests


def late(chart: Chart, on: date) -> Iterator[DatedCause]:
    """One cause for each request whose time is over, by the clinic's warnings for its payer."""
    for request in open_requests(chart.requests):
        if request.is_late(on) and chart.preferences.warnings_for(request.payer).overdue:
            threshold = Threshold(AlertKind.OVERDUE, request.serial)
            yield DatedCause(request.key, request.sent, threshold)


def is_asked(chart: Chart, payer: str | None, pool: Pool = EVERYTHING) -> bool:
    """Whether a payer was asked for more visits, some that draw on a pool, and has not decided."""
    return any(
        request.payer == payer and request.may_be_of(pool)
        for request in open_requests(chart.requests)
    )


def is_asked_for(standing: Standing, chart: Chart, on: date) -> bool:
    """Whether whose limit it is was asked for more, and has not decided: it is not asked twice."""
    return is_asked(chart, payer_of(standing, chart, on), standing.limit.pool)


def payer_of(standing: Standing | None, chart: Chart, on: date) -> str | None:
    """Whose limit it is: who pays first, who pays second, or who paid before."""
    if standing is not None and standing.limit.second_payer:
        return second_on(chart, on)
    return (standing.former_payer if standing is not None else "") or chart.payer


def without_asked(causes: list[Cause], chart: Chart, payer: str | None) -> list[Cause]:
    """The causes without those that say it is time to ask, where that was done."""

    def is_sent(cause: Cause) -> bool:
        pool = cause.standing.limit.pool if isinstance(cause, AlertCause) else EVERYTHING
        return cause.kind is AlertKind.FORECAST and is_asked(chart, payer, pool)

    return [cause for cause in causes if not is_sent(cause)]


def request_of(chart: Chart, subject: str) -> VisitRequest | None:
    """The request that an alert is about, by its subject."""
    return next((request for request in chart.requests if request.key == subject), None)
