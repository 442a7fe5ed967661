"""The clock process: jobs fired by the timetable until SIGTERM, and each platform's messenger."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime

import structlog

from bot.app import App
from bot.event_loop import LateTasks, stop_signal
from bot.logs import where
from bot.slack.messenger import speaking
from jobs import JOBS
from jobs.job import Job
from jobs.timetable import timetable
from models.clinic.clinic import Platform
from models.ports import Messenger
from models.services import Services


async def tick(app: App) -> None:
    """Fire jobs until the process gets SIGTERM or SIGINT, then let the running ones finish."""
    log = structlog.get_logger("needlepoint.clock")
    running = LateTasks()

    async def fire(job: Job) -> None:
        await asyncio.wait({running.start(attempt(job, app.clock(), services, log))})

    stop = stop_signal()
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


@asynccontextmanager
async def opened(app: App) -> AsyncIterator[Mapping[Platform, Messenger]]:
    """The messengers of a process that serves nobody, for as long as it needs them."""
    messengers: dict[Platform, Messenger] = {Platform.CONSOLE: app.console}
    async with AsyncExitStack() as stack:
        if slack := app.settings.slack:
            messengers[Platform.SLACK] = await stack.enter_async_context(speaking(app, slack))
        if teams := app.settings.teams:
            from bot.teams.mount import messenger  # Microsoft's SDK takes a second to import

            messengers[Platform.TEAMS] = messenger(app, teams)
        yield messengers
