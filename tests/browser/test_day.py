"""A clinic's day at the demo's page: visits are logged, an alert comes and is taken, time passes.

It begins on a Saturday at 11 in the evening, when most clinics are closed: the demo never is.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from playwright.async_api import Locator, expect

from bot.demo.clock import MovableClock
from bot.http_server import Serving
from tests.browser.conftest import Open, serve_demo
from tests.browser.test_accessible import CONTRAST, LEAST, LEVELS, SCHEMES
from tests.browser.visit import Visit

pytestmark = pytest.mark.asyncio(loop_scope="package")

SATURDAY = datetime(2026, 11, 28, 23, 0, tzinfo=ZoneInfo("America/New_York"))
_A_WEEK_TAKES = 60_000  # milliseconds at most, on a busy machine: 168 passes of every job
WIDE = "document.documentElement.scrollWidth"


@pytest_asyncio.fixture(loop_scope="package")
async def server(migrated: Path, tmp_path: Path) -> AsyncIterator[tuple[Serving, str]]:
    """A demo of the test's own, begun on that Saturday."""
    started = time.monotonic()
    clock = MovableClock(lambda: SATURDAY + timedelta(seconds=time.monotonic() - started))
    runner, url = await serve_demo(shutil.copy(migrated, tmp_path), clock)
    yield runner, url
    await runner.cleanup()


def headline(card: Locator) -> Locator:
    """What a card is about."""
    return card.get_by_role("heading", level=3)


async def alert(visit: Visit) -> Locator:
    """Enter the authorization, log the visit that sets off an alert, and wait for it."""
    await visit.step(1).get_by_role("button").click()
    await expect(visit.step(2)).to_have_attribute("aria-current", "step")
    await visit.step(2).get_by_role("button").click()
    await expect(visit.posted).to_have_count(2)
    return visit.posted.nth(1)


async def test_a_visit_is_logged_its_alert_taken_and_the_digest_read(visit: Visit) -> None:
    await expect(headline(visit.posted)).to_have_text("CEDAR-9 · 2 visits left")
    await expect(visit.step(1)).to_have_attribute("aria-current", "step")
    await visit.step(1).get_by_role("button").click()
    await expect(await visit.card_after(0)).to_contain_text("3 of 6 visits used, 3 left")
    await visit.request("/session log MAPLE-4 on 2026-11-27")
    first = visit.posted.nth(1)
    await expect(headline(first)).to_have_text("MAPLE-4 · 2 visits left")
    await expect(first).to_contain_text("Sat Nov 28, 2026, 11:0")
    await expect(visit.told).to_contain_text("MAPLE-4 · 2 visits left. 4 of 6 visits used.")

    await visit.step(2).get_by_role("button").click()
    last = visit.posted.nth(2)
    await expect(headline(last)).to_have_text("MAPLE-4 · 1 visit left")
    await expect(headline(first)).to_have_text("MAPLE-4 · resolved")
    await expect(first).to_contain_text("A tighter warning has taken its place.")

    await last.get_by_role("button", name="Acknowledge").click()
    await expect(last.locator(".badge")).to_have_text("Acknowledged")
    await expect(last).to_contain_text("@pat took it on Sat Nov 28, 2026, 11:0")
    await expect(visit.told).to_contain_text(
        "Changed: MAPLE-4 · 1 visit left. 5 of 6 visits used. Acknowledged."
    )
    await expect(visit.channel).not_to_contain_text("Only Pat sees this")

    await visit.jump("Next morning").click()
    digest = visit.posted.nth(3)
    await expect(headline(digest)).to_have_text("This morning · Sun Nov 29, 2026")
    await expect(digest).to_contain_text("MAPLE-4: 1 left, 5 of 6 visits used")
    await expect(visit.time).to_have_text("Sun Nov 29, 2026, 8:00 AM")
    for number in (1, 2, 3, 4):
        await expect(visit.step(number)).to_have_attribute("data-state", "done")
    assert visit.complaints == []


async def unfold(card: Locator) -> None:
    """Open the menu of what most people do not need."""
    await card.locator(".reply details.more > summary").click()


async def hand_over(visit: Visit, card: Locator) -> None:
    """Hand an alert over to Sam."""
    await unfold(card)
    await card.get_by_role("button", name="Hand over…").click()
    asked = visit.channel.locator(".reply", has_text="To whom is the alert")
    await asked.get_by_label("Hand over to…").select_option("Sam, therapist")
    await asked.get_by_role("button", name="OK").click()


