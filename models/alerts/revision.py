"""Which alerts a new count begins and ends, and why; which of several interrupts (revise)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models.alerts.alert import (
    PLAN_KINDS,
    AlertKind,
    AlertRef,
    Cause,
    DatedCause,
    Threshold,
    supersedes,
)
from models.alerts.alert_state import AlertState
from models.alerts.due import by_urgency, due, is_said_by, still_holds, waits_for_digest
from models.alerts.late_requests import is_asked, late, request_of, without_asked
from models.alerts.plan_duties import LAST, owed
from models.alerts.untold import StoodOn, is_over_by, is_owed
from models.alerts.withdrawal import WithdrawalReason, reason_of
from models.visits.chart import Chart, DoneBy
from models.visits.events import Event, SessionLogged
from models.visits.payer_history import history_of, history_on
from models.visits.second_payer import by_payer
from models.visits.standing import DAWN, MARKED, QUIET_DAWN, Standing
from models.visits.visit_request import RequestState


@dataclass(frozen=True, slots=True)
class NewAlert:
    """A cause that nobody was warned of. A `quiet` one interrupts nobody.

    `taken_with` is the alert about the same limit that somebody has acknowledged: they have this
    one as well, and its message tells of both.
    """

    cause: Cause
    occasion: int = 1
    quiet: bool = False
    taken_with: AlertRef | None = None

    @property
    def interrupts(self) -> bool:
        """Whether a message of its own goes out for it."""
        return not self.quiet and self.taken_with is None


@dataclass(frozen=True, slots=True)
class Revision:
    """What to write: new alerts, those that ended and why, those back, those to be sent again.

    `stale` go on, and their messages show numbers that may have changed. `let_go` are those that a
    tighter warning followed which has ended in its turn, and why.
    """

    new: tuple[NewAlert, ...] = ()
    ended: tuple[tuple[AlertRef, WithdrawalReason], ...] = ()
    back: tuple[AlertRef, ...] = ()
    woken: tuple[AlertRef, ...] = ()
    stale: tuple[AlertRef, ...] = ()
    let_go: tuple[tuple[AlertRef, WithdrawalReason], ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to write."""
        return self == _NOTHING


_NOTHING = Revision()

_LEFT_UNPAID = frozenset({AlertKind.OVER, AlertKind.UNCOVERED})
"""What is still warned of where a payer pays no more: nobody runs past its limits any further."""


def causes_of(chart: Chart, current: Sequence[Standing], on: date) -> tuple[Cause, ...]:
    """The causes of alerts on a day, the most urgent first; none once care has ended."""
    if chart.closed:
        return ()
    causes: list[Cause] = [*late(chart, on), *owed(chart, on)]
    for payer, standings in by_payer(chart, current, on):
        history = history_on(chart, on) if payer == chart.payer else history_of(chart, payer)
        warnings = chart.preferences.warnings_for(payer)
        found: list[Cause] = [*due(standings, warnings, history, on)]
        if any(standing.former_payer for standing in standings):
            found = [cause for cause in found if cause.kind in _LEFT_UNPAID]
        causes += without_asked(found, chart, payer)
    return by_urgency(causes)


def revise(
    chart: Chart,
    current: Sequence[Standing],
    events: Sequence[Event],
    by: DoneBy,
    stood: StoodOn = lambda _: (),
) -> Revision:
    """How the chart's alerts change, by its standings now and the events that led to them.

    Those that are made quietly wait for the digest. What somebody has taken already interrupts
    nobody again until nothing is left.
    """
    causes = causes_of(chart, current, by.on)
    open_ = [alert for alert in chart.alerts if not alert.is_over]
    is_quiet = by.quietly or (chart.next_look == QUIET_DAWN and not events)
    ended = tuple(_ended(chart, current, causes, events, stood))
    fresh = [cause for cause in causes if not any(is_said_by(alert, cause) for alert in open_)]
    before = {alert.key: alert for alert in sorted(chart.alerts, key=lambda alert: alert.occasion)}
    back = {c.key: before[c.key] for c in fresh if c.key in before and not _is_anew(c, before)}
    new = [
        NewAlert(
            cause,
            before[cause.key].occasion + 1 if cause.key in before else 1,
            quiet=is_quiet or waits_for_digest(cause),
            taken_with=_taken_with(cause, open_, chart),
        )
        for cause in fresh
        if cause.key not in back
    ]
    has_visit = any(isinstance(event, SessionLogged) for event in events) and not by.quietly
    ended_ids = {alert.id for alert, _ in ended}
    going_on = [alert for alert in open_ if alert.id not in ended_ids]
    asleep = (a for a in going_on if a.state is AlertState.SNOOZED and not a.is_timed)
    woken = asleep if has_visit else ()
    stale = [a for a in going_on if events and a.state is not AlertState.NOTED]
    over = [alert for alert in before.values() if alert.is_over and alert.key not in back]
    let_go = _released(over, ended)
    return Revision(
        new=tuple(new),
        ended=ended,
        back=tuple(back.values()),
        woken=tuple(woken),
        stale=tuple(stale),
        let_go=tuple(let_go),
    )


def _taken_with(cause: Cause, open_: Iterable[AlertRef], chart: Chart) -> AlertRef | None:
    """The alert by which somebody sees to a new cause already; None for what cannot wait."""
    last = min(chart.preferences.warnings_for(chart.payer).left, default=0)
    is_last = cause.kind is AlertKind.LEFT and cause.threshold.number <= last
    is_last |= cause.kind in PLAN_KINDS and cause.threshold.number == LAST
    if is_last or cause.kind in {AlertKind.OVER, AlertKind.UNCOVERED}:
        return None
    taken = (
        alert
        for alert in open_
        if alert.state is AlertState.ACKNOWLEDGED and alert.window_key == cause.window_key
    )
    return next(taken, None)


def _ended(
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
    payers = (payer for payer, _ in _of_window(alert, chart, current))
    is_sent = any(is_asked(chart, payer) for payer in payers)
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


def _released(
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


def _is_anew(cause: Cause, before: Mapping[tuple[str, date, Threshold], AlertRef]) -> bool:
    """Whether a cause that is back warns once more: in a rolling window, when time took it away.

    Any other cause that is back was warned of in this window already.
    """
    if isinstance(cause, DatedCause):
        return False
    return cause.standing.limit.window.rolls and before[cause.key].reason == WithdrawalReason.TIME


def _followed(alert: AlertRef, causes: Iterable[Cause]) -> WithdrawalReason | None:
    of_window = (cause for cause in causes if cause.window_key == alert.window_key)
    is_followed = any(supersedes(cause.threshold, alert.threshold) for cause in of_window)
    return WithdrawalReason.FOLLOWED if is_followed else None
