"""When jobs run."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from jobs import JOBS
from jobs.job import Job
from jobs.timetable import timetable
from models.services import Services


async def _nothing(_at: datetime, _services: Services) -> str:
    return "Nothing is due."


HOURLY = Job("hourly", timedelta(hours=1), _nothing)
OFTEN = Job("often", timedelta(seconds=20), _nothing)


@pytest.fixture
def fired() -> list[str]:
    """The names of the jobs that were fired."""
    return []


@pytest.fixture
async def scheduler(fired: list[str]) -> AsyncIterator[AsyncIOScheduler]:
    """A timetable of two jobs, started and held: it knows when, and fires nothing."""

    async def fire(job: Job) -> None:
        fired.append(job.name)

    held = timetable([HOURLY, OFTEN], fire)
    held.start(paused=True)
    yield held
    held.shutdown(wait=False)


def test_it_starts_nothing_by_itself() -> None:
    async def fire(job: Job) -> None:
        raise AssertionError(job)

    assert not timetable([HOURLY], fire).running


@pytest.mark.parametrize("job", [HOURLY, OFTEN], ids=lambda job: job.name)
async def test_a_job_runs_in_its_own_interval(scheduler: AsyncIOScheduler, job: Job) -> None:
    assert scheduler.get_job(job.name).trigger.interval == job.every


@pytest.mark.parametrize(
    ("job", "most"),
    [pytest.param(HOURLY, 5, id="by five seconds"), pytest.param(OFTEN, 3, id="by a sixth")],
)
async def test_clocks_that_start_together_do_not_tick_together(
    scheduler: AsyncIOScheduler, job: Job, most: int
) -> None:
    assert scheduler.get_job(job.name).trigger.jitter == most


@pytest.mark.parametrize("job", [HOURLY, OFTEN], ids=lambda job: job.name)
async def test_a_job_first_runs_soon_after_the_start(scheduler: AsyncIOScheduler, job: Job) -> None:
    held = scheduler.get_job(job.name)
    wait = held.next_run_time - datetime.now(UTC)
    assert wait <= timedelta(seconds=held.trigger.jitter)


async def test_a_late_tick_runs_however_late_and_missed_ticks_run_once(
    scheduler: AsyncIOScheduler,
) -> None:
    for job in scheduler.get_jobs():
        assert job.misfire_grace_time is None
        assert job.coalesce is True


async def test_a_pass_waits_for_the_one_before_unless_its_job_says_so() -> None:
    async def fire(job: Job) -> None:
        raise AssertionError(job)

    held = timetable([HOURLY, Job("crowd", timedelta(seconds=0.5), _nothing, at_once=3)], fire)
    assert [job.max_instances for job in held.get_jobs()] == [1, 3]
    assert held.get_job("crowd").trigger.interval == timedelta(seconds=0.5)


async def test_a_tick_fires_its_own_job(scheduler: AsyncIOScheduler, fired: list[str]) -> None:
    job = scheduler.get_job("often")
    await job.func(*job.args)
    assert fired == ["often"]


async def test_every_job_of_the_house_has_a_place_in_it() -> None:
    async def fire(job: Job) -> None:
        raise AssertionError(job)

    held = timetable(JOBS, fire)
    assert {job.id for job in held.get_jobs()} == {job.name for job in JOBS}
