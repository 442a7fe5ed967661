"""Kinds of questions that a stranger's sheet showed: days, modifiers, places and topics misread."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words


async def test_pain_after_a_birth_is_not_said_to_come_from_pregnancy(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage medicare clbp 8 mo postpartum")
    assert reply.badge is not None
    assert reply.badge.words == "Covered with conditions"
    assert "does not come from surgery or pregnancy" in reply.lines[0].text


async def test_back_pain_of_a_pregnancy_is_refused_as_before(desk: FrontDesk) -> None:
    assert (
        "back pain in pregnancy"
        in (await desk.say("/coverage medicare back pain pregnant 20560")).headline
    )


async def test_an_acupuncturist_is_not_told_to_leave_acupuncture_alone(desk: FrontDesk) -> None:
    told = words(await desk.say("/state california acupuncturist call it dry needling"))
    assert "do not call it acupuncture" not in told
    told = words(await desk.say("/state texas PT may we call it acupuncture"))
    assert "acupuncture" in told


async def test_a_plan_that_follows_medicare_is_not_shown_paying_a_pt(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage Moda Health 20560 PT in Portland")
    told = words(reply)
    assert "Needling by a physical therapist in Oregon: law passed, not allowed yet" in told
    assert "Medicare itself pays no physical therapist for needling" in told


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("/coverage molina tx on or after 9/1/25", "September 1, 2025"),
        ("/coverage molina tx on or before 9/1/25", "September 1, 2025"),
        ("/coverage uhc commercial 20561 service from 081526 to 081526", "August 15, 2026"),
        ("/coverage anthem 20561 visits back in summer of 22", "Jun 1, 2022 to Aug 31, 2022"),
    ],
)
async def test_days_of_service_are_read_as_they_are_written(
    desk: FrontDesk, typed: str, day: str
) -> None:
    assert day in (await desk.say(typed)).headline


async def test_six_digits_that_are_no_day_of_service_are_kept_out(desk: FrontDesk) -> None:
    assert "did not keep" in (await desk.say("/coverage uhc 20561 patient 081526")).headline


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("/cpt 20561 77", "I have no facts on modifier “77”."),
        ("/cpt 20560 22", "I have no facts on modifier “22”."),
        ("/cpt mod 95 vs 59 dryneedling", "59 on 20560 or 20561: only to separate"),
        ("/cpt 76942 ultrasound guided w 20561", "I hold no payer's text that pays 76942"),
        ("/cpt 2 muscles left shoulder in am and 2 in pm same day", "One unit of 20560 or 20561"),
        ("/ask denial CO-97 w 97140", "do not pair 20560 or 20561 with 97140"),
    ],
)
async def test_what_is_known_of_codes_beside_others_is_told(
    desk: FrontDesk, typed: str, says: str
) -> None:
    assert says in words(await desk.say(typed))


async def test_ok_behind_is_and_a_code_is_no_oklahoma(desk: FrontDesk) -> None:
    assert "Oklahoma" not in words(await desk.say("/coverage uhc PT 20561 + is 97140 ok"))
    assert "Oklahoma" in (await desk.say("/state ok pt")).headline


async def test_a_payer_typed_to_state_is_asked_of_the_payer(desk: FrontDesk) -> None:
    reply = await desk.say("/state medicare pt 20561")
    assert "Medicare does not pay a physical therapist" in words(reply)


async def test_a_payer_that_is_also_a_word_is_read_beside_a_diagnosis(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage horizon PT TMJ m26.62")
    assert reply.headline.startswith("Horizon Blue Cross Blue Shield of New Jersey")


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("gloves required?", "Are gloves, wipes or other hygiene required?"),
        ("do courses count as ceu", "Does a needling course give continuing education credit?"),
        ("how many sessions before expect results", "How many dry needling sessions are usual?"),
        ("emr template for dn soap", "What must the dry needling note say?"),
        ("20561 alone on the claim", "May a visit be needling alone?"),
    ],
)
async def test_everyday_words_find_their_topic(desk: FrontDesk, typed: str, topic: str) -> None:
    assert (await desk.say(f"/ask {typed}")).headline == topic


async def test_no_cure_is_to_be_promised(desk: FrontDesk) -> None:
    told = words(await desk.say("/ask ok to say on instagram that dn cures sciatica?"))
    assert "Promise no cure" in told


@pytest.mark.parametrize(
    "typed",
    [
        "Is dry needling a benefit under GEHA",
        "/ask is dry needling a covered benefit",
        "is needling a plan benefit of Compsych",
        "is it a benefit of my plan",
        "benefit under MHBP?",
    ],
)
async def test_no_denial_code_answers_where_nothing_was_denied(desk: FrontDesk, typed: str) -> None:
    told = words(await desk.say(typed))
    assert "no benefit of this patient's plan" not in told
    assert "denial code" not in told


async def test_a_denial_without_its_code_is_still_explained(desk: FrontDesk) -> None:
    assert "denial code 204" in words(await desk.say("/ask eob says not a benefit of the plan"))


@pytest.mark.parametrize(
    "typed",
    [
        "/cpt 2 muscles R 2 muscles L same name (upper trap + levator both sides) which code",
        "/cpt bilateral: 2 muscles left and 2 muscles right",
        "/cpt upper trap and levator both sides which code",
    ],
)
async def test_two_muscles_of_both_sides_are_not_said_to_make_one_code(
    desk: FrontDesk, typed: str
) -> None:
    told = words(await desk.say(typed))
    assert "Counted once it is 2 muscles: 20560. Counted twice it is 3 or 4: 20561." in told
    assert "does not matter" not in told


@pytest.mark.parametrize(
    "typed",
    [
        "/ask fear of needles patient nearly fainted last wk, what now",
        "/ask can we needle somebody who almost passed out last month",
        "patient fainted 2 weeks ago, now wants needling again",
        "patient passed out a month ago what do we do",
    ],
)
async def test_a_faint_of_weeks_ago_is_no_emergency_now(desk: FrontDesk, typed: str) -> None:
    told = words(await desk.say(typed))
    assert "Urgent" not in told
    assert "Tell the treating clinician before the visit" in told


async def test_a_faint_of_now_is_urgent_whatever_is_asked(desk: FrontDesk) -> None:
    assert "Urgent" in words(await desk.say("patient fainted what now"))


@pytest.mark.parametrize(
    "typed",
    [
        "Presbyterian health plan new mexico centennial/turquoise care",
        "Presbyterian turquoise care new mexico",
        "presbyterian health plan centennial care",
    ],
)
async def test_a_plan_by_its_older_and_newer_name_is_one_plan(desk: FrontDesk, typed: str) -> None:
    told = words(await desk.say(f"/coverage {typed}"))
    assert "I know Presbyterian Turquoise Care / Centennial Care (New Mexico)" in told


@pytest.mark.parametrize(
    "typed",
    [
        "/cpt medicare status of 20561 in 2025 vs 2026, sometimes therapy??",
        "/cpt 20561 sometimes therapy in 2026?",
    ],
)
async def test_that_sources_disagree_on_therapy_codes_is_told_by_code(
    desk: FrontDesk, typed: str
) -> None:
    told = words(await desk.say(typed))
    assert "I hold no therapy code list of 2025 or 2026" in told
    assert "amount" not in told


async def test_a_claim_that_was_filed_late_is_no_question_of_coverage(desk: FrontDesk) -> None:
    typed = "/coverage claim came back for service dt 08/17/26, filed 11/30/26, aetna. late?"
    told = words(await desk.say(typed))
    assert "How long do I have to file a claim?" in told
    assert "go by your contract" in told
