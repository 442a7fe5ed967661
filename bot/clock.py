"""The clock process: fires every job by the timetable until it is told to stop."""

from __future__ import annotations

import asyncio
import secrets
import signal
import time
from collections.abc import Mapping
from datetime import datetime

import structlog

from bot.app import App, Clock
from bot.logs import where
from bot.messengers import opened
from jobs import JOBS
from jobs.job import Job, JobServices
from jobs.timetable import timetable
from models.clinic.clinic import Platform
from models.ports import Messenger
from models.storage.purge import Purge


def desktop(
    app: App, messengers: Mapping[Platform, Messenger], clock: Clock | None = None
) -> JobServices:
    """What the jobs of one process may use; they go by the house's clock unless by another."""
    return JobServices(
        book=app.services.book,
        records=app.ledger,
        charts=app.services.charts,
        post=app.post,
        attic=Purge(),
        messengers=messengers,
        worker=secrets.token_hex(8),
        clock=clock or app.clock,
        trouble=app.notices.trouble,
        noted=app.notices.head,
    )


async def tick(app: App) -> None:
    """Fire jobs until the process gets SIGTERM or SIGINT, then let the running ones finish."""
    log = structlog.get_logger("needlepoint.clock")
    running: set[asyncio.Task[None]] = set()

    async def fire(job: Job) -> None:
        task = asyncio.create_task(attempt(job, app.clock(), uses, log))
        running.add(task)
        task.add_done_callback(running.discard)
        await asyncio.wait({task})

    stop = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    async with app.database, opened(app) as messengers:
        uses = desktop(app, messengers)
        scheduler = timetable(JOBS, fire)
        scheduler.start()
        log.info("ticking", jobs=[job.name for job in JOBS])
        await stop.wait()
        scheduler.pause()
        if running:
            await asyncio.wait(running)
        scheduler.shutdown(wait=False)


async def attempt(
    job: Job, at: datetime, uses: JobServices, log: structlog.stdlib.BoundLogger
) -> None:
    """One pass, written down. A job that fails is tried again at its next tick."""
    started = time.perf_counter()
    try:
        await job.run(at, uses)
    except Exception as error:  # noqa: BLE001 - a job that fails must not stop the clock
        log.error("job failed", job=job.name, raised=type(error).__name__, at=where(error))
        return
    log.debug("job done", job=job.name, ms=round((time.perf_counter() - started) * 1000, 2))
