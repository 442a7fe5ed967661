"""The clock process: jobs fired until SIGTERM, its health pages, and each platform's messenger."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import replace
from datetime import datetime

import structlog

from bot import health_pages, http_server, readiness_log
from bot.app import App
from bot.event_loop import LateTasks, stop_signal
from bot.http_server import Serving
from bot.job_watch import JobWatch
from bot.logs import where
from bot.readiness_log import ReadinessLog
from bot.slack.messenger import speaking
from jobs import JOBS
from jobs.job import Job
from jobs.timetable import timetable
from models.clinic.clinic import Platform
from models.errors import RecordsBusy, RecordsUnreachable, SettingsFault, Trouble
from models.ports import Messenger
from models.services import Services

_SCHEMA_EVERY = 2.0
"""Seconds between two looks whether the records can be used, before the first job is fired."""


async def tick(app: App) -> None:
    """Fire jobs until the process gets SIGTERM or SIGINT, then let the running ones finish."""
    log = structlog.get_logger("needlepoint.clock")
    stop = stop_signal()
    watch = JobWatch(JOBS, app.job_runs, app.clock(), app.request_log.registry)
    records = ReadinessLog(log, "waiting")
    async with app.database, opened(app) as messengers, _health_served(app, watch):
        if await until_ready(app, stop, records):
            served = replace(app, services=app.services.with_messengers(messengers))
            async with readiness_log.watching(app.database, records):
                await _fire_until(stop, served, watch, records)
    log.info("stopped")


async def _fire_until(
    stop: asyncio.Event, app: App, watch: JobWatch, records: ReadinessLog
) -> None:
    log = structlog.get_logger("needlepoint.clock")
    running = LateTasks()

    async def fire(job: Job) -> None:
        await asyncio.wait({running.start(_watched(job, app, watch, records))})

    scheduler = timetable(JOBS, fire)
    scheduler.start()
    log.info("ticking", jobs=[job.name for job in JOBS])
    await stop.wait()
    scheduler.pause()
    await running.drain(None)
    scheduler.shutdown(wait=False)


async def until_ready(
    app: App, stop: asyncio.Event, records: ReadinessLog, every: float = _SCHEMA_EVERY
) -> bool:
    """Wait until the records are migrated and answer; False where the process is stopped before.

    Why it waits is logged once, and again when the reason changes.
    """
    while not stop.is_set():
        readiness = await app.database.check()
        records.take(readiness)
        if readiness.ready:
            return True
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), every)
    return False


@asynccontextmanager
async def _health_served(app: App, watch: JobWatch) -> AsyncIterator[None]:
    """The clock's health at CLOCK_PORT. Where another clock has that port, this one ticks on."""
    log = structlog.get_logger("needlepoint.clock")
    host, port = app.settings.host, app.settings.clock_port
    site = http_server.new_site()
    health_pages.mount(site, app, watch)
    serving: Serving | None = None
    try:
        serving = await http_server.serve(site, host, port)
        log.info("health", host=host, port=port)
    except SettingsFault:
        log.warning("no health is served: CLOCK_PORT is taken, or HOST is not of this machine")
    yield
    if serving:
        await serving.cleanup()


async def _watched(job: Job, app: App, watch: JobWatch, records: ReadinessLog) -> None:
    """One pass, watched: a failure that goes on is logged once a minute, and its end once.

    Where all jobs fail because the records are away, that is one line for them together.
    """
    log = structlog.get_logger("needlepoint.clock")
    at, started = app.clock(), time.perf_counter()
    watch.began(job.name, at)
    error = await attempt(job, at, app.services)
    ended_at, seconds = app.clock(), time.perf_counter() - started
    await watch.ended(job.name, ended_at, seconds, failed=error is not None)
    if error is None:
        if watch.recovered(job.name):
            log.info("job recovered", job=job.name)
    elif await _are_away(error, app, records):
        return
    elif times := watch.is_news(job.name, type(error).__name__, ended_at):
        told = {"says": str(error)} if isinstance(error, Trouble) else {"at": where(error)}
        raised = type(error).__name__
        log.error("job failed", job=job.name, raised=raised, times=times, **told)


async def _are_away(error: Exception, app: App, records: ReadinessLog) -> bool:
    """Whether a job failed because the records cannot be used, which is then logged for all."""
    if not isinstance(error, RecordsUnreachable) or isinstance(error, RecordsBusy):
        return False
    readiness = await readiness_log.look(app.database)
    records.take(readiness)
    return not readiness.ready


async def attempt(job: Job, at: datetime, services: Services) -> Exception | None:
    """One pass; what it failed with, if it did. It is tried again at its next tick."""
    try:
        await job.run(at, services)
    except Exception as error:  # noqa: BLE001 - a job that fails must not stop the clock
        return error
    return None


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
