"""Draws every golden card: `make pictures`, then look into .pictures/.

The drawings are those of the demo's page. Where Chromium is missing, nothing is drawn, and why is
said.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

from playwright.async_api import Browser, async_playwright

from models.content import load
from tests.browser.conftest import ARGUMENTS, NAMES
from tests.pictures import framed, story

OUT = Path(__file__).parent.parent.parent / ".pictures"
SHOWN = OUT.parent / "docs" / "pictures"


class Look(NamedTuple):
    """One way in which people see a card: where, pixels across, light or dark."""

    name: str
    where: str
    width: int
    scheme: str = "light"


LOOKS = (
    Look("light", "slack", 720),
    Look("dark", "slack", 720, "dark"),
    Look("narrow", "slack", 360),
    Look("teams", "teams", 720),
    Look("teams-narrow", "teams", 360),
    Look("page", "page", 720),
)

CHOSEN = (
    "light/coverage-conflict",
    "dark/session-near",
    "light/form-log",
    "light/home-manager",
)
"""What docs/pictures/ shows of them."""


async def draw(names: list[str]) -> int:
    """A picture of each card of these names, or of all, in each look; how many."""
    pages = await framed.pages(load())
    path = next(place for name in NAMES if (place := shutil.which(name)))
    drawn = 0
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        for look in LOOKS:
            wanted = {name: page for name, page in pages[look.where].items() if name in names}
            drawn += await _draw_all(browser, look, wanted if names else pages[look.where])
        if not names:
            await story.photograph(browser, SHOWN / "demo.png")
        await browser.close()
    return drawn


async def _draw_all(browser: Browser, look: Look, pages: dict[str, str]) -> int:
    folder = OUT / look.name
    folder.mkdir(parents=True, exist_ok=True)
    tab = await browser.new_page(
        viewport={"width": look.width, "height": 100},
        color_scheme="dark" if look.scheme == "dark" else "light",
    )
    for name, page in pages.items():
        await tab.set_content(page)
        await tab.screenshot(path=folder / f"{name}.png", full_page=True)
    await tab.close()
    return len(pages)


def choose() -> None:
    """Copy the few that the documentation shows."""
    SHOWN.mkdir(parents=True, exist_ok=True)
    for each in CHOSEN:
        shutil.copy(OUT / f"{each}.png", SHOWN / f"{each.partition('/')[2]}.png")


def main(names: list[str]) -> int:
    """Draw the cards of these names, or all of them."""
    if not any(shutil.which(name) for name in NAMES):
        sys.stdout.write(f"No pictures: {NAMES[0]} is not installed.\n")
        return 0
    drawn = asyncio.run(draw(names))
    if not names:
        choose()
    sys.stdout.write(f"{drawn} pictures in {OUT.name}/\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
