"""The clock says when its jobs last ran, and logs a failure that goes on once a minute."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry, generate_latest

from bot.app import App
from bot.job_watch import STILL_AFTER, JobWatch
from jobs.job import Job
from models.services import Services
from models.storage.job_runs import JobRun, JobRuns, heartbeat

NOON = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)


async def _nothing(_at: datetime, _services: Services) -> str:
    return "Nothing is due."


OFTEN = Job("often", timedelta(seconds=0.5), _nothing)
DAILY = Job("daily", timedelta(days=1), _nothing)


def after(**passed: float) -> datetime:
    return NOON + timedelta(**passed)


@pytest.fixture
def registry() -> CollectorRegistry:
    return CollectorRegistry()


@pytest.fixture
async def watch(app: App, registry: CollectorRegistry) -> JobWatch:
    """The watch of a clock that starts at noon, over a database of its own."""
    return JobWatch([OFTEN, DAILY], app.job_runs, NOON, registry)


async def run(watch: JobWatch, at: datetime, *, failed: bool = False, job: str = "often") -> None:
    watch.began(job, at)
    await watch.ended(job, at, 0.01, failed=failed)


async def test_a_pass_is_written_down_for_other_processes(watch: JobWatch) -> None:
    await run(watch, NOON)
    assert await JobRuns().all() == (JobRun("often", NOON, NOON, None),)


async def test_a_job_of_twice_a_second_is_not_written_down_at_each_tick(watch: JobWatch) -> None:
    for tick in range(40):
        await run(watch, after(seconds=tick / 2))
    (written,) = await JobRuns().all()
    assert written.started_at == after(seconds=15)


async def test_a_failure_and_its_end_are_written_down_at_once(watch: JobWatch) -> None:
    await run(watch, NOON)
    await run(watch, after(seconds=1), failed=True)
    (written,) = await JobRuns().all()
    assert written.failed_at == after(seconds=1)
    await run(watch, after(seconds=2))
    (written,) = await JobRuns().all()
    assert written.succeeded_at == after(seconds=2)


async def test_two_clocks_write_into_one_row(watch: JobWatch, app: App) -> None:
    other = JobWatch([OFTEN], app.job_runs, NOON, CollectorRegistry())
    await run(watch, NOON)
    await run(other, after(minutes=1), failed=True)
    (written,) = await JobRuns().all()
    assert (written.succeeded_at, written.failed_at) == (NOON, after(minutes=1))
    assert heartbeat([written]) == after(minutes=1)


async def test_without_its_database_a_clock_goes_on_watching(
    watch: JobWatch, app: App, tmp_path: Path
) -> None:
    file, away = tmp_path / "records.sqlite3", tmp_path / "away.sqlite3"
    await app.database.close()
    file.rename(away)
    await app.database.open()
    await run(watch, NOON, failed=True)
    away.rename(file)
    await run(watch, after(seconds=1), failed=True)
    (written,) = await JobRuns().all()
    assert written.failed_at == after(seconds=1)


async def test_a_clock_that_begins_nothing_stands_still(watch: JobWatch) -> None:
    assert not watch.stands_still(NOON + STILL_AFTER)
    assert watch.stands_still(after(seconds=STILL_AFTER.total_seconds() + 1))
    watch.began("often", after(minutes=3))
    assert not watch.stands_still(after(minutes=4))


async def test_a_job_is_late_only_after_twice_its_interval(watch: JobWatch) -> None:
    await run(watch, NOON)
    assert watch.late(after(minutes=1)) == []
    assert watch.late(after(minutes=5)) == ["often"]
    assert watch.late(after(days=1, minutes=30)) == ["often"]
    assert watch.late(after(days=2, minutes=5)) == ["often", "daily"]


async def test_a_job_that_only_fails_is_late(watch: JobWatch) -> None:
    await run(watch, NOON)
    for minute in range(1, 6):
        await run(watch, after(minutes=minute), failed=True)
    assert watch.late(after(minutes=5)) == ["often"]


def test_a_failure_that_goes_on_is_logged_at_once_and_then_once_a_minute() -> None:
    watch = JobWatch([OFTEN], JobRuns(), NOON, CollectorRegistry())
    said = [watch.is_news("often", "SchemaBehind", after(seconds=tick / 2)) for tick in range(121)]
    assert [times for times in said if times] == [1, 120]
    assert watch.is_news("often", "KeyError", after(minutes=1)) == 1, "another failure is news"
    assert watch.is_news("daily", "KeyError", after(minutes=1)) == 1, "so is another job"


def test_that_a_job_succeeds_again_is_said_once() -> None:
    watch = JobWatch([OFTEN], JobRuns(), NOON, CollectorRegistry())
    assert not watch.recovered("often")
    watch.is_news("often", "KeyError", NOON)
    assert [watch.recovered("often"), watch.recovered("often")] == [True, False]


async def test_passes_are_counted_by_how_they_ended(
    watch: JobWatch, registry: CollectorRegistry
) -> None:
    await run(watch, NOON)
    await run(watch, after(seconds=1), failed=True)
    told = generate_latest(registry).decode()
    for ending in ("done", "failed"):
        assert f'needlepoint_job_passes_total{{ending="{ending}",name="often"}} 1.0' in told
