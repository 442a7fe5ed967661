"""The sentence that was asked for leads a topic's card, whatever stands first in the pack."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.front_desk import FrontDesk

_MEDICAID = "Charge a Medicaid member only where the program allows it"


@pytest.mark.parametrize(
    ("typed", "begins"),
    [
        ("uhc wants GP on 20561 or not", "UnitedHealthcare has asked for GP"),
        ("how long do we have to file a claim with humana", "Humana: 90 to 180 days by a list"),
        ("what does denial code 236 mean", "Denial code 236 says that a code pair"),
        ("cash for needling when she has medicaid in ohio", _MEDICAID),
        ("can we charge cash for dn if he has denver health medicaid", _MEDICAID),
    ],
)
async def test_the_sentence_on_what_was_asked_leads(
    desk: FrontDesk, typed: str, begins: str
) -> None:
    assert (await desk.glance(f"/ask {typed}")).lines[0].text.startswith(begins)


@pytest.mark.parametrize(
    ("typed", "stays_behind"),
    [
        ("can we get the auth backdated", "eviCore"),
        ("which states outlaw dry needling", "Washington:"),
        ("do blue cross plans pay for needling", "BCBS Kansas"),
        ("does speech share the pt limit", "Federal Employee Program"),
        ("do we need an abn for medicare needling", "The codes are active"),
    ],
)
async def test_no_sentence_of_another_payer_or_state_leads(
    desk: FrontDesk, typed: str, stays_behind: str
) -> None:
    assert not (await desk.glance(f"/ask {typed}")).lines[0].text.startswith(stays_behind)


async def test_what_other_plans_allow_stands_below_what_holds_for_medicaid(desk: FrontDesk) -> None:
    glance = await desk.glance("/ask may we charge a masshealth member cash for needling")
    opened = glance.opened()

    assert [line.text.startswith(_MEDICAID) for line in glance.lines] == [True]
    assert "Of other plans, in general" in {section.title for section in opened.sections}


async def test_nothing_is_said_twice_where_a_detail_leads(desk: FrontDesk, pack: FactBook) -> None:
    reply = await desk.say("/ask does uhc need GP on 20560")
    told = [line.text for line in reply.lines]
    told += [line.text for section in reply.sections for line in section.lines]

    assert len(told) == len(set(told))
    assert {said.says for said in pack.topics["gp"].details} <= set(told)


@pytest.mark.parametrize(
    ("typed", "begins"),
    [
        ("bcbs kicked it with denial code 236", "Denial code 236 says that a code pair"),
        ("bcbs sc calls it experimental, any point in an appeal", "Where the plan calls needling"),
    ],
)
async def test_the_sentence_leads_beside_a_denial_too(
    desk: FrontDesk, typed: str, begins: str
) -> None:
    assert (await desk.glance(f"/ask {typed}")).lines[0].text.startswith(begins)


async def test_what_is_asked_beside_one_patients_condition_is_no_second_question(
    desk: FrontDesk,
) -> None:
    reply = await desk.glance("/ask lady has a pacemaker, is stim thru the needles ok")

    assert reply.headline == "That is for the treating clinician"
    assert "asks the physician who follows the device" in reply.lines[1].text
    assert "I hold no source on implanted devices" in reply.lines[2].text


async def test_the_next_step_stands_before_the_payers_policy_where_it_is_asked(
    desk: FrontDesk,
) -> None:
    reply = await desk.glance("/ask uhc co-97 on 20561 what do we do")

    assert reply.lines[1].text.startswith("Check the edit")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("can the patient sue us", "A complaint to the board, or a lawyer's letter"),
        ("which box for the npi of the therapist", "The one who needled"),
    ],
)
async def test_a_sentence_that_goes_on_from_another_never_leads(
    desk: FrontDesk, typed: str, first: str
) -> None:
    assert (await desk.say(f"/ask {typed}")).lines[0].text.startswith(first)
