"""What a clinic did in a week, in numbers (WeekFigures), and what its alerts came to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median

from models.alerts.alert import Alert, AlertKind, AlertState
from models.alerts.revision import WithdrawalReason

_MORE_VISITS = {WithdrawalReason.AUTHORIZED.value, WithdrawalReason.IMPROVING.value}


@dataclass(frozen=True, slots=True)
class WeekFigures:
    """A week from its Monday to its Sunday.

    `passed` are limits that more visits were used of than they allow, `saved` those of which it was
    warned and that were opened for more visits before. `sent` are alerts that were posted in it,
    whenever they were noted, `taken` those of them that somebody took and did not pass on or put
    off, `took` after how long in the middle. `checked` are facts and
    rules of the clinic's own that somebody looked at.
    """

    first: date
    last: date
    sessions: int = 0
    aliases: int = 0
    passed: int = 0
    saved: int = 0
    sent: int = 0
    taken: int = 0
    took: timedelta | None = None
    checked: int = 0

    @property
    def is_busy(self) -> bool:
        """Whether anything was done."""
        return any((self.sessions, self.passed, self.saved, self.sent, self.checked))


_WITH_NOBODY = {AlertState.HANDED_OVER, AlertState.SNOOZED}


def of_alerts(week: WeekFigures, noted: Iterable[Alert], sent: Sequence[Alert]) -> WeekFigures:
    """The week with what the alerts that were noted in it came to, and those sent in it."""
    alerts = list(noted)
    taken = [a for a in sent if a.taken_at is not None and a.ref.state not in _WITH_NOBODY]
    waits = [
        (alert.taken_at - alert.sent_at).total_seconds()
        for alert in taken
        if alert.taken_at and alert.sent_at and alert.taken_at >= alert.sent_at
    ]
    passed = {_limit(a) for a in alerts if a.ref.kind is AlertKind.OVER}
    in_time = (a for a in alerts if a.ref.kind is not AlertKind.UNCOVERED)
    saved = {_limit(a) for a in in_time if a.ref.reason in _MORE_VISITS} - passed
    return replace(
        week,
        passed=len(passed),
        saved=len(saved),
        sent=len(sent),
        taken=len(taken),
        took=timedelta(seconds=median(waits)) if waits else None,
    )


def _limit(alert: Alert) -> tuple[str, str, date]:
    return alert.alias, *alert.ref.window_key
