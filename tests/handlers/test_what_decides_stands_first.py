"""The line that decides an answer stands in the gist, and no verdict stands without it."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    "typed",
    [
        "/ask how many needling visits does medicare allow a year",
        "/coverage medicare 20560 how many visits",
    ],
)
async def test_medicares_numbers_stand_with_the_pain_that_they_are_for(
    desk: FrontDesk, typed: str
) -> None:
    gist = words(await desk.glance(typed))
    assert "12 visits in 90 days." in gist
    assert "At most 20 visits a year." in gist
    assert "for chronic low back pain" in gist


async def test_a_conditional_row_of_few_plans_names_its_condition(desk: FrontDesk) -> None:
    gist = words(await desk.glance("/coverage moda 20560"))
    assert "This plan follows Medicare's national rule" in gist
    assert "chronic low back pain only" in gist


async def test_rows_say_that_they_do_not_speak_of_the_profession(desk: FrontDesk) -> None:
    gist = words(await desk.glance("will moda pay 20560 when an athletic trainer bills"))
    assert "does not speak of an athletic trainer by name" in gist
    of_nobody = words(await desk.glance("/coverage moda 20560"))
    assert "by name" not in of_nobody


async def test_no_verdict_of_a_guideline_answers_whether_to_ask_for_authorization(
    desk: FrontDesk,
) -> None:
    reply = await desk.glance("/coverage evicore 20560 is auth needed")
    assert reply.badge is None
    assert "ask the number on the member's card" in words(reply)
    plain = await desk.glance("/coverage evicore 20560")
    assert plain.badge


async def test_a_denial_is_answered_before_policies_that_decide_nothing(desk: FrontDesk) -> None:
    gist = await desk.glance("/ask uhc denied 20560 co-97, whats next")
    assert "Add 59 or an X modifier only if the note shows" in words(gist)
    assert "by plan" not in words(gist)


async def test_a_policy_that_decides_still_stands_behind_the_meaning(desk: FrontDesk) -> None:
    gist = await desk.glance("/ask cigna denied 20560 co-97, whats next")
    said = [line.text for line in gist.lines]
    assert any(text.startswith("The policy on needling: Not covered") for text in said)


@pytest.mark.parametrize("typed", ["do i need GP on 20561 for uhc", "uhc gp modifier on 20560?"])
async def test_what_is_held_of_one_companys_plans_leads(desk: FrontDesk, typed: str) -> None:
    gist = await desk.glance(f"/ask {typed}")
    assert gist.lines[0].text.startswith("UnitedHealthcare has asked for GP")


@pytest.mark.parametrize(
    "typed",
    [
        "do we use KX or GP on needling for medicare or both",
        "for medicare needling is it GP or KX",
    ],
)
async def test_modifiers_beside_a_payer_are_answered_and_not_told_unused(
    desk: FrontDesk, typed: str
) -> None:
    gist = await desk.glance(f"/ask {typed}")
    assert "KX" in words(gist)
    assert "I did not use" not in words(gist)
    assert gist.badge is None


async def test_an_unknown_verdict_is_one_for_both_codes(desk: FrontDesk) -> None:
    gist = words(await desk.glance("/coverage horizon bcbsnj 20560 20561"))
    assert "The verdict is for" not in gist
    of_two_kinds = words(await desk.glance("/coverage horizon bcbsnj 20560 97140 referral"))
    assert "The verdict is for 20560; ask for 97140 alone." in of_two_kinds


@pytest.mark.parametrize("typed", ["modifer 95", "modifier 95"])
async def test_one_modifier_of_digits_is_never_taken_for_another(
    desk: FrontDesk, typed: str
) -> None:
    gist = words(await desk.glance(f"/cpt {typed}"))
    assert "59" not in gist
    assert "I took" not in gist


@pytest.mark.parametrize("typed", ["97140 59", "97l40 59", "does 97140 need a 59"])
async def test_a_code_with_59_names_the_codes_that_59_parts_it_from(
    desk: FrontDesk, typed: str
) -> None:
    gist = words(await desk.glance(f"/cpt {typed}"))
    assert "Only with modifier 59 or an X modifier, when it is true: 97012" in gist
    assert "I hold nothing on whether" not in gist


async def test_stim_leads_where_it_is_asked_and_not_where_units_are(desk: FrontDesk) -> None:
    counted = await desk.glance("/cpt 97140 x2 20561 x1 97014 8 min rule")
    assert "stim through the needles" not in words(counted)
    asked = words(await desk.say("/cpt 20560 97032 stim through needles"))
    assert "stim through the needles" in asked


@pytest.mark.parametrize("typed", ["tension HA", "cervicogenic HA", "HA"])
def test_ha_behind_for_is_headache(desk: FrontDesk, typed: str) -> None:
    question = desk.reader.read(f"aetna 20560 for {typed} by PT")
    assert question.condition == "headache"
    assert not question.told


async def test_a_day_of_several_unknown_plans_is_told(desk: FrontDesk) -> None:
    reply = await desk.glance("/coverage selecthealth 20560 on 7/1/27")
    assert "July 1, 2027" in reply.headline


@pytest.mark.parametrize(
    ("typed", "pair"),
    [
        ("denied co-97 97140 with 20561", "Not bundled: Medicare's edits"),
        ("what does CO-236 mean, 20560 and 97140", "Not bundled: Medicare's edits"),
    ],
)
async def test_a_bundled_pair_is_held_against_medicares_edits(
    desk: FrontDesk, typed: str, pair: str
) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert any(line.text.startswith(pair) for line in reply.lines[:3])
    assert not any(choice.command.startswith("/share") for choice in reply.choices)


async def test_one_code_that_was_bundled_has_no_pair(desk: FrontDesk) -> None:
    assert "Not bundled" not in words(await desk.glance("/ask denied co-97 20561 what now"))
