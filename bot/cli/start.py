"""Starts the app for a verb, by the settings of the environment."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot import logs, settings
from bot.app import App, Clock, build, now
from models.errors import RecordsUnreachable


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb of `python -m bot`.

    `purpose` is its line in the help. `arguments` tells the verb's parser what may follow it. `run`
    prints the answer and returns the exit code; a `Trouble` that it raises is printed for it.
    """

    name: str
    purpose: str
    run: Callable[[Namespace], int]
    arguments: Callable[[ArgumentParser], None] | None = None


def start_app(*, quiet: bool = True, clock: Clock = now, database_url: str = "") -> App:
    """Configure the logs and build the app. Raises `SettingsFault` or `FactsFault`.

    `quiet` is for a verb whose output is its answer: only warnings are logged. A `database_url`
    stands in for one that the environment does not name.
    """
    chosen = settings.read(os.environ)
    logs.configure("WARNING" if quiet else chosen.log_level, chosen.log_format)
    if database_url and not os.environ.get("DATABASE_URL"):
        chosen = replace(chosen, database_url=database_url)
    return build(chosen, clock)


async def prepare_database(app: App) -> None:
    """Make sure of the schema: SQLite is made or upgraded here, PostgreSQL must be migrated.

    Raises `RecordsUnreachable`.
    """
    readiness = await app.database.check()
    if readiness.ready:
        return
    if not app.settings.database_url.startswith("sqlite:"):
        raise RecordsUnreachable(readiness.says, "")
    await app.database.migrate()
