"""When each job of a clock last ran and how it ended, and when a clock is said to stand still.

It writes that down for other processes too, but not at each tick: some jobs run twice a second.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from prometheus_client import CollectorRegistry, Counter, Histogram

from jobs.job import Job
from models.errors import RecordsUnreachable
from models.storage.job_runs import JobRun, JobRuns

STILL_AFTER = timedelta(minutes=2)
"""A clock that has begun nothing for so long stands still: one job comes twice a second."""

_WRITTEN_EVERY = timedelta(seconds=15)
_SAID_EVERY = timedelta(minutes=1)
_SECONDS = (0.005, 0.025, 0.1, 0.5, 2.5, 10, 60)


@dataclass(frozen=True, slots=True)
class _Failing:
    """A job that goes on failing in one way: when that was last logged, and how often since."""

    kind: str
    said_at: datetime
    unsaid: int = 0


class JobWatch:
    """The passes of one process, from its start on."""

    def __init__(
        self,
        jobs: Iterable[Job],
        job_runs: JobRuns,
        started_at: datetime,
        metrics: CollectorRegistry,
    ) -> None:
        self._jobs = {job.name: job for job in jobs}
        self._job_runs = job_runs
        self._started_at = started_at
        self._runs: dict[str, JobRun] = {}
        self._written: dict[str, JobRun] = {}
        self._failing: dict[str, _Failing] = {}
        self._passes = Counter(
            "needlepoint_job_passes", "Passes of jobs by how they ended", ("name", "ending"),
            registry=metrics,
        )  # fmt: skip
        self._seconds = Histogram(
            "needlepoint_job_seconds", "How long a pass took", ("name",),
            registry=metrics, buckets=_SECONDS,
        )  # fmt: skip

    def began(self, job: str, at: datetime) -> None:
        """A pass begins."""
        run = self._runs.get(job) or JobRun(job, at)
        self._runs[job] = replace(run, started_at=max(run.started_at, at))

    async def ended(self, job: str, at: datetime, seconds: float, *, failed: bool) -> None:
        """A pass is over: count it, and write it down where that is news or some time went by."""
        self._passes.labels(job, "failed" if failed else "done").inc()
        self._seconds.labels(job).observe(seconds)
        run = self._runs.get(job) or JobRun(job, at)
        run = replace(run, failed_at=at) if failed else replace(run, succeeded_at=at)
        self._runs[job] = run
        if self._is_due(run):
            self._written[job] = run
            try:
                await self._job_runs.note(run)
            except RecordsUnreachable:  # which the job itself has failed for, and says
                self._written.pop(job)

    def _is_due(self, run: JobRun) -> bool:
        written = self._written.get(run.name)
        if written is None or run.started_at - written.started_at >= _WRITTEN_EVERY:
            return True
        is_new_failure = run.failed_at is not None and written.failed_at is None
        return is_new_failure or _has_recovered(written) != _has_recovered(run)

    def is_news(self, job: str, kind: str, at: datetime) -> int:
        """How many failures a log line about this one stands for; 0 for none, to be said later.

        The first of a kind is said at once, then one line a minute: a job that runs twice a second
        would fill the disk on which it fails.
        """
        failing = self._failing.get(job)
        if failing and failing.kind == kind and at - failing.said_at < _SAID_EVERY:
            self._failing[job] = replace(failing, unsaid=failing.unsaid + 1)
            return 0
        unsaid = failing.unsaid if failing and failing.kind == kind else 0
        self._failing[job] = _Failing(kind, at)
        return unsaid + 1

    def recovered(self, job: str) -> bool:
        """Whether a job that succeeds now had failed before; told once."""
        return self._failing.pop(job, None) is not None

    def stands_still(self, at: datetime) -> bool:
        """Whether nothing has begun for so long that only a new start mends it."""
        began = max((run.started_at for run in self._runs.values()), default=self._started_at)
        return at - began > STILL_AFTER

    def late(self, at: datetime) -> list[str]:
        """The jobs that have not succeeded for twice their interval and some minutes."""
        return [
            name
            for name, job in self._jobs.items()
            if at - self._succeeded(name) > 2 * job.every + STILL_AFTER
        ]

    def _succeeded(self, name: str) -> datetime:
        run = self._runs.get(name)
        return (run.succeeded_at if run else None) or self._started_at


def _has_recovered(run: JobRun) -> bool:
    """Whether its last pass succeeded, as far as is known."""
    return run.failed_at is None or (run.succeeded_at or run.failed_at) > run.failed_at
