"""The picture of the demo: its page as the alert of the story arrives."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.async_api import Browser, expect

from bot.demo.clock import MovableClock
from tests.browser.conftest import serve_demo
from tests.browser.visit import Visit

_MONDAY = datetime(2026, 11, 23, 9, 17, tzinfo=ZoneInfo("America/New_York"))
_VIEW = {"width": 1280, "height": 996}  # high enough for everything that was said


async def photograph(browser: Browser, into: Path) -> None:
    """Enter the authorization, log a visit, and show the page with its alert."""
    with tempfile.TemporaryDirectory() as folder:
        runner, url = await serve_demo(Path(folder) / "demo.sqlite3", MovableClock(lambda: _MONDAY))
        tab = await browser.new_page(viewport=_VIEW, color_scheme="light")
        await tab.goto(url)
        visit = Visit(tab, url, runner)
        for number in (1, 2):
            await visit.step(number).get_by_role("button").click()
            await expect(visit.step(number)).to_have_attribute("data-state", "done")
        await expect(visit.posted.last).to_contain_text("MAPLE-4")
        await tab.mouse.move(0, 0)
        await tab.wait_for_timeout(2_000)  # until what arrived no longer shines
        await tab.screenshot(path=into)
        await tab.close()
        await runner.cleanup()
