"""When each job last ran, and when a web process last served: heartbeats for other processes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from models.storage.engine.unreachable import reaching_records
from models.storage.sql import execute, fetch, instant, instant_or_none
from models.storage.statements import operations


@dataclass(frozen=True, slots=True)
class JobRun:
    """The last pass of a job that began, the last that succeeded, and the last that failed."""

    name: str
    started_at: datetime
    succeeded_at: datetime | None = None
    failed_at: datetime | None = None


def heartbeat(runs: Sequence[JobRun]) -> datetime | None:
    """When a clock last began anything; None where none ever did."""
    return max((run.started_at for run in runs), default=None)


@reaching_records
class JobRuns:
    """The runs in the database that is open. Every method may raise `RecordsUnreachable`."""

    async def note(self, run: JobRun) -> None:
        """Write a pass down; an instant that is None leaves what stands there."""
        await execute(
            operations.JOB_RAN,
            name=run.name,
            started_at=run.started_at,
            succeeded_at=run.succeeded_at,
            failed_at=run.failed_at,
        )

    async def all(self) -> tuple[JobRun, ...]:
        """The last run of each job, by name."""
        return tuple(
            JobRun(
                row["name"],
                instant(row["started_at"]),
                instant_or_none(row["succeeded_at"]),
                instant_or_none(row["failed_at"]),
            )
            for row in await fetch(operations.JOB_RUNS)
        )

    async def note_web(self, at: datetime) -> None:
        """Write down that a web process serves."""
        await execute(operations.WEB_SERVES, name=operations.WEB_NAME, at=at)

    async def web_served_at(self) -> datetime | None:
        """When any web process last served; None where none ever did."""
        rows = await fetch(operations.WEB_SERVED, name=operations.WEB_NAME)
        return instant(rows[0]["started_at"]) if rows else None
