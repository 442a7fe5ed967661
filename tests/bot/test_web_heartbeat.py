"""A web process writes into the records that it serves, and goes on without them."""

from __future__ import annotations

import asyncio
from datetime import datetime

import pytest

from bot.app import App
from bot.web_heartbeat import beating
from models.errors import RecordsUnreachable
from models.storage.job_runs import JobRuns


async def test_it_writes_at_once_goes_on_without_records_and_ends_with_its_process(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted: list[datetime] = []
    is_third = asyncio.Event()

    async def note(_runs: JobRuns, at: datetime) -> None:
        noted.append(at)
        if len(noted) > 2:
            is_third.set()
        raise RecordsUnreachable("They do not answer.", "")

    monkeypatch.setattr(JobRuns, "note_web", note)
    async with beating(app, every=0.0):
        await asyncio.wait_for(is_third.wait(), 20)
    count = len(noted)
    await asyncio.sleep(0)
    assert len(noted) == count


async def test_the_last_beat_of_any_process_is_read(app: App) -> None:
    assert await app.job_runs.web_served_at() is None
    at = app.clock()
    await app.job_runs.note_web(at)
    await app.job_runs.note_web(at)
    assert await app.job_runs.web_served_at() == at
