"""Which alerts an alias would make due in the days to come, if visits go on as now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil

from models.alerts.alert import AlertCause
from models.alerts.revision import causes_of
from models.visits.cadence import Cadence, cadence_of
from models.visits.chart import Chart
from models.visits.session import Session
from models.visits.standing import Standing, binding

Current = Callable[[Chart, date], Sequence[Standing]]
"""How a chart stands on a day."""


@dataclass(frozen=True, slots=True)
class ExpectedAlert:
    """A warning that would come on a day. `is_certain`: by the calendar alone, whoever comes."""

    on: date
    cause: AlertCause
    is_certain: bool


def expected(chart: Chart, current: Current, today: date, days: int) -> tuple[ExpectedAlert, ...]:
    """The warnings of the days after today, each once, in order.

    Visits go on at the pace of the last six weeks; without a pace the calendar alone counts.
    """
    tightest = binding(current(chart, today))
    cadence = cadence_of(tightest) if tightest else None
    known = {alert.key for alert in chart.alerts if not alert.is_over}
    known |= {cause.key for cause in causes_of(chart, current(chart, today), today)}
    alerts: list[ExpectedAlert] = []
    for ahead in range(1, days + 1):
        on = today + timedelta(days=ahead)
        grown = _with_expected_visits(chart, cadence, today, on)
        for cause in causes_of(grown, current(grown, on), on):
            if cause.key not in known:
                known.add(cause.key)
                alerts.append(ExpectedAlert(on, cause, cadence is None))
    return tuple(alerts)


def _with_expected_visits(chart: Chart, cadence: Cadence | None, today: date, on: date) -> Chart:
    """The chart as it will be on a day, with the visits expected until then."""
    if cadence is None:
        return chart
    more = tuple(
        Session(chart.next_number + number, day)
        for number, day in enumerate(_days(cadence, today, on))
    )
    sessions = (*chart.history.sessions, *more)
    return replace(chart, history=replace(chart.history, sessions=sessions))


def _days(cadence: Cadence, today: date, on: date) -> Iterator[date]:
    """The days of the expected visits after today, one mean gap apart from the last that was."""
    number = max(1, ceil((today - cadence.last).days / cadence.gap))
    while (day := cadence.last + timedelta(days=round(cadence.gap * number))) <= on:
        if day > today:
            yield day
        number += 1
