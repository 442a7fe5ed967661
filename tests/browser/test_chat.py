"""A front desk uses the demo's page: with the mouse, with keys only, in a hurry."""

from __future__ import annotations

import asyncio
import re

import pytest
from playwright.async_api import Locator, Route, expect

from tests.browser.conftest import Open
from tests.browser.visit import Visit

pytestmark = pytest.mark.asyncio(loop_scope="package")

LONG = "/coverage medicare 20560"
# The words of what has the focus, and whether a click in its middle would reach it.
FOCUSED = """() => {
  const focused = document.activeElement;
  const { x, y, width, height } = focused.getClientRects()[0];
  const there = document.elementFromPoint(x + width / 2, y + height / 2);
  return [focused.textContent, focused.contains(there)];
}"""
DATED = re.compile(r"\b(19|20)\d\d\b|undated")


async def test_a_typed_command_shows_a_card_with_verdict_sources_and_dates(visit: Visit) -> None:
    card = await visit.request("/coverage bcbsnc 20560")
    await expect(visit.asked).to_have_text("You asked: /coverage bcbsnc 20560")
    await expect(card.get_by_role("heading", level=3)).to_contain_text("Blue Cross NC · 20560")
    await expect(card.locator(".badge")).to_be_visible()
    await expect(card.locator(".provenance")).to_have_text(DATED)
    await card.locator("summary", has_text="Details").click()
    await expect(card.get_by_role("heading", name="Sources", exact=True)).to_be_visible()
    for source in await card.locator(".sources li").all():
        await expect(source).to_contain_text(DATED)
    await expect(visit.line).to_have_value("")


async def test_one_click_on_an_example_answers(visit: Visit) -> None:
    await visit.example("/cpt 20560").click()
    card = await visit.card_after(0)
    await expect(card.get_by_role("heading", level=3)).to_have_text("20560")
    await expect(visit.line).to_be_focused()


async def test_every_example_is_understood(visit: Visit) -> None:
    examples = visit.page.get_by_role("group", name="Examples").get_by_role("button")
    for n, example in enumerate(await examples.all()):
        await example.click()
        card = await visit.card_after(n)
        await expect(card).not_to_contain_text("I know no")


async def test_a_button_of_a_card_asks_the_next_question(visit: Visit) -> None:
    which = await visit.request("/coverage blue cross")
    await expect(which).to_contain_text("Do you mean Blue Cross NC?")
    await which.get_by_role("button", name="Blue Cross NC").click()
    card = await visit.card_after(1)
    await expect(card.get_by_role("heading", level=3)).to_contain_text("Blue Cross NC")
    await expect(card.locator(".badge")).to_be_visible()


async def test_enter_asks_what_was_typed_and_presses_no_button_of_a_card(visit: Visit) -> None:
    await visit.request("/coverage blue cross")
    card = await visit.request("/state WA")
    await expect(visit.asked.last).to_have_text("You asked: /state WA")
    await expect(card).to_contain_text("Washington")


async def test_a_long_answer_shows_its_start_and_the_line_stays_ready(visit: Visit) -> None:
    await visit.request(LONG)
    card = await visit.request(LONG)
    await expect(visit.asked.last).to_be_in_viewport(ratio=1)
    await expect(card.locator(".badge")).to_be_in_viewport(ratio=1)
    await expect(visit.page.get_by_role("heading", name="Needlepoint")).to_be_in_viewport(ratio=1)
    await expect(visit.line).to_be_focused()
    await unfold(card)
    await visit.line.press("PageDown")
    await expect(visit.asked.last).not_to_be_in_viewport()
    await visit.line.press("PageUp")
    await expect(visit.asked.last).to_be_in_viewport(ratio=1)


async def unfold(card: Locator) -> None:
    """Open every fold of a card."""
    await card.locator("details").evaluate_all("folds => folds.forEach(f => { f.open = true; })")


async def test_a_page_down_and_a_page_up_end_where_they_began(visit: Visit) -> None:
    for _ in range(2):
        await unfold(await visit.request(LONG))
    for height in range(700, 708):  # at some of them, 0.85 of what is seen is no whole pixel
        await visit.page.set_viewport_size({"width": 1280, "height": height})
        await visit.asked.last.evaluate("asked => asked.scrollIntoView({ block: 'start' })")
        before = await visit.log.evaluate("log => log.scrollTop")
        await visit.line.press("PageDown")
        assert await visit.log.evaluate("log => log.scrollTop") > before
        await visit.line.press("PageUp")
        assert await visit.log.evaluate("log => log.scrollTop") == before, height


