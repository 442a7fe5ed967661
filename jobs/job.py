"""A job: one pass of something that happens by itself, at an instant that is given to it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.clinic.audit import ChainHead
from models.clinic.clinic import Platform
from models.coverage.fact_book import FactBook
from models.ports import Charts, Clinics, Messenger, Outbox, Purge


@dataclass(frozen=True, slots=True)
class JobServices:
    """What a job may use.

    `worker` is a name that no other process has. `clock` tells the time to a pass that takes a
    while. `trouble` takes a bug that one message or one alias ran into, so that the others go on.
    `noted` writes the newest hash of an audit down where the database does not reach.
    """

    book: FactBook
    records: Clinics
    charts: Charts
    post: Outbox
    attic: Purge
    messengers: Mapping[Platform, Messenger]
    worker: str
    clock: Callable[[], datetime]
    trouble: Callable[[str, Exception], None]
    noted: Callable[[ChainHead], None]


@dataclass(frozen=True, slots=True)
class Job:
    """One job. `run` does one pass and says in a sentence what it did; twice does no harm.

    So many passes of one process may run `at_once`: more than one where a pass waits for others.
    """

    name: str
    every: timedelta
    run: Callable[[datetime, JobServices], Awaitable[str]]
    at_once: int = 1
