"""An alert is within reach: above the fold as it arrives, and a few keys from the line."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from bot.demo.page import LOOKS
from tests.browser.conftest import Open
from tests.browser.test_day import WIDE, alert, headline, server
from tests.browser.visit import Visit

__all__ = ["server"]

pytestmark = pytest.mark.asyncio(loop_scope="package")

DESK, TELEPHONE, DESK_AT_200_PERCENT = (1280, 720), (360, 640), (640, 360)


async def test_an_alert_arrives_above_the_fold_and_is_within_ten_tabs(open_page: Open) -> None:
    sizes = (DESK, TELEPHONE, DESK_AT_200_PERCENT)
    views = [{"width": width, "height": height} for width, height in sizes]
    visits = [await open_page(look="slack", viewport=view) for view in views]
    await alert(visits[0])
    for visit, (width, _) in zip(visits, sizes, strict=True):
        await is_above_the_fold(visit, is_one_column=width != DESK[0])
        assert await visit.page.evaluate(WIDE) == width, "the page scrolls sideways"
        for look in LOOKS:
            await visit.page.locator(f"#look-{look}").check()
            await is_within_ten_tabs(visit)


async def is_above_the_fold(visit: Visit, *, is_one_column: bool) -> None:
    """It shows without a scroll; who is at the front desk's column hears of it at the top."""
    if is_one_column:
        arrived = visit.page.get_by_role("button", name="MAPLE-4 · 2 visits left · Show")
        await expect(arrived).to_be_in_viewport(ratio=1)
        await arrived.click()
        await expect(arrived).to_be_hidden()
    card = visit.posted.nth(1)
    await expect(headline(card)).to_be_in_viewport(ratio=1)
    await expect(card.get_by_role("button", name="Acknowledge")).to_be_in_viewport(ratio=1)


async def is_within_ten_tabs(visit: Visit) -> None:
    """From the line: two to the link that skips to the alert, and one in it."""
    await visit.page.locator("#show-desk").evaluate("radio => radio.click()")
    await visit.line.focus()
    for key in ("Tab", "Tab"):
        await visit.page.keyboard.press(key)
    await expect(visit.page.locator(".asking .skip")).to_be_focused()
    for key in ("Enter", "Tab"):
        await visit.page.keyboard.press(key)
    focused = visit.page.locator(":focus")
    await expect(focused).to_have_text("Acknowledge")
    await expect(focused).to_be_in_viewport(ratio=1)
