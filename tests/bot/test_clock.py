"""The clock process: it waits for its schema, ticks in silence, and tells how it is."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
import structlog

from bot import clock as clock_process
from bot import readiness_log, settings
from bot.app import App, build
from bot.health_pages import clock_says
from bot.job_watch import STILL_AFTER, JobWatch
from bot.readiness_log import ReadinessLog
from jobs.job import Job
from models.errors import RecordsBusy, RecordsUnreachable
from models.services import Services
from models.storage.database import Readiness
from models.storage.job_runs import JobRun
from tests.bot.conftest import Configure
from tests.stories.running import free_port


@pytest.fixture
def told(environment: dict[str, str]) -> dict[str, str]:
    """The settings of a clock at a port of its own."""
    return environment | {"CLOCK_PORT": str(free_port())}


async def _done(_at: datetime, _services: Services) -> str:
    return "Nothing is due."


@asynccontextmanager
async def ticking(app: App) -> AsyncIterator[str]:
    """A clock that ticks; its address."""
    task = asyncio.create_task(clock_process.tick(app))
    await asyncio.sleep(0)
    try:
        yield f"http://127.0.0.1:{app.settings.clock_port}"
    finally:
        os.kill(os.getpid(), signal.SIGTERM)
        await task


async def ask(url: str, want: int) -> dict[str, str]:
    """What an address says as soon as it answers with a status."""
    async with aiohttp.ClientSession() as session:
        for _ in range(1_000):
            try:
                async with session.get(url) as answer:
                    if answer.status == want:
                        return dict(await answer.json())
            except aiohttp.ClientConnectionError:
                pass
            await asyncio.sleep(0.02)
    raise AssertionError(f"{url} never said {want}")


async def first_run(app: App) -> tuple[JobRun, ...]:
    """What the clock has written down, as soon as it has."""
    for _ in range(1_000):
        if runs := await app.job_runs.all():
            return runs
        await asyncio.sleep(0.02)
    raise AssertionError("no job was written down")


async def test_a_clock_is_alive_and_ready_and_leaves_its_heartbeat(
    told: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock_process, "JOBS", (Job("often", timedelta(seconds=0.1), _done),))
    app = build(settings.read(told))
    async with ticking(app) as url:
        assert (await ask(f"{url}/healthz", 200))["status"] == "alive"
        assert (await ask(f"{url}/readyz", 200))["says"] == "The records are ready."
        runs = await first_run(app)
        async with aiohttp.ClientSession() as session, session.get(f"{url}/metrics") as answer:
            exposition = await answer.text()
    assert runs[0].name == "often"
    assert 'needlepoint_job_passes_total{ending="done",name="often"}' in exposition
    assert "needlepoint_clock_heartbeat_timestamp_seconds" in exposition


async def test_an_unmigrated_clock_waits_says_why_once_and_goes_on(
    told: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    configure: Configure,
    capsys: pytest.CaptureFixture[str],
) -> None:
    configure("json")
    monkeypatch.setattr(clock_process, "JOBS", (Job("often", timedelta(seconds=0.1), _done),))
    monkeypatch.setattr(clock_process.until_ready, "__defaults__", (0.01,))
    app = build(settings.read(told | {"DATABASE_URL": f"sqlite://{tmp_path}/new.sqlite3"}))
    (tmp_path / "new.sqlite3").touch()
    async with ticking(app) as url:
        await ask(f"{url}/healthz", 200)
        assert "migrate" in (await ask(f"{url}/readyz", 503))["says"]
        await asyncio.sleep(0.1)
        await app.database.migrate()
        await ask(f"{url}/readyz", 200)
        await first_run(app)
    lines = [line for line in capsys.readouterr().err.splitlines() if '"waiting"' in line]
    assert len(lines) == 1
    assert "python -m bot migrate" in lines[0]


async def test_a_clock_whose_port_is_taken_ticks_on(
    told: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock_process, "JOBS", (Job("often", timedelta(seconds=0.1), _done),))
    taken = await asyncio.start_server(lambda *_: None, "127.0.0.1", int(told["CLOCK_PORT"]))
    app = build(settings.read(told))
    async with taken, ticking(app):
        await first_run(app)


def records() -> ReadinessLog:
    """What a clock writes down of its records."""
    return ReadinessLog(structlog.get_logger("needlepoint.clock"), "waiting")


@pytest.fixture
def failing(app: App, configure: Configure) -> tuple[Job, JobWatch, list[Exception | None]]:
    """A job that fails with what stands first in the list, and its watch."""
    configure("json")
    errors: list[Exception | None] = []

    async def fail(_at: datetime, _services: Services) -> str:
        if errors and (error := errors.pop(0)):
            raise error
        return "Nothing is due."

    job = Job("often", timedelta(seconds=0.5), fail)
    watch = JobWatch([job], app.job_runs, app.clock(), app.request_log.registry)
    return job, watch, errors


async def test_each_failure_has_a_line_and_a_tick_has_none(
    app: App,
    failing: tuple[Job, JobWatch, list[Exception | None]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    job, watch, errors = failing
    errors += [None, None, KeyError("CANARY"), KeyError("CANARY"), None, None]
    for _ in range(6):
        await clock_process._watched(job, app, watch, records())  # noqa: SLF001
    lines = capsys.readouterr().err.splitlines()
    assert [("job failed" in line, "job recovered" in line) for line in lines] == [
        (True, False),
        (False, True),
    ]
    assert "KeyError" in lines[0]
    assert "CANARY" not in "".join(lines)


async def test_a_database_that_is_away_is_told_in_words(
    app: App,
    failing: tuple[Job, JobWatch, list[Exception | None]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    job, watch, errors = failing
    errors.append(RecordsUnreachable("The records do not answer.", "Try again in a minute."))
    await clock_process._watched(job, app, watch, records())  # noqa: SLF001
    assert "The records do not answer." in capsys.readouterr().err


async def test_a_database_that_goes_away_is_one_line_for_all_jobs_and_one_when_it_is_back(
    app: App,
    failing: tuple[Job, JobWatch, list[Exception | None]],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    job, watch, errors = failing
    log, is_there = records(), False

    async def check(**_how: object) -> Readiness:
        return Readiness(is_there, is_there, "The database is down.")

    monkeypatch.setattr(app.database, "check", check)
    others = [replace(job, name=name) for name in ("daily", "hourly")]
    for _minute in range(3):
        for each in (job, *others):
            errors.append(RecordsUnreachable("The records do not answer.", "Start them."))
            await clock_process._watched(each, app, watch, log)  # noqa: SLF001
    is_there = True
    for each in (job, *others):
        await clock_process._watched(each, app, watch, log)  # noqa: SLF001
    log.take(await check())
    lines = capsys.readouterr().err.splitlines()
    events = [json.loads(line)["event"] for line in lines]
    assert events == ["waiting", "ready again"]
    assert "The database is down." in lines[0]


async def test_records_that_are_busy_fail_one_job_and_are_no_outage(
    app: App,
    failing: tuple[Job, JobWatch, list[Exception | None]],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    job, watch, errors = failing
    errors.append(RecordsBusy("The records are busy.", "Try again."))
    monkeypatch.setattr(app.database, "check", None)  # nobody asks
    await clock_process._watched(job, app, watch, records())  # noqa: SLF001
    (line,) = capsys.readouterr().err.splitlines()
    assert json.loads(line)["event"] == "job failed"


async def test_a_clock_looks_after_its_records_while_it_ticks(
    told: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    configure: Configure,
    capsys: pytest.CaptureFixture[str],
) -> None:
    configure("json")
    monkeypatch.setattr(clock_process, "JOBS", (Job("often", timedelta(seconds=0.1), _done),))
    monkeypatch.setattr(readiness_log.watching.__wrapped__, "__defaults__", (0.01,))  # type: ignore[attr-defined]
    app = build(settings.read(told))
    async with ticking(app) as url:
        await ask(f"{url}/readyz", 200)
        check, app.database.check = app.database.check, _down  # type: ignore[method-assign]
        lines = await logged("waiting", capsys)
        app.database.check = check  # type: ignore[method-assign]
        lines += await logged("ready again", capsys)
    events = [json.loads(line)["event"] for line in lines]
    assert events == ["health", "ticking", "waiting", "ready again"]


async def logged(event: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The lines of the log up to one, as soon as it is there."""
    lines: list[str] = []
    for _ in range(1_000):
        lines += capsys.readouterr().err.splitlines()
        if any(json.loads(line)["event"] == event for line in lines):
            return lines
        await asyncio.sleep(0.02)
    raise AssertionError(f"the log never said {event}")


async def _down(**_how: object) -> Readiness:
    return Readiness(reachable=False, migrated=False, says="The database is down.")


@pytest.mark.parametrize(
    ("ago", "alive", "says"),
    [
        pytest.param(None, False, "No clock has run yet", id="never"),
        pytest.param(timedelta(seconds=20), True, "A clock is running.", id="just now"),
        pytest.param(STILL_AFTER * 2, False, "No clock has run for 4 minutes", id="minutes ago"),
        pytest.param(timedelta(hours=5), False, "No clock has run for 5 hours", id="hours ago"),
        pytest.param(timedelta(days=3), False, "No clock has run for 3 days", id="days ago"),
    ],
)
async def test_a_web_process_says_whether_a_clock_lives(
    app: App, ago: timedelta | None, says: str, *, alive: bool
) -> None:
    at = app.clock()
    if ago is not None:
        await app.job_runs.note(JobRun("digest", at - ago, at - ago))
    told = await clock_says(replace(app, clock=lambda: at))
    assert told["alive"] is alive
    assert str(told["says"]).startswith(says)
