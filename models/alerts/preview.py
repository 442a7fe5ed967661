"""Which alerts an alias would make due in the days to come, if visits go on as now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import takewhile

from models.alerts.alert import Cause
from models.alerts.revision import causes_of
from models.visits.binding import binding
from models.visits.chart import Chart
from models.visits.session import Session
from models.visits.standing import Standing
from models.visits.visits_ahead import visits_ahead

Current = Callable[[Chart, date], Sequence[Standing]]
"""How a chart stands on a day."""


@dataclass(frozen=True, slots=True)
class ExpectedAlert:
    """A warning that would come on a day. `is_certain`: by the calendar alone, whoever comes."""

    on: date
    cause: Cause
    is_certain: bool


def expected(chart: Chart, current: Current, today: date, days: int) -> tuple[ExpectedAlert, ...]:
    """The warnings of the days after today, each once, in order.

    Visits go on as booked, then at the present pace; without either the calendar alone counts.
    """
    tightest = binding(current(chart, today))
    visits = _days(tightest, today + timedelta(days=days)) if tightest else ()
    known = {alert.key for alert in chart.alerts if not alert.is_over}
    known |= {cause.key for cause in causes_of(chart, current(chart, today), today)}
    alerts: list[ExpectedAlert] = []
    for ahead in range(1, days + 1):
        on = today + timedelta(days=ahead)
        grown = _with_expected_visits(chart, visits, on)
        for cause in causes_of(grown, current(grown, on), on):
            if cause.key not in known:
                known.add(cause.key)
                alerts.append(ExpectedAlert(on, cause, not visits))
    return tuple(alerts)


def _with_expected_visits(chart: Chart, visits: Iterable[date], on: date) -> Chart:
    """The chart as it will be on a day, with the visits expected until then."""
    days = (day for day in visits if day <= on)
    more = (Session(chart.next_number + number, day) for number, day in enumerate(days))
    sessions = (*chart.history.sessions, *more)
    return replace(chart, history=replace(chart.history, sessions=sessions))


def _days(standing: Standing, until: date) -> tuple[date, ...]:
    """The days of the expected visits after the standing's day, up to another."""
    ahead = visits_ahead(standing)
    days = takewhile(lambda day: day <= until, ahead.days(standing)) if ahead else ()
    return tuple(day for day in days if day > standing.on)
