"""The cards as Microsoft's own page draws them, in a real Chromium.

`PICTURES=folder` in the environment keeps what was seen, to look at.
"""

from __future__ import annotations

import os
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect

from bot.app import App
from bot.clock import opened
from models.clinic.clinic import Platform
from models.mention import person
from models.reply import Fact, Line, Reply
from tests.playground.conftest import a_minute_passes
from tests.playground.stage import DANA, Actor, clinic_of, entra_id

pytestmark = pytest.mark.asyncio(loop_scope="package")

ANSWERS_WITHIN = 15_000  # milliseconds


class Window:
    """The Playground's page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def cards(self) -> Locator:
        """Every card, in order."""
        return self.page.locator(".ac-adaptiveCard:not(.ac-adaptiveCard .ac-adaptiveCard)")

    async def say(self, text: str) -> Locator:
        """Type and send; the card that answers."""
        before = await self.cards.count()
        box = self.page.locator("[contenteditable=true]").first
        await box.click()
        await box.fill(text)
        await self.page.keyboard.press("Enter")
        await expect(self.cards).to_have_count(before + 1, timeout=ANSWERS_WITHIN)
        return self.cards.last

    async def keep(self, name: str) -> None:
        """Keep a picture, if somebody wants one."""
        if folder := os.environ.get("PICTURES"):
            await self.page.screenshot(path=Path(folder) / f"{name}.png")


# With the Playground's log beside it, the narrower leaves a card as wide as on a telephone.
# Each test looks only at what comes after it began, so that one page serves them all.
@pytest_asyncio.fixture(
    scope="module", loop_scope="package", params=[1_600, 900], ids=["wide", "narrow"]
)
async def window(
    request: pytest.FixtureRequest, browser: Browser, playground: str, actor: Actor
) -> AsyncIterator[Window]:
    """The page in a wide window, and in a narrow one."""
    context = await browser.new_context(viewport={"width": request.param, "height": 1_000})
    page = await context.new_page()
    await page.goto(playground)
    await expect(page.locator("[contenteditable=true]").first).to_be_visible(timeout=ANSWERS_WITHIN)
    window = Window(page)
    # Opening the page installs the bot, which says what can be asked.
    await expect(window.cards.first).to_be_visible(timeout=ANSWERS_WITHIN)
    yield window
    await context.close()


async def test_an_answer_is_drawn_whole(window: Window) -> None:
    card = await window.say("coverage bcbsnc 20560")
    await window.keep("coverage")
    for told in ("Blue Cross NC · 20560", "Investigational: not paid"):
        await expect(card.get_by_text(told, exact=True).first).to_be_visible()
    await card.get_by_role("button", name="Details").click()
    for told in ("Plan", "Take care", "Sources"):
        await expect(card.get_by_text(told, exact=True).first).to_be_visible()
    await expect(card.get_by_text("Not a guarantee of payment. Receipt R-").first).to_be_visible()
    link = card.get_by_role("link").first
    assert (await link.get_attribute("href") or "").startswith("http")
    assert await _overhang(card) == 0, "nothing is cut off at the side"


async def test_no_text_is_markup(window: Window, app: App) -> None:
    text = "*stars* _lines_ [here](https://evil.example) <b>bold</b> 1. `code` #"
    reply = Reply(text, lines=(Line(text),), facts=(Fact("Plan", text),))
    before = await window.cards.count()
    async with opened(app) as messengers:
        clinic = await clinic_of(app)
        await messengers[Platform.TEAMS].post(clinic, person(entra_id(DANA)), reply)
    await expect(window.cards).to_have_count(before + 1, timeout=ANSWERS_WITHIN)
    await window.keep("text")
    shown = await window.cards.last.inner_text()
    assert shown.count(text) == 3
    assert await window.cards.last.get_by_role("link").count() == 0


async def test_a_button_changes_the_card_in_its_place(window: Window) -> None:
    card = await window.say("coverage bcbsnc 20560")
    count = await window.cards.count()
    await card.get_by_role("button", name="What 20560 is").click()
    await expect(window.cards.last).to_contain_text(
        "a needle goes in, nothing is injected", timeout=ANSWERS_WITHIN
    )
    await window.keep("replaced")
    await expect(window.cards).to_have_count(count)


async def test_more_than_five_choices_stand_in_a_menu(window: Window) -> None:
    card = await window.say("clinic")
    menu = card.get_by_role("button", name=re.compile("Choose"))
    await expect(menu).to_be_visible()
    await menu.click()
    await expect(card.get_by_role("combobox")).to_be_visible()
    await window.keep("menu")


async def test_a_session_is_logged_with_the_mouse(window: Window) -> None:
    card = await window.say("session new payer medicare for chronic low back pain")
    await card.get_by_role("button", name="Log a session").click()
    await expect(window.cards.last).to_contain_text("Session 1", timeout=ANSWERS_WITHIN)
    await window.keep("logged")


async def test_an_alert_is_taken_with_the_mouse(window: Window, app: App) -> None:
    opened_ = await (await window.say("session new")).inner_text()
    alias = re.search(r"patient: ([A-Z0-9-]+)", opened_)
    assert alias, opened_
    await window.say(f"caps set {alias[1]} 3 visits per calendar year")
    await window.say(f"session log {alias[1]} 20560")
    count = await window.cards.count()
    await a_minute_passes(app)
    await expect(window.cards).to_have_count(count + 1, timeout=ANSWERS_WITHIN)
    alert = window.cards.last
    await expect(alert).to_contain_text("Not acknowledged yet")
    await window.keep("alert")
    await alert.get_by_role("button", name="Acknowledge").click()
    await expect(alert).to_contain_text("took it on", timeout=ANSWERS_WITHIN)
    await expect(alert.get_by_role("button", name="Acknowledge")).to_have_count(0)
    await a_minute_passes(app)
    await expect(window.cards).to_have_count(count + 1)
    await window.keep("taken")


async def _overhang(card: Locator) -> int:
    """By how much a card is wider than its place."""
    told = await card.evaluate("card => card.scrollWidth - card.clientWidth")
    return int(told)
