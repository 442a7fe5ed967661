"""What a screen reader is told, and whether everybody can read the page."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Open
from tests.browser.visit import Visit

pytestmark = pytest.mark.asyncio(loop_scope="package")

CONTRAST = Path(__file__).with_name("contrast.js").read_text()
LEAST = 4.5
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

# One badge of each tone, whatever the facts say today, and every fold open.
ALL_TONES = """() => {
  for (const fold of document.querySelectorAll(".reply details")) fold.open = true;
  const badge = document.querySelector(".badge");
  for (const tone of ["good", "caution", "bad", "neutral"]) {
    const other = badge.cloneNode(true);
    other.className = `badge ${tone}`;
    badge.after(other);
  }
}"""

# The levels of the headings, in the order of the page.
LEVELS = "() => [...document.querySelectorAll('h1, h2, h3, h4')].map((h) => Number(h.localName[1]))"

NAMED = {"button", "textbox", "link", "log", "region", "group"}


async def test_the_page_is_a_named_conversation_and_a_line_to_type_in(visit: Visit) -> None:
    await expect(visit.page.locator("body")).to_match_aria_snapshot("""
        - banner:
          - heading "Needlepoint" [level=1]
        - main:
          - region "Front desk":
            - heading "Front desk" [level=2]
            - log "Front desk"
            - status
            - textbox /Ask about a payer, a code or a state/
            - button "Ask"
            - group "Examples":
              - button "/coverage medicare 20560"
    """)


async def test_a_card_is_an_article_under_its_question(visit: Visit) -> None:
    await visit.request("/coverage bcbs alabama 20560 on 2021-03-15")
    await expect(visit.log).to_match_aria_snapshot("""
        - log "Front desk":
          - paragraph: "You asked: /coverage bcbs alabama 20560 on 2021-03-15"
          - article:
            - heading /BCBS Alabama · 20560/ [level=3]
            - paragraph: Covered with conditions
            - paragraph:
              - link /opens a new tab/
            - group "Details"
            - button
    """)


async def test_only_the_gist_of_a_card_is_read_out(visit: Visit) -> None:
    card = await visit.request("/coverage medicare 20560")
    await expect(visit.heard).to_contain_text(
        re.compile(r"Medicare Part B · 20560.*Not covered\. ")
    )
    said, whole = await visit.heard.inner_text(), await card.text_content() or ""
    assert "[" not in said, "numbers of sources mean nothing to the ear"
    assert "cms.gov" not in said
    assert len(said) < len(whole) / 4
    live = {node["role"]: node.get("live") for node in await visit.tree()}
    assert live["status"] == "polite"
    assert live["log"] != "polite", "or the whole card would be read out too"


async def test_headings_descend_one_step_at_a_time(visit: Visit) -> None:
    await visit.request("/coverage medicare 20560")
    await visit.request("/coverage blue cross")
    levels = await visit.page.evaluate(LEVELS)
    assert levels[:3] == [1, 2, 3]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels


async def test_every_control_has_a_name(visit: Visit) -> None:
    await visit.request("/state WA")
    controls = [node for node in await visit.tree() if node["role"] in NAMED]
    assert {node["role"] for node in controls} == NAMED
    assert [node for node in controls if not node["name"].strip()] == []


@pytest.mark.parametrize("scheme", SCHEMES)
async def test_every_text_stands_out_from_its_background(
    open_page: Open, scheme: Literal["light", "dark"]
) -> None:
    visit = await open_page(color_scheme=scheme)
    await visit.request("/coverage medicare 20560")
    await visit.request("/state WA")
    await visit.page.evaluate(ALL_TONES)
    for hovered in [visit.example("help"), visit.cards.get_by_role("button").first]:
        await hovered.hover()
        found = await visit.page.evaluate(CONTRAST)
        assert {"Not covered", "Take care", "input::placeholder"} <= {text for text, _ in found}
        assert [(text, ratio) for text, ratio in found if ratio < LEAST] == []


async def test_the_two_schemes_differ(visit: Visit) -> None:
    papers = set()
    for scheme in SCHEMES:
        await visit.page.emulate_media(color_scheme=scheme)
        papers.add(await visit.page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert len(papers) == 2
