"""How much one pass of a job takes on, so that it ends and the next goes on from there."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from jobs import JOBS, digest, escalate, recount_due, send_alerts
from jobs.job import Job
from models.alerts.alert import Alert, AlertRef, read_threshold
from models.alerts.delivery import Delivery, Purpose
from models.clinic.clinic import Clinic, Platform
from models.ports import DueChart
from models.services import Services
from models.storage.database import Database
from tests.fakes.services import NOON, services_over
from tests.jobs.clinic_day import ClinicDay
from tests.models.small_book import small_book

TEAM = "#‹CTEAM›"


class Backlog:
    """A clinic's records of which without end more is due; it counts what was done."""

    def __init__(self) -> None:
        self.done = 0

    async def clinic(self, clinic_id: int) -> Clinic:
        """The one clinic there is."""
        return Clinic(clinic_id, Platform.SLACK, "T1")

    async def members(self, _clinic_id: int) -> tuple[()]:
        """Nobody."""
        return ()

    async def timed(self, *asked: Any) -> tuple[Any, ...]:
        """Charts for who counts anew; alerts for who names their states."""
        *states, _at, limit = asked
        if not states:
            return tuple(DueChart(1, f"BLUE-{number}") for number in range(limit))
        ref = AlertRef(1, "x", NOON.date(), read_threshold("left/2"), states[0][0], 1, True, "")
        return (Alert(ref, 1, "BLUE-47K", NOON, False, NOON, None, "", None, ""),) * limit

    async def digests(self, at: datetime, limit: int) -> tuple[tuple[int, datetime], ...]:
        """Clinics whose digest is due."""
        return ((1, at),) * limit

    async def claim(
        self, at: datetime, worker: str, limit: int, _lease: timedelta
    ) -> tuple[Delivery, ...]:
        """Messages that wait."""
        waiting = Delivery(
            *(1, 1, Purpose.ALERT, "k", TEAM, 1, 0, False, "", 0, at, at, worker),
        )
        return tuple(replace(waiting, id=number) for number in range(limit))

    async def channels(self, _clinic_id: int, _number: int) -> tuple[()]:
        """No alert was told yet."""
        return ()

    async def _do(self, *_what: object, **_how: object) -> bool:
        self.done += 1
        return True

    amend = enqueue = enqueue_together = enqueue_digest = put_off = _do


def services(backlog: Backlog) -> Services:
    """What the jobs use."""
    return services_over(small_book({}), records=backlog, charts=backlog, outbox=backlog)


@pytest.mark.parametrize(
    ("job", "done"),
    [
        pytest.param(recount_due.JOB, 50 * 200, id="fifty pages of two hundred aliases"),
        pytest.param(escalate.JOB, 200, id="two hundred alerts that nobody took"),
        pytest.param(digest.JOB, 200, id="the digests of two hundred clinics"),
        pytest.param(send_alerts.JOB, 500 + 50, id="five hundred new alerts and fifty messages"),
    ],
)
async def test_a_pass_takes_on_no_more_than(job: Job, done: int) -> None:
    backlog = Backlog()
    await job.run(NOON, services(backlog))
    assert backlog.done == done


async def test_what_no_messenger_of_this_process_can_send_waits_a_minute() -> None:
    waits: set[timedelta] = set()

    class Unsent(Backlog):
        async def put_off(self, _delivery: Delivery, until: datetime, **_why: str) -> None:
            waits.add(until - NOON)

    await send_alerts.run(NOON, services(Unsent()))
    assert waits == {timedelta(minutes=1)}


async def test_an_alias_with_a_bug_is_told_and_holds_up_no_other() -> None:
    """It does not count as counted: a page on which nothing could be is the last of a pass."""
    bugs: list[tuple[str, Exception]] = []

    class Broken(Backlog):
        async def timed(self, *_asked: Any) -> tuple[DueChart, ...]:
            return (DueChart(1, "RED-22F"), DueChart(1, "BLUE-47K"))

        async def amend(self, _clinic_id: int, alias: str, *_what: object) -> None:
            if alias == "RED-22F":
                raise ValueError(alias)

    backlog = Broken()
    using = replace(services(backlog), log_bug=lambda job, error: bugs.append((job, error)))
    assert await recount_due.run(NOON, using) == "1 alias counted anew."
    assert [(job, type(error)) for job, error in bugs] == [("find-alerts", ValueError)]


async def test_a_pass_in_which_nothing_can_be_counted_does_not_go_on_for_ever() -> None:
    bugs: list[Exception] = []

    class Broken(Backlog):
        async def amend(self, *_what: object) -> None:
            raise ValueError

    using = replace(services(Broken()), log_bug=lambda _job, error: bugs.append(error))
    assert await recount_due.run(NOON, using) == "Nothing is due."
    assert len(bugs) == 200, "one page"


EVERY = {
    "find-alerts": (timedelta(minutes=1), 1, "Nothing is due."),
    "send-alerts": (timedelta(seconds=0.5), 20, "Nothing is due."),
    "escalate": (timedelta(seconds=30), 1, "Nothing is due."),
    "digest": (timedelta(seconds=30), 1, "Nothing is due."),
    "stale-facts": (timedelta(days=1), 1, "Nothing is due."),
    "recall": (timedelta(minutes=10), 1, "1 clinic to be counted anew."),
    "recall-shares": (timedelta(minutes=1), 1, "Nothing has changed."),
    "recall-told": (timedelta(minutes=1), 1, "Nothing has changed."),
    "watch-payers": (timedelta(minutes=1), 1, "Nothing has changed."),
    "resend": (timedelta(hours=1), 1, "No alert has failed."),
    "retention": (timedelta(hours=6), 1, "Nothing is old enough."),
    "audit-heads": (timedelta(hours=1), 1, "The newest hash of 1 audit is written down."),
    "erase": (timedelta(minutes=1), 1, "Nothing is under way."),
}
"""How often each job comes, how many passes of a process may overlap, and its word on a first day:
a sender waits for platforms, and no clinic was ever counted by the book."""


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
async def test_each_job_has_its_interval_and_those_that_may_overlap(
    job: Job, database: Database
) -> None:
    day = await ClinicDay(small_book({})).open()
    assert (job.every, job.at_once, await day.fire(job)) == EVERY[job.name]


def test_every_job_is_named_once() -> None:
    assert sorted(job.name for job in JOBS) == sorted(EVERY)
