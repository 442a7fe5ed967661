"""Somebody at the demo's page: what they type, and what the browser notes meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Locator, Page, expect

from bot.http_server import Serving


@dataclass
class Visit:
    """One open page, and the server behind it."""

    page: Page
    url: str
    server: Serving
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    @property
    def line(self) -> Locator:
        """Where one types."""
        return self.page.get_by_role("textbox", name="Ask about a payer, a code or a state.")

    @property
    def log(self) -> Locator:
        """The conversation."""
        return self.page.get_by_role("log", name="Front desk")

    @property
    def asked(self) -> Locator:
        """Every question, in order."""
        return self.log.locator(".asked")

    @property
    def cards(self) -> Locator:
        """Every answer, in order."""
        return self.log.get_by_role("article")

    @property
    def heard(self) -> Locator:
        """What a screen reader says by itself."""
        return self.page.get_by_role("status")

    @property
    def channel(self) -> Locator:
        """The managers' channel."""
        return self.page.get_by_role("log", name="Managers' channel")

    @property
    def posted(self) -> Locator:
        """Every message that the bot posted by itself, in order; in a narrow window, hidden too."""
        return self.page.locator("#posts .posted")

    @property
    def time(self) -> Locator:
        """What the demo's clock shows."""
        return self.page.get_by_role("time")

    @property
    def told(self) -> Locator:
        """What a screen reader says by itself of the channel."""
        return self.page.locator("#told")

    async def press(self, button: Locator) -> None:
        """Press a button of a page without JavaScript, and wait until the next page has loaded.

        Before its styles have come a page shows every look of a card at once.
        """
        async with self.page.expect_navigation():
            await button.click()

    async def ask(self, typed: str) -> None:
        """Type a line into a page without JavaScript, and wait until the next page has loaded."""
        await self.line.fill(typed)
        async with self.page.expect_navigation():
            await self.line.press("Enter")

    def jump(self, words: str) -> Locator:
        """A button of the clock."""
        return self.page.get_by_role("group", name="Move the clock").get_by_role(
            "button", name=words, exact=True
        )

    def step(self, number: int) -> Locator:
        """A step of the guide; the first is 1."""
        return self.page.locator(f"#guide li:nth-child({number})")

    def example(self, words: str) -> Locator:
        """An example by its words."""
        examples = self.page.get_by_role("group", name="Examples")
        return examples.get_by_role("button", name=words, exact=True)

    async def request(self, typed: str) -> Locator:
        """Type a command, press Enter, wait for its card."""
        before = await self.cards.count()
        await self.line.fill(typed)
        await self.line.press("Enter")
        return await self.card_after(before)

    async def card_after(self, before: int) -> Locator:
        """The one card that came after so many."""
        await expect(self.cards).to_have_count(before + 1)
        return self.cards.nth(before)

    async def tree(self) -> list[dict[str, Any]]:
        """What Chromium tells a screen reader: its own accessibility tree, flat."""
        wire = await self.page.context.new_cdp_session(self.page)
        nodes = (await wire.send("Accessibility.getFullAXTree"))["nodes"]
        await wire.detach()
        return [
            {
                "role": node["role"]["value"],
                "name": node.get("name", {}).get("value", ""),
                **{each["name"]: each["value"].get("value") for each in node.get("properties", [])},
            }
            for node in nodes
            if not node["ignored"]
        ]
