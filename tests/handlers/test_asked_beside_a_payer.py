"""Units, copays and cash that are asked beside a payer on which little is held."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words

_TABLE = "Medicare's table of Jul 1, 2024 takes 1 unit of 20561 a day"


@pytest.mark.parametrize(
    "typed",
    [
        "/ask does uhc take 2 units of 20561",
        "/ask aetna 3 units 20561",
        "/coverage uhc commercial 20561 x2",
    ],
)
async def test_units_of_a_payer_are_led_by_medicares_table(desk: FrontDesk, typed: str) -> None:
    told = words(await desk.say(typed))
    assert _TABLE in told
    assert "Whether a plan follows it is for it to say." in told


async def test_a_refusal_is_not_led_by_units(desk: FrontDesk) -> None:
    assert _TABLE not in words(await desk.say("/coverage cigna 20561 2 units"))


async def test_the_copay_is_among_what_is_asked_of_the_payer(desk: FrontDesk) -> None:
    told = words(await desk.say("/coverage surest 20561 what copay"))
    assert "what does the patient pay (copay, coinsurance, deductible)?" in told


async def test_cash_beside_a_sharing_ministry_is_self_pay(desk: FrontDesk) -> None:
    told = words(await desk.say("/coverage Medi-Share 20560 cash pay then submit?"))
    assert "treat the patient as self-pay" in told
    assert "your contract with it allows" not in told


async def test_an_unknown_verdict_has_no_day_from_which_it_is_covered(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage medicaid colorado 20561 since when is it covered")
    assert reply.lines[0].text.startswith("Nothing that I hold says that it is covered")