async def test_the_guide_leads_through_the_first_minute(visit: Visit) -> None:
    for number in (1, 2, 3, 4):
        await expect(visit.step(number)).to_have_attribute("aria-current", "step")
        await visit.step(number).get_by_role("button").click()
        await expect(visit.step(number)).to_have_attribute("data-state", "done")
    await expect(visit.posted.nth(1).locator(".badge")).to_have_text("Acknowledged")
    await expect(headline(visit.posted.last)).to_contain_text("This morning")


async def test_everybody_sees_a_card_change_in_its_place(visit: Visit, open_page: Open) -> None:
    other = await open_page()
    card = await alert(visit)
    await expect(other.posted).to_have_count(2)
    await unfold(card)
    await card.get_by_role("button", name="Snooze 1 week").click()
    await expect(card.locator(".badge")).to_have_text("Snoozed")
    await expect(other.posted.nth(1).locator(".badge")).to_have_text("Snoozed")
    await card.get_by_role("button", name="Show the count").click()
    await expect(visit.channel).to_contain_text("Only Pat sees this")
    await expect(other.posted).to_have_count(2)
    await expect(other.channel).not_to_contain_text("Only Pat sees this")


async def test_an_alert_handed_over_reaches_a_persons_own_chat(visit: Visit) -> None:
    card = await alert(visit)
    await hand_over(visit, card)
    await expect(card).to_contain_text("@pat handed it over to @sam")
    own = visit.posted.nth(2)
    await expect(own).to_contain_text("To Sam, therapist, in their own chat")
    await expect(own).to_contain_text("@pat hands this over to you.")
    await own.get_by_role("button", name="Acknowledge").click()
    for each in (own, card):
        await expect(each).to_contain_text("@sam took it on")


async def test_an_alert_that_nobody_takes_goes_up_to_the_manager(visit: Visit) -> None:
    await alert(visit)
    for hour in (12, 1, 2):
        await visit.jump("+1 hour").click()
        await expect(visit.time).to_contain_text(f"Sun Nov 29, 2026, {hour}:0")
    await expect(visit.posted).to_have_count(2)
    await visit.jump("+1 hour").click()
    own = visit.posted.nth(2)
    await expect(own).to_contain_text("To Pat, manager, in their own chat")
    await expect(own).to_contain_text("Nobody has taken this alert")


async def test_a_week_brings_every_morning_and_what_lies_between_in_order(visit: Visit) -> None:
    card = await alert(visit)
    await unfold(card)
    await card.get_by_role("button", name="Snooze 1 day").click()
    await expect(card.locator(".badge")).to_have_text("Snoozed")
    await visit.jump("+1 week").click()
    await expect(visit.time).to_contain_text("Sat Dec 5, 2026, 11:0", timeout=_A_WEEK_TAKES)
    come = await visit.posted.locator(".reply h3").all_text_contents()
    mornings = [text.split(" · ")[1] for text in come if text.startswith("This morning")]
    days = [f"{SATURDAY + timedelta(days=day):%a %b %-d, %Y}" for day in range(1, 8)]
    assert mornings == days
    last = max(number for number, text in enumerate(come) if text.startswith("MAPLE-4"))
    assert come.index(f"This morning · {days[0]}") < last < come.index(f"This morning · {days[1]}")
    again = visit.posted.filter(has_text="You asked to be told again.")
    await expect(headline(again)).to_have_text("MAPLE-4 · 2 visits left")
    said = await visit.posted.locator(".since").all_text_contents()
    at = [datetime.strptime(each, "%a %b %d, %Y, %I:%M %p") for each in said]  # noqa: DTZ007
    assert at == sorted(at)


async def test_a_change_takes_neither_focus_nor_place_nor_choice(
    visit: Visit, open_page: Open
) -> None:
    other = await open_page()
    card = await alert(visit)
    await unfold(card)
    menu = card.locator(".reply details.more > summary")
    await menu.focus()
    await visit.channel.evaluate("posts => { posts.scrollTop = 40; }")
    await other.posted.nth(1).get_by_role("button", name="Acknowledge").click()
    await expect(card.locator(".badge")).to_have_text("Acknowledged")
    await expect(menu).to_be_focused()
    await expect(card.locator(".reply details.more")).to_have_attribute("open", "")
    assert await visit.channel.evaluate("posts => posts.scrollTop") == 40
    await other.jump("Next morning").click()
    await expect(visit.posted).to_have_count(3)
    assert await visit.channel.evaluate("posts => posts.scrollTop") == 40
    await expect(menu).to_be_focused()
    await visit.page.get_by_role("button", name="1 new below").click()
    await expect(visit.posted.nth(2)).to_be_in_viewport(ratio=0.5)


