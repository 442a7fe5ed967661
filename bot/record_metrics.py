"""Gauges of what all processes share: alerts, messages owed, last runs of jobs; read when asked.

Each process tells the same, so that a dead one hides nothing: a dashboard takes their maximum.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from prometheus_client import CollectorRegistry, Gauge

from models.errors import RecordsUnreachable
from models.storage.backlog import OPEN, Backlog, BacklogReader, Pile
from models.storage.job_runs import JobRun, JobRuns, heartbeat

_FRESH_FOR = timedelta(seconds=10)
"""Whoever asks more often reads what was read before."""


class RecordMetrics:
    """The gauges, in the registry of one process."""

    def __init__(
        self, backlog: BacklogReader, job_runs: JobRuns, registry: CollectorRegistry
    ) -> None:
        self._backlog, self._job_runs = backlog, job_runs
        self._read_at: datetime | None = None

        def gauge(name: str, about: str, *labels: str) -> Gauge:
            return Gauge(f"needlepoint_{name}", about, labels, registry=registry)

        self._reachable = gauge("records_reachable", "1 where the database answered this scrape")
        self._alerts = gauge("alerts", "Alerts that have not ended", "state")
        self._oldest = gauge("alert_oldest_seconds", "Age of the oldest such alert", "state")
        self._held = gauge("alerts_held", "Alerts that wait for working hours")
        self._due = gauge("messages_due", "Messages whose time has come")
        self._overdue = gauge("message_oldest_due_seconds", "How long the oldest has been due")
        self._failed = gauge("messages_failed", "Messages that a channel refuses for good", "why")
        self._refused = gauge(
            "message_oldest_refused_seconds", "Since when the oldest is refused, and tried", "why"
        )
        self._succeeded = gauge("job_success_timestamp_seconds", "Last success of a job", "name")
        self._failure = gauge("job_failure_timestamp_seconds", "Last failure of a job", "name")
        self._heartbeat = gauge("clock_heartbeat_timestamp_seconds", "When a clock last ran")

    async def refresh(self, at: datetime) -> None:
        """Read the records, unless they were read just now."""
        if self._read_at and timedelta() <= at - self._read_at < _FRESH_FOR:
            return
        self._read_at = at
        try:
            backlog, runs = await self._backlog.read(at), await self._job_runs.all()
        except RecordsUnreachable:
            self._reachable.set(0)
            return
        self._reachable.set(1)
        self._show_backlog(backlog, at)
        self._show_runs(runs)

    def _show_backlog(self, backlog: Backlog, at: datetime) -> None:
        for state in OPEN:
            pile = backlog.alerts.get(state, Pile())
            self._alerts.labels(state.value).set(pile.number)
            self._oldest.labels(state.value).set(_age(pile, at))
        self._held.set(backlog.held.number)
        self._due.set(backlog.due.number)
        self._overdue.set(_age(backlog.due, at))
        self._failed.clear()
        for why, number in backlog.failed.items():
            self._failed.labels(why).set(number)
        self._refused.clear()
        for why, pile in backlog.refused.items():
            self._refused.labels(why).set(_age(pile, at))

    def _show_runs(self, runs: tuple[JobRun, ...]) -> None:
        for run in runs:
            if run.succeeded_at:
                self._succeeded.labels(run.name).set(run.succeeded_at.timestamp())
            if run.failed_at:
                self._failure.labels(run.name).set(run.failed_at.timestamp())
        beat = heartbeat(runs)
        self._heartbeat.set(beat.timestamp() if beat else 0)


def _age(pile: Pile, at: datetime) -> float:
    return max(0.0, (at - pile.oldest).total_seconds()) if pile.oldest else 0.0
