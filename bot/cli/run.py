"""The verb `run`: one pass of one job, now or --at an instant."""

from __future__ import annotations

import asyncio
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import datetime

from bot.app import App
from bot.cli.start import Verb, prepare_database, start_app
from bot.clock import opened
from jobs import JOBS
from jobs.job import Job


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("job", choices=[job.name for job in JOBS])
    parser.add_argument("--at", type=_instant, help="the instant: 2026-12-01T08:00-05:00")


def _instant(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError("write it as 2026-12-01T08:00-05:00") from None
    if at.tzinfo is None:
        raise ArgumentTypeError("an instant needs its offset: 2026-12-01T08:00-05:00")
    return at


def _run(options: Namespace) -> str:
    app = start_app()
    job = next(job for job in JOBS if job.name == options.job)
    return asyncio.run(run_once(app, job, options.at or app.clock()))


async def run_once(app: App, job: Job, at: datetime) -> str:
    """One pass of a job at an instant, in words."""
    async with app.database, opened(app) as messengers:
        await prepare_database(app)
        return await job.run(at, app.services.with_messengers(messengers, lambda: at))


VERB = Verb("run", "one pass of one job", _run, _arguments)
