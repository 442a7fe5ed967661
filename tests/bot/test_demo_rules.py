"""On the demo's page a manager enters what a payer said by the buttons under the sheet."""

from __future__ import annotations

import re

from bot.demo.clinic import PAT
from tests.bot.test_demo_wrong import Say, say  # noqa: F401 - a fixture

ASKED = "/coverage kelsey-seybold 20560"


async def test_from_an_unknown_payer_to_an_answer(say: Say) -> None:  # noqa: F811
    before = await say(ASKED)
    ask = re.search(r'value="(/coverage call [^"]+)">What to ask<', before)
    assert ask
    sheet = await say(ask[1])
    enter = re.search(r'value="(/coverage edit [^"]+ by call)">Enter what they said<', sheet)
    assert enter
    which = await say(enter[1], PAT)
    verdict = re.search(r'value="(/coverage edit [^"]+ not covered [^"]+)">Not covered<', which)
    assert verdict
    assert "Your clinic&#39;s rule, by a call on" in await say(verdict[1], PAT)
    answer = await say(ASKED)
    assert "Not covered" in answer
    assert "Your clinic&#39;s rule, by a call on" in answer
