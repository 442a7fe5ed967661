"""What a stranger named is kept: lists of states, payers behind "of", units, signs, money."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    "typed",
    [
        "needle stick, PT stuck herself after patient. what first",
        "needle slipped and the therapist stuck himself",
        "tech got stuck by a needle cleaning up, what now",
    ],
)
async def test_a_stuck_therapist_is_no_stuck_needle(desk: FrontDesk, typed: str) -> None:
    assert "wash the spot" in (await desk.say(f"/ask {typed}")).lines[0].text


async def test_a_needle_stuck_in_a_muscle_is_told_to_the_clinician(desk: FrontDesk) -> None:
    assert "dig" in words(await desk.say("/ask the needle got stuck in the muscle"))


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("which of these let PTs needle: IA, MO, KY, WA, CA", "Physical therapist · 5 states"),
        ("pts needling in ID, MT, WY ok or not", "Idaho, Montana and Wyoming"),
        ("can PTs needle in OH, PA, NY and NJ", "Physical therapist · 4 states"),
    ],
)
async def test_a_list_of_states_is_not_cut(desk: FrontDesk, typed: str, headline: str) -> None:
    assert (await desk.say(f"/ask {typed}")).headline.endswith(headline)


async def test_a_license_elsewhere_still_names_no_state_of_treatment(desk: FrontDesk) -> None:
    reply = await desk.say("/ask licensed in Georgia, seeing patients in FL, AL")
    assert "Georgia" not in reply.headline


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("/ask can a pt assistnat do dry needling in misouri", "Missouri"),
        ("/ask is a pt assiatant allowed in utah", "Utah"),
    ],
)
async def test_a_slip_keeps_the_assistant(desk: FrontDesk, typed: str, headline: str) -> None:
    reply = await desk.say(typed)
    assert reply.headline == f"{headline} · physical therapist assistant"


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("sharps container rules in colorado how often pick up", "Who takes a full sharps"),
        ("where do I get rid of a full sharps box in ohio", "Who takes a full sharps"),
        ("claims from summer 2023 for Tufts that never went out", "How long do I have to file"),
        ("forgot to bill uhc visits from feb 2024", "How long do I have to file"),
        ("can we charge medicare patients cash for dry needling. ABN or no",
         "May a Medicare patient pay cash"),
        ("needling fee on top of the copay if insurance paid for the rest of the visit",
         "May I charge extra on top of the copay"),
        ("how many units can i put on 20560, optum kicked back 2", "How many units of 20560"),
        ("do we put GP modifier on 20560 for medicare advantage", "Does 20560 need the GP"),
        ("do we add gp to 20561 for medicaid", "Does 20560 need the GP"),
        ("where do u get your info and how old is it", "How old are the facts"),
        ("how long will patient be sore, she has a 10k on saturday",
         "What should a patient do after"),
        ("you told my coworker friday aetna pays it and now it got denied",
         "What if an answer is wrong"),
    ],
)  # fmt: skip
async def test_the_topic_that_is_asked_answers(desk: FrontDesk, typed: str, headline: str) -> None:
    assert headline in (await desk.say(f"/ask {typed}")).headline


@pytest.mark.parametrize(
    "typed",
    [
        "does premera cover needling or is it cash",
        "is 20560 covered by premera or should i just charge cash",
    ],
)
async def test_covered_or_cash_asks_whether_it_is_covered(desk: FrontDesk, typed: str) -> None:
    assert (await desk.say(f"/ask {typed}")).headline.startswith("Premera")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("/coverage Network Health (menasha) medicare advantage 20561", "Network Health"),
        ("/coverage mutual of enumclaw PIP 20561 by chiro in WA", "mutual of enumclaw PIP"),
        ("/coverage providence health plan 20560 by PT in portland", "in Oregon"),
        ("/ask bcbs tn takeback for dec 28 2024 to jan 5 2025, did the 20560 policy change",
         "cannot say whether it changed"),
        ("/coverage medicare 97810 for knee OA by acupuncturist", "any other condition"),
        ("/ask is prior auth needed for 20560 w UHC dual complete", "neither 20560 nor 20561"),
    ],
)  # fmt: skip
async def test_what_was_named_beside_a_payer_is_answered(
    desk: FrontDesk, typed: str, told: str
) -> None:
    reply = await desk.say(typed)
    assert told in " ".join([reply.headline, *(line.text for line in reply.lines[:2])])


async def test_a_sign_after_needling_stands_beside_the_code(desk: FrontDesk) -> None:
    reply = await desk.say(
        "/ask is numbness after needling normal and what code do i bill if he quit after 1 muscle"
    )
    first, second = (line.text for line in reply.lines[:2])
    assert "get the clinician" in first
    assert "20560" in second


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("97124 with 20560 and 97140, 38 total min, 12 of it needling", "26 timed minutes"),
        ("97813 97814 97810 together ok?", "pay 97813 and deny 97810"),
        ("99213-25 20553 20560 same shoulder same day", "Not for the same muscle."),
        ("needled 2 muscles L side and 3 on the R, is that 20560 twice or 20561 once",
         "5 muscles: 20561 alone"),
    ],
)  # fmt: skip
async def test_codes_are_told_what_decides_first(desk: FrontDesk, typed: str, told: str) -> None:
    assert told in words(await desk.say(f"/cpt {typed}"))


async def test_a_certificate_to_post_is_a_matter_of_registration(desk: FrontDesk) -> None:
    reply = await desk.say("/state arizona pt do I have to post my certificate w the board")
    assert reply.lines[0].text.startswith("Registration: ")


async def test_a_short_breath_since_needling_outweighs_a_claim(desk: FrontDesk) -> None:
    reply = await desk.say("/ask she has chest tightness since needling, and does aetna cover it")
    assert reply.headline == "Urgent: get help now"


async def test_a_sign_that_is_why_a_patient_comes_is_no_alarm(desk: FrontDesk) -> None:
    reply = await desk.say("/ask patient has numbness in her foot, does cigna cover 20560")
    assert reply.headline.startswith("Cigna")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("is 97811 an add on", "97811: An add-on: only together with 97810."),
        ("97110 20561 45 total minutes 15 needling", "30 timed minutes"),
        ("20560 97530 53 total mins, 10 of it dn", "43 timed minutes"),
    ],
)
async def test_an_add_on_and_a_total_are_told(desk: FrontDesk, typed: str, told: str) -> None:
    assert told in words(await desk.say(f"/cpt {typed}"))


async def test_a_limit_on_acupuncture_is_told_beside_its_codes(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage fep blue 97810 97811 for neck pain by acupuncturist")
    assert "10 visits for manipulative treatment and acupuncture" in reply.lines[0].text
