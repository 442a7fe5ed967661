"""Draws every golden card: `make pictures`, then look into .pictures/.

The renderer is slack-blocks-to-jsx; it is installed beside the pictures and never kept here. Where
Node, npm or Chromium are missing, nothing is drawn, and why is said.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from playwright.async_api import Browser, async_playwright

from tests.browser.conftest import ARGUMENTS, NAMES
from tests.golden.gallery import FOLDER

HERE = Path(__file__).parent
OUT = HERE.parent.parent / ".pictures"
SHOWN = HERE.parent.parent / "docs" / "pictures"


class Look(NamedTuple):
    """One way in which people see a card: pixels across, and Slack's theme."""

    name: str
    width: int
    theme: str


CHOSEN = (
    "light/coverage-conflict",
    "dark/session-near",
    "light/form-log",
    "light/home-manager",
)
"""What docs/pictures/ shows."""

LOOKS = (Look("light", 720, "light"), Look("dark", 720, "dark"), Look("narrow", 390, "light"))


def missing(tools: tuple[str, ...] = ("node", "npm")) -> str:
    """What is not installed here and is needed; empty where all is there."""
    lacking = [tool for tool in tools if not shutil.which(tool)]
    if not any(shutil.which(name) for name in NAMES):
        lacking.append(NAMES[0])
    return ", ".join(lacking)


def install() -> Path:
    """The renderer's packages beside the pictures; the folder in which it runs."""
    kitchen = OUT / "renderer"
    kitchen.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "page.mjs"):
        shutil.copy(HERE / name, kitchen / name)
    if not (kitchen / "node_modules").exists():
        quiet = ("--no-audit", "--no-fund", "--loglevel=error")
        subprocess.run(["npm", "install", *quiet], cwd=kitchen, check=True)
    return kitchen


def pages(kitchen: Path, names: list[str]) -> Iterator[tuple[str, str, str]]:
    """Name, theme and page of each card."""
    cards = {name: json.loads((FOLDER / f"{name}.json").read_text("utf-8")) for name in names}
    themes = sorted({look.theme for look in LOOKS})
    asked = [{"name": n, "theme": t, "payload": p} for n, p in cards.items() for t in themes]
    told = subprocess.run(
        ["node", "page.mjs"],
        cwd=kitchen,
        check=True,
        text=True,
        capture_output=True,
        input="".join(f"{json.dumps(each)}\n" for each in asked),
    )
    for line in told.stdout.splitlines():
        drawn = json.loads(line)
        yield drawn["name"], drawn["theme"], drawn["page"]


async def draw(found: list[tuple[str, str, str]]) -> None:
    """A picture of each page in each look that has its theme."""
    path = next(place for name in NAMES if (place := shutil.which(name)))
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        for look in LOOKS:
            pages_of_look = [(name, page) for name, theme, page in found if theme == look.theme]
            await _draw_all(browser, look, pages_of_look)
        await browser.close()


async def _draw_all(browser: Browser, look: Look, found: list[tuple[str, str]]) -> None:
    folder = OUT / look.name
    folder.mkdir(exist_ok=True)
    tab = await browser.new_page(viewport={"width": look.width, "height": 100})
    for name, page in found:
        await tab.set_content(page)
        await tab.screenshot(path=folder / f"{name}.png", full_page=True)
    await tab.close()


def choose() -> None:
    """Copy the few that the documentation shows."""
    SHOWN.mkdir(parents=True, exist_ok=True)
    for each in CHOSEN:
        shutil.copy(OUT / f"{each}.png", SHOWN / f"{each.partition('/')[2]}.png")


def main(names: list[str]) -> int:
    """Draw the cards of these names, or all of them."""
    if lacking := missing():
        sys.stdout.write(f"No pictures: {lacking} is not installed.\n")
        return 0
    wanted = names or sorted(file.stem for file in FOLDER.glob("*.json"))
    asyncio.run(draw(list(pages(install(), wanted))))
    if not names:
        choose()
    sys.stdout.write(f"{len(wanted) * len(LOOKS)} pictures in {OUT.name}/\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
