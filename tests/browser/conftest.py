"""A real Chromium, for every file a real server, and for every test a page of its own.

Without Chromium these tests are left out, but not where CI=true: there they fail.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright, expect

from bot import settings
from bot.app import build
from bot.demo.clock import MovableClock
from bot.demo.server import demo_application
from bot.http_server import Serving
from tests.browser.visit import Visit
from tests.conftest import serve

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # no other host can be reached
]
PATIENCE = 10_000  # milliseconds: a busy machine is slow, and a failure need not wait longer

Open = Callable[..., Awaitable[Visit]]


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def browser() -> AsyncIterator[Browser]:
    """Chromium, started once."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        # Where it is promised that the page is tested, silence would be a lie.
        told = f"none of {', '.join(NAMES)} is installed"
        if os.environ.get("CI") == "true":
            pytest.fail(told)
        pytest.skip(told)
    expect.set_options(timeout=PATIENCE)
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield started
        await started.close()


@pytest_asyncio.fixture(scope="module", loop_scope="package")
async def server(
    migrated: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[tuple[Serving, str]]:
    """The demo, served on a free port with records of its own."""
    file = shutil.copy(migrated, tmp_path_factory.mktemp("demo"))
    runner, url = await serve_demo(file, MovableClock())
    yield runner, url
    await runner.cleanup()


async def serve_demo(file: Path, clock: MovableClock) -> tuple[Serving, str]:
    """The demo by a clock, with its records in a file."""
    environment = {"DATABASE_URL": f"sqlite://{file}"}
    return await serve(await demo_application(build(settings.read(environment), clock)))


@pytest_asyncio.fixture(loop_scope="package")
async def open_page(browser: Browser, server: tuple[Serving, str]) -> AsyncIterator[Open]:
    """Opens the page in a look and a window of any kind: dark, narrow, without JavaScript."""
    runner, url = server
    async with AsyncExitStack() as windows:

        async def open_page(look: str = "plain", **kind: Any) -> Visit:
            context = await browser.new_context(**kind)
            windows.push_async_callback(context.close)
            context.set_default_timeout(PATIENCE)
            visit = Visit(await context.new_page(), url, runner)
            await visit.page.goto(f"{url}/?look={look}")
            return visit

        yield open_page


@pytest_asyncio.fixture(loop_scope="package")
async def visit(open_page: Open) -> Visit:
    """The page in an ordinary window."""
    return await open_page()
