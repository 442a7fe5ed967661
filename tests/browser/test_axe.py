"""axe finds nothing on the demo's page: in every look, light and dark, wide and on a telephone.

axe comes from npm by `make playground`; without it this is left out, but not where CI=true.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.async_api import expect

from bot.demo.page import LOOKS
from tests.browser.conftest import Open
from tests.browser.test_accessible import SCHEMES

pytestmark = pytest.mark.asyncio(loop_scope="package")

AXE = Path(__file__).parents[2] / ".playground" / "node_modules" / "axe-core" / "axe.min.js"
# Each look in both schemes and on both screens.
SEEN = [
    (look, scheme, width)
    for number, look in enumerate(LOOKS)
    for scheme, width in zip(SCHEMES, (1280, 360) if number % 2 else (360, 1280), strict=True)
]

FAULTS = """async () => (await axe.run()).violations.map(
  (fault) => `${fault.id}: ${fault.nodes.map((node) => node.html.slice(0, 200)).join(" | ")}`,
)"""


@pytest.fixture(scope="module")
def axe() -> str:
    """The text of axe."""
    if not AXE.exists():
        told = "axe is not installed: make playground"
        if os.environ.get("CI") == "true":
            pytest.fail(told)
        pytest.skip(told)
    return AXE.read_text("utf-8")


async def test_axe_finds_nothing_wrong_on_the_page(open_page: Open, axe: str) -> None:
    visit = await open_page()
    await visit.page.evaluate(axe)
    for number in (1, 2):
        await visit.step(number).get_by_role("button").click()
        await expect(visit.step(number)).to_have_attribute("data-state", "done")
    for typed in ("/caps", "/coverage medicare 20560", "help"):
        await visit.request(typed)
    await visit.page.evaluate(
        "document.querySelectorAll('details').forEach(fold => { fold.open = true; })"
    )
    for look, scheme, width in SEEN:
        await visit.page.set_viewport_size({"width": width, "height": 720})
        await visit.page.emulate_media(color_scheme=scheme)
        await visit.page.locator(f"#look-{look}").check()
        assert await visit.page.evaluate(FAULTS) == [], (look, scheme, width)
