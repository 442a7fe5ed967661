"""What a clinic did in a week, in numbers (WeekFigures), and what its alerts came to; MOST."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from models.alerts.alert import Alert, AlertKind
from models.alerts.alert_state import AlertState
from models.alerts.withdrawal import WithdrawalReason
from models.clinic.audit import AuditEntry, AuditEvent

WEEK = timedelta(days=7)
MOST = 2_000
"""So many alerts, requests and entries of the audit are read for it, the newest of each."""

_FACT_CHECKED, _RULE_CHECKED = "fact checked", "rule checked"
_CHECK_TAKEN_BACK = "check withdrawn"
_MORE_VISITS = {WithdrawalReason.AUTHORIZED.value, WithdrawalReason.IMPROVING.value}


@dataclass(frozen=True, slots=True)
class WeekFigures:
    """A week from its Monday to its Sunday.

    `passed` are limits of which an alert told that more visits were used than they allow, `saved`
    those of which it was warned and that were opened for more visits before, and passed never.
    `sent` are alerts that were posted in it, whenever they were noted, `taken` those of them that
    somebody took and did not pass on or put off, `took` after how long in the middle. `checked` are
    facts and rules of the clinic's own that somebody found still true or not; entering a rule is
    none, and what was taken back, in whichever week, is none.
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


def days_of(monday: date) -> tuple[date, date]:
    """The first and the last day of a week."""
    return monday, monday + WEEK - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ClinicRecord:
    """What is kept of a clinic's alerts and deeds, from which its weeks are told; its time zone."""

    zone: str
    alerts: Sequence[Alert]
    entries: Sequence[AuditEntry]

    def week(self, monday: date, logged: tuple[int, int]) -> WeekFigures:
        """The figures of one week, from Monday to Sunday on the clinic's wall.

        `logged` are its sessions, and of how many aliases they are.
        """
        zone, (_, sunday) = ZoneInfo(self.zone), days_of(monday)
        first, behind = (
            datetime.combine(day, datetime.min.time(), zone) for day in (monday, monday + WEEK)
        )
        checked = sum(first <= event.at < behind for event in _checks(self.entries))
        noted = [alert for alert in self.alerts if first <= alert.noted_at < behind]
        sent = [a for a in self.alerts if a.sent_at and first <= a.sent_at < behind]
        week = WeekFigures(monday, sunday, *logged, checked=checked)
        return of_alerts(week, noted, sent, self.alerts)


def _checks(entries: Iterable[AuditEntry]) -> Iterator[AuditEvent]:
    """The checks of facts and rules that stand."""
    events = [e.event for e in entries if not e.is_erased]
    gone = {e.particulars.get("rule") for e in events if e.action == _CHECK_TAKEN_BACK}
    for event in events:
        if event.action == _FACT_CHECKED or (
            event.action == _RULE_CHECKED and event.particulars.get("rule") not in gone
        ):
            yield event


_WITH_NOBODY = {AlertState.HANDED_OVER, AlertState.SNOOZED}


def of_alerts(
    week: WeekFigures, noted: Iterable[Alert], sent: Sequence[Alert], every: Iterable[Alert] = ()
) -> WeekFigures:
    """The week with what the alerts that were noted in it came to, and those sent in it.

    What another week's alert, among `every`, told as passed was not saved.
    """
    alerts = list(noted)
    taken = [a for a in sent if a.taken_at is not None and a.ref.state not in _WITH_NOBODY]
    waits = [
        (alert.taken_at - alert.sent_at).total_seconds()
        for alert in taken
        if alert.taken_at and alert.sent_at and alert.taken_at >= alert.sent_at
    ]
    passed = _passed(alerts)
    return replace(
        week,
        passed=len(passed),
        saved=len(_opened(alerts) - passed - _passed(every)),
        sent=len(sent),
        taken=len(taken),
        took=timedelta(seconds=median(waits)) if waits else None,
    )


def _passed(alerts: Iterable[Alert]) -> set[tuple[str, str, date]]:
    return {_limit(a) for a in alerts if a.ref.kind is AlertKind.OVER}


def _opened(alerts: Iterable[Alert]) -> set[tuple[str, str, date]]:
    """The limits of which it was warned and that were opened for more visits then."""
    in_time = (a for a in alerts if a.ref.kind is not AlertKind.UNCOVERED)
    return {_limit(a) for a in in_time if a.ref.reason in _MORE_VISITS}


def _limit(alert: Alert) -> tuple[str, str, date]:
    return alert.alias, *alert.ref.window_key