async def test_keys_alone_take_an_alert(visit: Visit) -> None:
    card = await alert(visit)
    await card.get_by_role("button", name="Acknowledge").focus()
    await visit.page.keyboard.press("Enter")
    await expect(card.locator(".badge")).to_have_text("Acknowledged")
    await expect(card).to_be_focused()  # its button is gone; Tab goes on inside
    await visit.page.keyboard.press("Tab")
    await expect(card.locator(".reply :is(a, button)").first).to_be_focused()


async def test_a_telephone_shows_one_column_and_counts_what_is_new_in_the_other(
    open_page: Open,
) -> None:
    visit = await open_page(viewport={"width": 360, "height": 740})
    await expect(visit.posted).to_be_hidden()
    await visit.step(1).get_by_role("button").click()
    await visit.step(2).get_by_role("button").click()
    tab = visit.page.get_by_role("radio", name="Managers")
    await expect(visit.page.get_by_role("radio", name="Managers (1 new)")).to_be_visible()
    await tab.check()
    await expect(visit.log).to_be_hidden()
    await expect(visit.page.get_by_text("(1 new)")).to_be_hidden()
    await expect(headline(visit.posted.nth(1))).to_be_in_viewport(ratio=1)
    await visit.step(3).get_by_role("button").click()
    await expect(visit.posted.nth(1).locator(".badge")).to_have_text("Acknowledged")
    assert await visit.page.evaluate(WIDE) == 360, "the page scrolls sideways"


async def test_the_day_goes_on_without_javascript(open_page: Open) -> None:
    visit = await open_page(java_script_enabled=False)
    await visit.press(visit.step(1).get_by_role("button"))
    await visit.press(visit.step(2).get_by_role("button"))
    await expect(visit.log).to_contain_text("4 of 6 visits used")
    card = visit.posted.nth(1)
    await expect(headline(card)).to_have_text("MAPLE-4 · 2 visits left")
    await visit.press(card.get_by_role("button", name="Acknowledge"))
    await expect(card.locator(".badge")).to_have_text("Acknowledged")
    await visit.press(card.get_by_role("button", name="Show the count"))
    await expect(visit.channel).to_contain_text("Only Pat sees this")
    await visit.press(visit.jump("Next morning"))
    await expect(headline(visit.posted.nth(2))).to_contain_text("This morning")


async def test_the_channel_is_a_named_log_with_a_clock(visit: Visit) -> None:
    await alert(visit)
    await expect(visit.page.locator("body")).to_match_aria_snapshot("""
        - banner:
          - navigation "The first minute":
            - list:
              - listitem:
                - button "Enter MAPLE-4's authorization"
        - main:
          - region "Managers' channel":
            - heading "Managers' channel" [level=2]
            - list "Visits left":
              - listitem: CEDAR-9 2 left of 12
              - listitem: MAPLE-4 2 left of 6
            - group /Move the clock, which shows Sat Nov 28, 2026/:
              - button "+1 hour"
              - button "Next morning"
              - button "+1 week"
            - log "Managers' channel":
              - article:
                - heading "CEDAR-9 · 2 visits left" [level=3]
                - button "Show the count"
    """)
    levels = await visit.page.evaluate(LEVELS)
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    live = await visit.told.get_attribute("aria-live")
    assert live == "polite"


@pytest.mark.parametrize("scheme", SCHEMES)
async def test_every_text_of_the_channel_stands_out(open_page: Open, scheme: str) -> None:
    visit = await open_page(color_scheme=scheme)
    card = await alert(visit)
    await hand_over(visit, card)
    await expect(visit.posted).to_have_count(3)
    await card.get_by_role("button", name="Show the count").click()
    await expect(visit.channel).to_contain_text("Only Pat sees this")
    for hovered in (visit.jump("+1 hour"), visit.step(4).get_by_role("button")):
        await hovered.hover()
        found = await visit.page.evaluate(CONTRAST)
        assert {"Only Pat sees this", "edited"} <= {text for text, _ in found}
        assert [(text, ratio) for text, ratio in found if ratio < LEAST] == []
