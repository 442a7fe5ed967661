"""A switch shows each message as Slack, as Teams or as the page would; its buttons work in all."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from bot.demo.page import LOOKS
from tests.browser.conftest import Open

pytestmark = pytest.mark.asyncio(loop_scope="package")

MEDICARE = "/coverage medicare 20560"


async def test_the_switch_shows_one_look_of_each_message_and_keeps_the_conversation(
    open_page: Open,
) -> None:
    visit = await open_page(look="slack")
    await visit.request(MEDICARE)
    for look, label in LOOKS.items():
        await visit.page.get_by_role("radio", name=label).check()
        await expect(visit.cards).to_have_count(1)
        await expect(visit.log.locator(f".{look}")).to_contain_text("Not covered")
    await visit.request("/cpt 20560")
    await expect(visit.cards).to_have_count(2)
    assert visit.complaints == []


async def test_details_take_the_place_of_the_gist_in_slack(open_page: Open) -> None:
    visit = await open_page(look="slack")
    card = await visit.request(MEDICARE)
    await card.get_by_role("button", name="Details").click()
    await expect(visit.cards).to_contain_text("Sources")
    await expect(visit.cards).to_have_count(1)
    await expect(visit.asked).to_have_count(1)
    await expect(visit.log.locator(".answer")).to_be_focused()
    await expect(visit.heard).to_contain_text("Not covered")


async def test_details_unfold_in_a_card_of_teams(open_page: Open) -> None:
    visit = await open_page(look="teams")
    card = await visit.request(MEDICARE)
    button = card.get_by_role("button", name="Details")
    sources = card.locator("h4", has_text="Sources").last
    await expect(sources).to_be_hidden()
    await button.press("Enter")
    await expect(sources).to_be_visible()
    await expect(button).to_have_attribute("aria-expanded", "true")
    await button.press("Enter")
    await expect(sources).to_be_hidden()


async def test_without_javascript_a_look_stays_and_nothing_is_folded_away(open_page: Open) -> None:
    visit = await open_page(look="teams", java_script_enabled=False)
    await visit.ask(MEDICARE)
    await expect(visit.page.get_by_role("radio", name="Teams")).to_be_checked()
    await expect(visit.cards.get_by_text("Sources", exact=True)).to_be_visible()
