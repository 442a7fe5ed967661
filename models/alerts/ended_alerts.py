"""Which open alerts end, and why, and which of those that they stood for come back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from models.alerts.alert import (
    PLAN_KINDS,
    AlertKind,
    AlertRef,
    Cause,
    supersedes,
)
from models.alerts.due import is_said_by, still_holds
from models.alerts.late_requests import is_asked, request_of
from models.alerts.untold import StoodOn, is_over_by, is_owed
from models.alerts.withdrawal import WithdrawalReason, reason_of
from models.visits.chart import Chart
from models.visits.events import Event
from models.visits.second_payer import by_payer
from models.visits.standing import DAWN, MARKED, Standing
from models.visits.visit_request import RequestState


def ended(
    chart: Chart,
    current: Sequence[Standing],
    causes: Sequence[Cause],
    events: Sequence[Event],
    stood: StoodOn,
) -> Iterator[tuple[AlertRef, WithdrawalReason]]:
    """The open alerts whose causes are gone, in the order of their numbers.

    A forecast shifts with every visit: only another warning or a change of something else ends it.
    """
    is_marked = chart.next_look in MARKED
    open_ = (alert for alert in chart.alerts if not alert.is_over)
    for alert in sorted(open_, key=lambda alert: alert.id):
        if any(is_said_by(alert, cause) for cause in causes):
            continue
        followed = _followed(alert, causes) or _of_request(alert, chart, current)
        reason = reason_of(events, is_marked=is_marked, of_plan=alert.kind in PLAN_KINDS)
        on, by_time = chart.counted_on or DAWN, reason is WithdrawalReason.TIME
        if not followed and is_owed(alert, chart, on, stood, by_time=by_time):
            continue
        if reason is WithdrawalReason.RULES and is_over_by(alert, chart, on, stood):
            reason = WithdrawalReason.TIME
        is_upset = alert.kind is AlertKind.FORECAST and reason is not WithdrawalReason.TIME
        if followed or is_upset or not _still_holds(alert, chart, current):
            yield alert, followed or reason


def _of_request(
    alert: AlertRef, chart: Chart, current: Iterable[Standing]
) -> WithdrawalReason | None:
    """Why an alert ends that is about a request which was decided, or asks for one to be sent."""
    request = request_of(chart, alert.limit)
    if request and request.state in {RequestState.GRANTED, RequestState.DENIED}:
        return WithdrawalReason.DECIDED
    if request and request.state is RequestState.WITHDRAWN:
        return WithdrawalReason.TAKEN_BACK
    if alert.kind is not AlertKind.FORECAST:
        return None
    asked = _of_window(alert, chart, current)
    is_sent = any(is_asked(chart, payer, of.limit.pool) for payer, of in asked)
    return WithdrawalReason.REQUESTED if is_sent else None


def _still_holds(alert: AlertRef, chart: Chart, current: Iterable[Standing]) -> bool:
    """Whether an alert is still true, though another limit may bind by now."""
    return not chart.closed and any(
        still_holds(alert.threshold, standing, chart.preferences.warnings_for(payer))
        for payer, standing in _of_window(alert, chart, current)
    )


def _of_window(
    alert: AlertRef, chart: Chart, current: Iterable[Standing]
) -> Iterator[tuple[str | None, Standing]]:
    """The standing that an alert is about, with whose limit it is."""
    for payer, standings in by_payer(chart, current, chart.counted_on or DAWN):
        for standing in standings:
            if (standing.limit.id, standing.opened) == alert.window_key:
                yield payer, standing


def released(
    over: Iterable[AlertRef], ended: Iterable[tuple[AlertRef, WithdrawalReason]]
) -> list[tuple[AlertRef, WithdrawalReason]]:
    """The alerts that were superseded by one that ends now, and why it ends.

    So a rolling window that has emptied warns of each number once more when it fills again.
    """
    tighter_ones = [
        (tighter, reason) for tighter, reason in ended if reason is not WithdrawalReason.FOLLOWED
    ]
    return [
        (alert, reason)
        for alert in over
        for tighter, reason in tighter_ones
        if alert.reason == WithdrawalReason.FOLLOWED
        and alert.window_key == tighter.window_key
        and supersedes(tighter.threshold, alert.threshold)
    ]


def _followed(alert: AlertRef, causes: Iterable[Cause]) -> WithdrawalReason | None:
    of_window = (cause for cause in causes if cause.window_key == alert.window_key)
    is_followed = any(supersedes(cause.threshold, alert.threshold) for cause in of_window)
    return WithdrawalReason.FOLLOWED if is_followed else None
