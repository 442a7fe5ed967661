"""What verbs share: Verb, the app they start, the database they prepare, a clinic by its name."""

from __future__ import annotations

import asyncio
import os
from argparse import ArgumentParser, Namespace
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TypeVar

import structlog

from bot import logs, receipt_writer, setting_remarks, settings
from bot.app import App, Clock, build, now
from bot.cli.instant import clock_from
from models import garbage_collection
from models.clinic.clinic import Clinic
from models.errors import RecordsUnreachable, Trouble

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb of `python -m bot`.

    `purpose` is its line in the help. `arguments` tells the verb's parser what may follow it. `run`
    returns the answer, or an exit code once it has printed one itself; either, or a `Trouble` that
    it raises, is printed for it.
    """

    name: str
    purpose: str
    run: Callable[[Namespace], str | int]
    arguments: Callable[[ArgumentParser], None] | None = None


def start_app(*, quiet: bool = True, clock: Clock = now, database_url: str = "") -> App:
    """Configure the logs and build the app. Raises `SettingsFault` or `FactsFault`.

    `quiet` is for a verb whose output is its answer: only warnings are logged; any other goes on
    with the app until it ends. A `database_url` stands in for one that the environment does not
    name.
    """
    chosen = settings.read(os.environ)
    logs.configure("WARNING" if quiet else chosen.log_level, chosen.log_format)
    if database_url and not os.environ.get("DATABASE_URL"):
        chosen = replace(chosen, database_url=database_url)
    with garbage_collection.paused(for_good=not quiet):
        return build(chosen, clock)


def warn_of_settings(chosen: settings.Settings) -> None:
    """Write into the log what a process that serves should not start with unseen."""
    log = structlog.get_logger("needlepoint")
    if chosen.answers_nobody:
        log.warning("settings", says="Neither Slack nor Teams is configured: nobody is answered.")
    for remark in setting_remarks.remarks(os.environ):
        log.warning("settings", says=remark)


async def prepare_database(app: App) -> None:
    """Make sure of the schema: SQLite is made or upgraded here, PostgreSQL must be migrated.

    Raises `RecordsUnreachable`.
    """
    readiness = await app.database.check()
    if readiness.reachable and readiness.migrated:
        return
    if not app.settings.database_url.startswith("sqlite:"):
        raise RecordsUnreachable(readiness.says, "")
    await app.database.migrate()


def with_database(
    work: Callable[[App, Namespace], Awaitable[T]],
) -> Callable[[Namespace], T]:
    """A verb's `run` that works with the app, its database open and prepared, --at an instant."""

    async def worked(app: App, options: Namespace) -> T:
        async with app.database:
            await prepare_database(app)
            async with receipt_writer.writing(app.services.receipts):
                return await work(app, options)

    def run(options: Namespace) -> T:
        clock = clock_from(getattr(options, "at", None))
        return asyncio.run(worked(start_app(clock=clock), options))

    return run


async def clinic_named(app: App, platform: str, workspace: str) -> Clinic:
    """The clinic of a workspace or tenant, also one that is being erased. Raises `Trouble`."""
    for clinic in await app.records.clinics():
        if (clinic.platform.value, clinic.workspace) == (platform, workspace):
            return clinic
    raise Trouble("There is no such clinic here.", "python -m bot erase lists them.")
