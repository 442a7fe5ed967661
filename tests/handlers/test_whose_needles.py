"""Whose number goes on a claim, a student's needling, CQ beside a therapist, and the diagnosis."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk

NUMBER = "Whose NPI goes on the claim?"
STUDENT = "May we bill what a student needled?"
MODIFIER = "Does CQ or CO go on the needling line?"
DIAGNOSIS = "Which ICD-10 code goes on a needling claim?"


@pytest.mark.parametrize(
    "typed",
    [
        "the chiro needled while i was out, bill cigna under my NPI?",
        "aide needled two muscles, bill under supervising PT",
        "can the OT bill her needling under the PT since PT is credentialed w aetna",
        "OTA did the needling, not me. Medicare",
        "LMT does dry needling here, ok to submit under the physical therapist",
        "trainer wants to needle and bill under the doc, blue cross",
    ],
)
async def test_a_claim_carries_the_number_of_the_one_who_needled(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert reply.headline == NUMBER
    assert any(line.text.startswith("The one who needled") for line in reply.lines)


@pytest.mark.parametrize(
    "typed",
    [
        "student PT did the needles with me in the room, can we bill humana",
        "PT student needled, BCBS Texas, do we bill",
        "student needled my medicare pt with me right there",
        "can we bill 20560 when the intern needled",
        "spt needled under supervision, regence",
        "bill tricare for the needling of our student?",
    ],
)
async def test_a_students_needling_is_not_billed_unasked(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert reply.headline.endswith(STUDENT)
    assert any(line.text.startswith("Not before the payer said yes") for line in reply.lines)


@pytest.mark.parametrize(
    "typed",
    [
        "does CQ go on if the PT did the needling and the PTA just helped",
        "do i need CQ when i needled and the pta was only watching",
        "CO modifier if the OTA was in the room but the OT needled",
        "do i put CQ on 20561 when the PTA does exercises and i needle",
        "CQ? pta stood by, our PT placed the needles",
        "20560 with CQ if i put in the needles and the assistant took notes",
    ],
)
async def test_a_line_of_the_therapist_takes_no_cq(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert reply.headline == MODIFIER
    assert reply.lines[0].text.startswith("Not where the PT or OT alone")


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("student needling in Kansas, can we bill it", STUDENT),
        ("can i needle under the doctor's order, aetna", NUMBER),
        ("is needling billed under the pt benefit or acupuncture, aetna", NUMBER),
        ("call with the number on the card, does cigna pay 20560", NUMBER),
        ("aetna student health plan 20560 covered?", STUDENT),
        ("college student patient with cigna, needling covered?", STUDENT),
        ("patient did not like the needling, humana", NUMBER),
    ],
)
async def test_what_only_sounds_so_is_answered_elsewhere(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    assert (await desk.glance(f"/ask {typed}")).headline != headline


@pytest.mark.parametrize(
    "typed",
    [
        "Which diagnosis code gets 20561 paid by premera?",
        "what dx code does aetna want for 20561",
        "what diagnosis gets dry needling approved by UHC",
        "dx codes that humana accepts for needling",
        "icd 10 list for cigna needling?",
        "need a dx for 20561 that medicare will take",
    ],
)
async def test_no_diagnosis_is_named_so_that_a_payer_pays(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert reply.headline == DIAGNOSIS
    assert any("the note supports" in line.text for line in reply.lines)


@pytest.mark.parametrize(
    ("typed", "begins"),
    [
        ("cigna denied 20560 for the diagnosis, what now", "Closest to your question: What does"),
        ("humana wants the diagnosis on the referral?", "Humana"),
        ("does aetna cover 20560 for diagnosis M79.18", "Aetna"),
        ("myofascial pain M79.18 and UHC medicare advantage, PT", "UnitedHealthcare Medicare Adv"),
        ("plantar fasciitis M72.2 with aetna", "Aetna"),
        ("neck pain M54.2 cigna, chiro", "Cigna"),
    ],
)
async def test_a_diagnosis_beside_a_payer_asks_of_that_payer(
    desk: FrontDesk, typed: str, begins: str
) -> None:
    assert (await desk.glance(f"/ask {typed}")).headline.startswith(begins)
