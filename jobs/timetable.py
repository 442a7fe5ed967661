"""When jobs tick: the scheduler (APScheduler), its jitter, and late or missed ticks.

It keeps its jobs in memory, in every clock process: a shared job store runs jobs twice
(APScheduler's own FAQ). Each job is safe to fire twice and safe to fire late.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime, timedelta
from random import Random

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from jobs.job import Job

_MOST_JITTER = 5
"""Clocks that start together do not tick together: by so many seconds, or a sixth of the time."""


def timetable(jobs: Iterable[Job], fire: Callable[[Job], Awaitable[None]]) -> AsyncIOScheduler:
    """A scheduler that fires every job soon after the start, then now and then in its interval.

    Soon: a host restarts its processes every day, and what comes once a day would never come. The
    caller starts it. A late tick runs as soon as it can (APScheduler would drop one that is a
    second late), and ticks missed together run once.
    """
    scheduler = AsyncIOScheduler(
        timezone="UTC",
        job_defaults={"coalesce": True, "misfire_grace_time": None},
    )
    started, drawn = datetime.now(UTC), Random()  # noqa: S311 -- so that not all start at once
    for job in jobs:
        seconds = job.every.total_seconds()
        most = min(_MOST_JITTER, seconds // 6)
        scheduler.add_job(
            fire,
            IntervalTrigger(seconds=seconds, jitter=most or None),
            args=[job],
            id=job.name,
            max_instances=job.at_once,
            next_run_time=started + timedelta(seconds=drawn.uniform(0, most)),
        )
    return scheduler
