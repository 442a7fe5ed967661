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


async def test_state_and_kind_of_plan_go_on_from_the_sheet_and_are_refused_by_name(
    say: Say,  # noqa: F811
) -> None:
    sheet = await say("/coverage call humana 20560 medicare advantage by DC in ohio")
    enter = re.search(r'value="(/coverage edit [^"]+ by call)">Enter what they said<', sheet)
    assert enter
    which = await say(enter[1], PAT)
    verdict = re.search(r'value="(/coverage edit [^"]+ not covered [^"]+)">Not covered<', which)
    assert verdict
    told = await say(verdict[1], PAT)
    bounds = "not covered for 20560 billed by a chiropractor under Medicare Advantage plans in Ohio"
    assert bounds in told
    refused = await say("/coverage edit premera covered 20560 in texas by call", PAT)
    assert "I know Premera in Alaska and Washington alone, not in Texas." in refused
    without = re.search(r'value="(/coverage edit [^"]+)">Without the state<', refused)
    assert without
    assert "covered for 20560, from" in await say(without[1], PAT)
