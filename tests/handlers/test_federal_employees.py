"""Plans of federal employees, of which ERISA says nothing, and a Blue plan that is not named."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    "typed",
    [
        "Compass Rose plan. does it go by a big insurer's policy or by its own brochure",
        "is FEHB a self funded plan, whose rules",
        "rural carrier plan self funded? whose policy",
        "GEHA is it self funded or does it follow UHC policy",
        "does erisa apply to a federal employees plan",
        "APWU postal plan, self insured? what does erisa say",
    ],
)
async def test_no_rule_of_employers_plans_is_told_of_federal_employees(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.say(f"/ask {typed}")
    told = words(reply)
    assert "ERISA" not in told
    assert "Self-funded" not in reply.headline
    assert "brochure" in told


async def test_a_card_of_such_a_plan_says_what_decides(desk: FrontDesk) -> None:
    told = words(await desk.say("/coverage samba 20561"))
    assert "its brochure of the year says what it pays" in told


@pytest.mark.parametrize(
    "typed",
    [
        "EBMS says no but then BlueCross in the same office pays?? what does EBMS follow",
        "Meritain card with blue cross on it, whose policy",
        "UMR card, bluecross network, do they cover needling",
    ],
)
async def test_no_one_plan_speaks_for_all_of_its_name(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert "not medically necessary" not in words(reply)
    assert "own policy, which the plan may follow" not in words(reply)


async def test_the_policy_of_one_company_is_told_beside_the_plan(desk: FrontDesk) -> None:
    told = words(await desk.say("/ask EBMS, card says Wellmark network. covered?"))
    assert "Wellmark's own policy, which the plan may follow or not" in told
