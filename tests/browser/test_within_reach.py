"""An alert is within reach: above the fold as it arrives, and a few keys from the line."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from bot.demo.page import LOOKS
from tests.browser.conftest import Open
from tests.browser.test_day import WIDE, alert, headline, server

__all__ = ["server"]

pytestmark = pytest.mark.asyncio(loop_scope="package")


@pytest.mark.parametrize("width", [1280, 360])
async def test_acknowledge_is_within_ten_tabs_in_every_look(open_page: Open, width: int) -> None:
    visit = await open_page(viewport={"width": width, "height": 720})
    await alert(visit)
    for look in LOOKS:
        await visit.page.locator("#show-desk").evaluate("radio => radio.click()")
        await visit.page.locator(f"#look-{look}").check()
        await visit.line.focus()
        keys = visit.page.keyboard
        for _ in range(2):
            await keys.press("Tab")
        await expect(visit.page.locator(".asking .skip")).to_be_focused()
        await keys.press("Enter")
        await keys.press("Tab")
        name = await visit.page.evaluate("document.activeElement.textContent")
        assert name == "Acknowledge", look
        await expect(visit.page.locator(":focus")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize(
    ("width", "height"),
    [
        pytest.param(1280, 720, id="a desk's screen"),
        pytest.param(360, 640, id="a telephone"),
        pytest.param(640, 360, id="a desk's screen at 200 percent"),
    ],
)
async def test_an_alert_arrives_above_the_fold(open_page: Open, width: int, height: int) -> None:
    visit = await open_page(look="slack", viewport={"width": width, "height": height})
    card = await alert(visit)
    button = card.get_by_role("button", name="Acknowledge")
    if width < 960:  # one column: who is at the front desk hears of it at the top
        arrived = visit.page.get_by_role("button", name="MAPLE-4 · 2 visits left · Show")
        await expect(arrived).to_be_in_viewport(ratio=1)
        await arrived.click()
        await expect(arrived).to_be_hidden()
    await expect(headline(card)).to_be_in_viewport(ratio=1)
    await expect(button).to_be_in_viewport(ratio=1)
    assert await visit.page.evaluate(WIDE) == width, "the page scrolls sideways"
