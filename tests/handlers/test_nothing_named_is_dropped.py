"""What is named beside a payer, a state or a code is used at first sight, or told as not used."""

from __future__ import annotations

from itertools import permutations

import pytest

from models.reply import Reply
from tests.handlers.front_desk import FrontDesk

PARTS = {
    "for migraine": "headache",
    "by a chiropractor": "chiropractor",
    "in Arizona": "Arizona",
    "on 3/1/2024": "2024",
}


def first_view(reply: Reply) -> str:
    """What is read before any button is pressed."""
    return " ".join(reply.texts)


@pytest.mark.parametrize("payer", ["cigna", "humana", "bcbs of nc", "uhc", "netwell", "aetna bcbs"])
@pytest.mark.parametrize("order", [" ".join(order) for order in permutations(PARTS)][::5])
async def test_a_payers_card_tells_all_that_was_asked(
    desk: FrontDesk, payer: str, order: str
) -> None:
    told = first_view(await desk.glance(f"/coverage {payer} 20560 {order}"))
    for part in ("20560", *PARTS.values()):
        assert part in told, part


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("/state nebraska ATC needling state farm", ("State Farm",)),
        ("/state does cigna cover 20561 by a chiropractor in Iowa", ("Cigna", "20561")),
        ("/cpt 20560-59 humana in Utah", ("Humana", "Utah")),
        ("/cpt LMT anthem 1 muscle", ("Anthem",)),
        ("can an OT bill 20560 in Texas", ("20560",)),
    ],
)
async def test_what_a_state_or_a_code_does_not_turn_on_is_told(
    desk: FrontDesk, typed: str, parts: tuple[str, ...]
) -> None:
    told = first_view(await desk.glance(typed))
    assert "Not part of this answer: " in told or all(part in told for part in parts)
    for part in parts:
        assert part in told


@pytest.mark.parametrize(
    "typed",
    ["/cpt GA or GY on 20561", "/state va", "/state Navajo Nation", "can a PT needle in GA"],
)
async def test_no_modifier_or_place_is_told_as_left_out(desk: FrontDesk, typed: str) -> None:
    assert "Not part of this answer" not in first_view(await desk.glance(typed))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("billing 20560 to kaiser in AL", "kaiser"),
        ("does husky cover it in missouri this year", "HUSKY Health"),
        ("/coverage New York, medi-cal, 20560", "Medi-Cal"),
        ("medi-cal Alaska", "Medi-Cal"),
    ],
)
async def test_a_payer_of_other_states_is_known_and_its_state_asked(
    desk: FrontDesk, typed: str, name: str
) -> None:
    reply = await desk.glance(typed)
    assert reply.badge is not None
    assert reply.badge.words == "Unknown"
    assert name in reply.headline
    assert "none of that name in" in first_view(reply)


@pytest.mark.parametrize("beside", ["tmj", "migraine", "low back pain", "1 muscle", "last year"])
async def test_medi_cal_is_a_payer_beside_whatever_is_named(desk: FrontDesk, beside: str) -> None:
    for typed in (f"{beside} medi-cal", f"treating {beside} billing 20560 to medi-cal"):
        assert "Medi-Cal (California Medicaid)" in (await desk.glance(typed)).headline


async def test_a_city_that_is_a_payers_name_too_stays_a_city(desk: FrontDesk) -> None:
    reply = await desk.glance("Meridian MS. do we need a referral for dry needling")
    assert reply.headline == "Mississippi · physical therapist"


async def test_a_state_that_another_answer_is_headed_by_is_told_once(desk: FrontDesk) -> None:
    told = first_view(await desk.glance("does humana pay 20560 and can my PTA do it in Florida"))
    assert told.count("Florida") == 1


@pytest.mark.parametrize(
    "typed",
    ["cleaning up old AR, can we still bill 20561", "does the patient need a CT before needling"],
)
async def test_what_is_owed_and_a_scan_are_no_states(desk: FrontDesk, typed: str) -> None:
    told = first_view(await desk.glance(typed))
    assert "Arkansas" not in told
    assert "Connecticut" not in told
