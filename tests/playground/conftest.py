"""The bot, the Playground before it, and Chromium before that."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from bot import settings
from bot.app import App, build
from bot.clock import opened
from bot.web import application
from jobs import JOBS
from tests.browser.conftest import browser
from tests.conftest import Served, serve
from tests.playground import stage
from tests.playground.stage import Actor
from tests.teams.framework import Clock

__all__ = ["browser"]


@pytest_asyncio.fixture(scope="module", loop_scope="package")
async def bot(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Served]:
    """The bot, open to a test client of this machine."""
    stage.require()
    file = shutil.copy(migrated, tmp_path_factory.mktemp("bot"))
    told = {"DATABASE_URL": f"sqlite://{file}", "TEAMS_ANONYMOUS": "1"}
    app = build(settings.read(told | {"TEAMS_TENANT_ID": stage.TENANT}), Clock())
    runner, url = await serve(await application(app))
    yield Served(app, url)
    await runner.cleanup()


@pytest_asyncio.fixture(scope="module", loop_scope="package")
async def playground(bot: Served, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """The address of the Playground."""
    async with stage.playing(bot.url, tmp_path_factory.mktemp("playground")) as url:
        yield url


@pytest.fixture
def app(bot: Served) -> App:
    """The app of the bot."""
    return bot.app


@pytest_asyncio.fixture(scope="module", loop_scope="package")
async def actor(playground: str) -> AsyncIterator[Actor]:
    """Somebody in the Playground, where the bot is installed everywhere."""
    async with aiohttp.ClientSession() as session:
        acting = Actor(playground, session)
        watching = asyncio.create_task(acting.watch())
        for conversation in (stage.PERSONAL, stage.GROUP, stage.BILLING):
            await acting.install(conversation)
            await acting.next()
        yield acting
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching


async def a_minute_passes(app: App) -> None:
    """The bot's clock goes on, and every job has its turn."""
    assert isinstance(app.clock, Clock)
    at = app.clock.passes(minutes=1)
    async with opened(app) as messengers:
        for job in JOBS:
            await job.run(at, app.services.with_messengers(messengers))
