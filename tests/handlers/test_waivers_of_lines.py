"""A waiver by which a patient agrees to pay is no consent to be needled, nor Medicaid's ABN."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words

CASH = "Can I charge cash when the plan does not pay for dry needling?"
MEDICAID = "Charge a Medicaid member only where the program allows it"


@pytest.mark.parametrize(
    "asked",
    [
        "can medicaid patient sign a waiver and pay",
        "can a medicaid patient sign a waiver",
        "medicaid patient wants to sign a waiver and pay for needling",
        "medicaid waiver form for noncovered dry needling",
        "can we have medicaid patients sign a waiver to pay privately",
        "ohio medicaid waiver for needling, patient pays",
    ],
)
async def test_medicaids_waiver_is_told_to_be_asked_of_the_program(
    desk: FrontDesk, asked: str
) -> None:
    reply = await desk.glance(f"/ask {asked}")
    told = " ".join([reply.headline, words(reply)])
    assert CASH in told
    assert MEDICAID in told
    assert not any(choice.command.endswith("consent") for choice in reply.choices)


async def test_an_abn_that_is_named_is_told_to_be_medicares(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask do i give an abn to a medicaid patient")
    assert reply.headline == "Do I need an ABN for dry needling?"


async def test_a_waiver_for_a_commercial_plan_is_its_own(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask does aetna want a waiver signed")
    assert reply.headline == "What goes on a waiver for a commercial plan?"