@pytest.mark.parametrize(
    ("width", "height"),
    [
        pytest.param(1280, 720, id="a desk's screen"),
        pytest.param(360, 640, id="a telephone"),
        pytest.param(640, 360, id="a desk's screen at 200 percent"),
        pytest.param(320, 256, id="a desk's screen at 400 percent"),
    ],
)
async def test_nothing_covers_what_has_the_focus(open_page: Open, width: int, height: int) -> None:
    visit = await open_page(viewport={"width": width, "height": height})
    card = await visit.request(LONG)
    await unfold(card)
    await visit.line.focus()
    controls = await card.locator("a, button, summary").all_text_contents()
    for words in reversed(controls):
        await visit.page.keyboard.press("Shift+Tab")
        assert await visit.page.evaluate(FOCUSED) == [words, True]
    wide = await visit.page.evaluate("document.documentElement.scrollWidth")
    assert wide == width, "the page scrolls sideways"


async def test_keys_alone_are_enough(visit: Visit) -> None:
    keys = visit.page.keyboard
    await expect(visit.line).to_be_focused()
    await keys.type("/coverage blue cross")
    await keys.press("Enter")
    which = await visit.card_after(0)
    await keys.press("Shift+Tab")
    last = which.get_by_role("button").last
    await expect(last).to_be_focused()
    await keys.press("Enter")
    await visit.card_after(1)
    await expect(last).to_be_focused()  # so that Tab goes on into the new card
    await keys.press("Tab")
    in_card = visit.cards.last.locator("a, summary, button").locator("visible=true")
    await expect(in_card.first).to_be_focused()
    await visit.line.focus()
    await keys.press("Tab")
    await expect(visit.page.get_by_role("button", name="Ask", exact=True)).to_be_focused()
    await keys.press("Tab")
    await expect(visit.page.locator(".asking .skip")).to_be_focused()
    await keys.press("Tab")
    await expect(visit.example("/coverage medicare 20560")).to_be_focused()
    await keys.press("Space")
    await visit.card_after(2)


async def test_arrows_recall_what_was_asked_and_keep_the_draft(visit: Visit) -> None:
    await visit.request("/cpt 20560")
    await visit.request("/state NC")
    await visit.line.fill("/cov")
    for key, shown in [
        ("ArrowUp", "/state NC"),
        ("ArrowUp", "/cpt 20560"),
        ("ArrowUp", "/cpt 20560"),
        ("ArrowDown", "/state NC"),
        ("ArrowDown", "/cov"),
        ("ArrowDown", "/cov"),
    ]:
        await visit.line.press(key)
        await expect(visit.line).to_have_value(shown)


async def test_an_empty_line_asks_nothing(visit: Visit) -> None:
    await visit.line.fill("   ")
    await visit.line.press("Enter")
    await visit.request("/cpt 20561")
    await expect(visit.asked).to_have_count(1)


async def test_a_double_click_asks_once(visit: Visit) -> None:
    await visit.example("/cpt 20560").click()
    await visit.card_after(0)
    await visit.page.mouse.down(click_count=2)  # the second half, after the answer has come
    await visit.page.mouse.up(click_count=2)
    await visit.request("/state NC")
    await expect(visit.asked).to_have_text(["You asked: /cpt 20560", "You asked: /state NC"])


async def test_while_an_answer_is_awaited_the_page_says_so_and_asks_nothing_else(
    visit: Visit,
) -> None:
    released = asyncio.Event()

    async def hold(route: Route) -> None:
        await released.wait()
        await route.continue_()

    await visit.page.route(visit.url, hold)
    await visit.line.fill("/cpt 20561")
    await visit.line.press("Enter")
    await expect(visit.log).to_contain_text("One moment…")
    await expect(visit.heard).to_have_text("One moment…")
    await visit.line.fill("/state NC")
    await visit.line.press("Enter")
    released.set()
    await visit.card_after(0)
    await expect(visit.log).not_to_contain_text("One moment…")
    await expect(visit.asked).to_have_count(1)
    await expect(visit.line).to_have_value("/state NC")


@pytest.mark.parametrize(
    ("typed", "press", "button"),
    [
        pytest.param("/coverage blue cross", False, "Blue Cross NC", id="typed"),
        pytest.param("/cpt 20560", True, "What 20561 is", id="an example"),
    ],
)
async def test_it_works_without_javascript(
    open_page: Open, typed: str, press: bool, button: str
) -> None:
    visit = await open_page(java_script_enabled=False)
    if press:
        await visit.press(visit.example(typed))
    else:
        await visit.ask(typed)
    await expect(visit.asked).to_have_text(f"You asked: {typed}")
    await visit.press(visit.cards.get_by_role("button", name=button, exact=True))
    named = button.removeprefix("What ").removesuffix(" is")
    await expect(visit.cards.get_by_role("heading", level=3)).to_contain_text(named)
    await expect(visit.cards.locator(".badge")).to_have_count(0 if press else 1)  # a verdict's
