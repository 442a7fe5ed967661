"""The bot is stopped while its page is open."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.browser.visit import Visit

pytestmark = pytest.mark.asyncio(loop_scope="package")


async def test_a_server_that_is_gone_gives_a_sentence_and_the_question_back(visit: Visit) -> None:
    await visit.server.cleanup()
    await visit.line.fill("/cpt 20561")
    await visit.line.press("Enter")
    await expect(visit.log).to_contain_text("The bot does not answer. Is it still running?")
    await expect(visit.heard).to_contain_text("The bot does not answer.")
    await expect(visit.line).to_have_value("/cpt 20561")
