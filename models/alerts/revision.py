"""Which alerts a new count begins and ends, and why; which of several interrupts (revise)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models.alerts import ended_alerts
from models.alerts.alert import (
    PLAN_KINDS,
    AlertKind,
    AlertRef,
    Cause,
    DatedCause,
    Threshold,
)
from models.alerts.alert_state import AlertState
from models.alerts.due import by_urgency, due, is_said_by, waits_for_digest
from models.alerts.late_requests import late, without_asked
from models.alerts.plan_duties import LAST, owed
from models.alerts.untold import StoodOn
from models.alerts.withdrawal import WithdrawalReason
from models.visits.chart import Chart, DoneBy
from models.visits.events import Event, SessionLogged
from models.visits.payer_history import history_of, history_on
from models.visits.second_payer import by_payer
from models.visits.standing import QUIET_DAWN, Standing


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
    ended = tuple(ended_alerts.ended(chart, current, causes, events, stood))
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
    let_go = ended_alerts.released(over, ended)
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


def _is_anew(cause: Cause, before: Mapping[tuple[str, date, Threshold], AlertRef]) -> bool:
    """Whether a cause that is back warns once more: in a rolling window, when time took it away.

    Any other cause that is back was warned of in this window already.
    """
    if isinstance(cause, DatedCause):
        return False
    return cause.standing.limit.window.rolls and before[cause.key].reason == WithdrawalReason.TIME
