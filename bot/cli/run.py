"""The verb `run`: one pass of one job, now or --at an instant."""

from __future__ import annotations

import asyncio
from argparse import ArgumentParser, Namespace
from datetime import datetime

from bot.app import App
from bot.cli import instant, production
from bot.cli.startup import Verb, prepare_database, start_app
from bot.clock import opened
from jobs import JOBS
from jobs.job import Job
from models.errors import NotAllowed


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("job", choices=[job.name for job in JOBS])
    instant.add_option(parser, "the instant")
    parser.add_argument(
        "--here", action="store_true", help="go to an instant to come though clinics work here"
    )


def _run(options: Namespace) -> str:
    app = start_app()
    job = next(job for job in JOBS if job.name == options.job)
    return asyncio.run(run_once(app, job, options.at or app.clock(), is_here=options.here))


async def run_once(app: App, job: Job, at: datetime, *, is_here: bool = False) -> str:
    """One pass of a job at an instant, in words. Raises `NotAllowed` for one to come of a clinic's.

    What a job owes by then would be booked now, and sent as soon as a clock looks.
    """
    async with app.database, opened(app) as messengers:
        await prepare_database(app)
        if at > app.clock() and not is_here and await production.serves_others(app):
            raise NotAllowed(
                "That instant is still to come, and clinics of Slack or Teams work here.",
                "Nothing was done: what the job owes by then would be done now. To try a job out, "
                "set DATABASE_URL to a file of yours; to do it here all the same: --here",
            )
        return await job.run(at, app.services.with_messengers(messengers, lambda: at))


VERB = Verb("run", "one pass of one job", _run, _arguments)
