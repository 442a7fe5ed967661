"""The clock process: fires every job by the timetable until it is told to stop."""

from __future__ import annotations

import asyncio
import signal
import time
from datetime import datetime

import structlog

from bot.app import App
from bot.late_tasks import LateTasks
from bot.logs import where
from bot.messengers import opened
from jobs import JOBS
from jobs.job import Job
from jobs.timetable import timetable
from models.services import Services


async def tick(app: App) -> None:
    """Fire jobs until the process gets SIGTERM or SIGINT, then let the running ones finish."""
    log = structlog.get_logger("needlepoint.clock")
    running = LateTasks()

    async def fire(job: Job) -> None:
        await asyncio.wait({running.start(attempt(job, app.clock(), services, log))})

    stop = asyncio.Event()
    for signal_ in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(signal_, stop.set)
    async with app.database, opened(app) as messengers:
        services = app.services.with_messengers(messengers)
        scheduler = timetable(JOBS, fire)
        scheduler.start()
        log.info("ticking", jobs=[job.name for job in JOBS])
        await stop.wait()
        scheduler.pause()
        await running.drain(None)
        scheduler.shutdown(wait=False)


async def attempt(
    job: Job, at: datetime, services: Services, log: structlog.stdlib.BoundLogger
) -> None:
    """One pass, written down. A job that fails is tried again at its next tick."""
    started = time.perf_counter()
    try:
        await job.run(at, services)
    except Exception as error:  # noqa: BLE001 - a job that fails must not stop the clock
        log.error("job failed", job=job.name, raised=type(error).__name__, at=where(error))
        return
    log.debug("job done", job=job.name, ms=round((time.perf_counter() - started) * 1000, 2))
