"""When jobs run. The only importer of APScheduler, which serves as a clock and nothing more.

It keeps its jobs in memory, in every clock process: a shared job store runs jobs twice
(APScheduler's own FAQ). Each job is safe to fire twice and safe to fire late.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from jobs.job import Job

_MOST_JITTER = 5
"""Clocks that start together do not tick together: by so many seconds, or a sixth of the time."""


def timetable(jobs: Iterable[Job], fire: Callable[[Job], Awaitable[None]]) -> AsyncIOScheduler:
    """A scheduler that fires every job, now and then in its interval; the caller starts it.

    A late tick runs as soon as it can (APScheduler would drop one that is a second late), and
    ticks missed together run once.
    """
    scheduler = AsyncIOScheduler(
        timezone="UTC",
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    for job in jobs:
        seconds = int(job.every.total_seconds())
        trigger = IntervalTrigger(seconds=seconds, jitter=min(_MOST_JITTER, seconds // 6) or None)
        scheduler.add_job(fire, trigger, args=[job], id=job.name)
    return scheduler
