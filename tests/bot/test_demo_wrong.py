"""On the demo's page an answer is called wrong by lists to choose from; a manager takes it off."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable

import aiohttp
import pytest

from bot import settings
from bot.app import build
from bot.demo.clinic import FRONT_DESK, PAT
from bot.demo.clock import MovableClock
from bot.demo.server import demo_application
from tests.conftest import serve

Say = Callable[..., Awaitable[str]]


@pytest.fixture
async def say(environment: dict[str, str], visitor: aiohttp.ClientSession) -> AsyncIterator[Say]:
    """What the page answers to one of its people."""
    app = build(settings.read(environment), MovableClock())
    runner, url = await serve(await demo_application(app))

    async def told(typed: str, who: str = FRONT_DESK) -> str:
        script = {"X-Requested-With": "fetch"}
        form = {"typed": typed, "who": who}
        async with visitor.post(f"{url}/", data=form, headers=script) as answer:
            assert answer.status == 200
            return await answer.text()

    yield told
    await runner.cleanup()


async def test_a_wrong_answer_is_chosen_from_lists_and_taken_off_by_a_manager(say: Say) -> None:
    answer = await say("/coverage medicare 20560 by pt")
    wrong = re.search(r'value="(/wrong [^"]+)">This is wrong<', answer)
    assert wrong
    parts = await say(wrong[1])
    verdict = re.search(r'<option value="([^"]+)">The verdict: Not covered</option>', parts)
    assert verdict, "more than five are a list"
    sources = await say(verdict[1])
    apta = re.search(r'<option value="([^"]+)">APTA: ', sources)
    assert apta
    assert "Noted: to be checked" in await say(apta[1])
    listed = await say("/clinic facts", PAT)
    shown = re.search(
        r'value="(/clinic facts \d+)">(?:\d+[.:]? )?coverage Medicare Part B 20560 by PT<', listed
    )
    assert shown
    await say(shown[1], PAT)
    assert "taken off the list" in await say(f"{shown[1]} still true", PAT)
