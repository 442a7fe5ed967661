"""What stands before a bill: a needle in somebody, a faint, years of wrong codes, typed names."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    "asked",
    [
        "needle broke off in her calf, what do we do billing wise and who do i report to",
        "needle snapped in his glute, can we still bill 20560",
        "broken needle in a patient, do we write off the visit",
        "tip of the needle broke in the shoulder, is the session billable",
        "needle bent under the skin, what code do i bill",
        "left a needle in her back, who pays the ER bill",
    ],
)
async def test_a_needle_in_somebody_cannot_wait_for_the_bill(desk: FrontDesk, asked: str) -> None:
    reply = await desk.say(f"/ask {asked}")
    assert reply.headline == "Urgent: get help now"
    assert "do not dig" in words(reply)


@pytest.mark.parametrize(
    "asked",
    [
        "patient fainted, ok now, do we still bill the session",
        "lady fainted but fine now, what code do we bill",
        "guy fainted halfway, can i bill for it",
        "he passed out and recovered, is it billable",
        "client blacked out, all good now, is the visit billable",
        "she had a vasovagal, fine now, may we bill the visit",
    ],
)
async def test_a_session_that_a_faint_ended_is_billed_by_what_was_done(
    desk: FrontDesk, asked: str
) -> None:
    reply = await desk.say(f"/ask {asked}")
    assert "one muscle is already 20560 in full" in words(reply)


@pytest.mark.parametrize(
    "asked",
    [
        "whole team has been billing 97112 for needling since 2021, how bad",
        "we billed 97140 for needling for two years, now what",
        "they have been coding 97110 for dry needling since last year",
        "staff used 97124 for needling for months, what do we owe",
        "i've been billing 97530 for dn all along",
        "clinic has billed 20552 for needling for 3 years",
    ],
)
async def test_years_of_another_code_are_for_whoever_sees_to_compliance(
    desk: FrontDesk, asked: str
) -> None:
    reply = await desk.say(f"/ask {asked}")
    assert reply.headline.startswith("We found out ourselves that past needling claims were wrong")
    assert "change no note" in words(reply)


@pytest.mark.parametrize(
    "asked",
    [
        "who pays best for needling",
        "which insurance pays the most for dry needling",
        "which plan pays best for 20561",
        "best paying insurance for dn",
        "who reimburses the most for needling",
        "what payer pays the highest for dry needling",
    ],
)
async def test_no_ranking_of_payers_is_held(desk: FrontDesk, asked: str) -> None:
    assert "no ranking" in words(await desk.say(f"/ask {asked}"))


@pytest.mark.parametrize(
    "asked",
    [
        "how many days between 20561 sessions do I need",
        "how many weeks between two 20560 visits",
        "days needed between 20561 and the next 20561",
        "must 20560 sessions be a week apart",
        "how long between 20561 sessions",
        "20560 visits how far apart",
    ],
)
async def test_days_between_sessions_are_no_units_of_a_code(desk: FrontDesk, asked: str) -> None:
    reply = await desk.say(f"/ask {asked}")
    assert "one unit of" not in words(reply)
    assert "apart" in words(reply) or "between sessions" in words(reply)


@pytest.mark.parametrize(
    "asked",
    [
        "cupping and needling, 97016 + 20560?",
        "97016 for cupping",
        "is 97016 right for cupping with 20561",
        "97016 and 20560, we did cups (cupping)",
        "cupping by 97016, same day as dn 20561",
        "bill cupping 97016 with 20560",
    ],
)
async def test_97016_is_not_let_stand_for_cupping(desk: FrontDesk, asked: str) -> None:
    assert "Not 97016" in words(await desk.say(f"/ask {asked}"))


@pytest.mark.parametrize(
    "asked",
    [
        "I typed a patients birthday in here by mistake how do i delete it",
        "typed a patient name in here by accident, can i delete it",
        "i pasted phi in here, how do i delete the message",
        "how do i delete what i typed about a patient",
        "typed her member id by mistake, delete it",
        "put a date of birth in here by mistake, how to delete",
    ],
)
async def test_the_bot_says_that_it_deletes_no_message(desk: FrontDesk, asked: str) -> None:
    assert "cannot delete a message" in words(await desk.say(f"/ask {asked}"))


@pytest.mark.parametrize(
    "asked",
    [
        "/cpt 20560 97140 and also is it legal in Oregon",
        "/cpt 20561 97110 and is it allowed in Oregon",
        "/ask 20560 with 97140 same day and is it legal in Oregon",
        "/cpt 20560 97124 and also is it ok in Oregon",
        "/cpt 20561 97530, also is it legal in Oregon",
        "/cpt 20561 97112 plus is it legal in Oregon",
    ],
)
async def test_the_law_of_a_state_behind_a_pair_is_answered_too(
    desk: FrontDesk, asked: str
) -> None:
    reply = await desk.say(asked)
    assert "Oregon · physical therapist" in words(reply)
    assert reply.headline == "2 questions, 2 answers"


@pytest.mark.parametrize(
    "asked",
    [
        "therapy threshold this year and does needling count towards it",
        "what is the therapy threshold and does dry needling count toward it",
        "kx threshold amount, does 20560 count toward it",
        "the kx threshold now and does needling count to it",
        "medicare therapy threshold, and does dn count towards that",
        "therapy threshold 2026 and will needling count toward it",
    ],
)
async def test_whether_needling_counts_to_the_threshold_is_not_settled(
    desk: FrontDesk, asked: str
) -> None:
    assert "Not settled" in words(await desk.say(f"/ask {asked}"))


@pytest.mark.parametrize("muscles", [3, 4, 5, 6, 8, 9])
async def test_beside_a_mistyped_code_the_muscles_still_choose(
    desk: FrontDesk, muscles: int
) -> None:
    reply = await desk.say(f"/ask can i use 20562 for {muscles} muscles")
    assert f"Needling of {muscles} muscles is 20561." in words(reply)


@pytest.mark.parametrize(
    "state", ["nevada", "Ohio", "new mexico", "wyoming", "Texas", "rhode island"]
)
async def test_a_state_behind_denial_is_answered(desk: FrontDesk, state: str) -> None:
    reply = await desk.say(f"/denial {state}")
    assert reply.headline.casefold().startswith(state.casefold())


@pytest.mark.parametrize(
    "asked",
    [
        "cigna 20560 for visits in 2021",
        "cigna 20560 sessions in 2022",
        "cigna 20561 for visits in march 2022",
        "cigna visits in 2023",
        "cigna 20560 visits in may 2024",
        "cigna dry needling sessions in 2022",
    ],
)
async def test_visits_in_a_year_ask_for_no_number(desk: FrontDesk, asked: str) -> None:
    assert "a number of visits" not in words(await desk.say(f"/coverage {asked}"))


@pytest.mark.parametrize(
    ("asked", "payer"),
    [
        ("Absolute Total Care SC medicaid, is 20561 on their list", "Absolute Total Care"),
        ("Curative insurance pays for dry needling? heard they are zero copay", "Curative"),
        ("does Oscar pay for needling, i heard it has zero copay", "Oscar"),
        ("Cigna, is dn on their covered list", "Cigna"),
        ("will Wellmark pay for 20560? we heard no", "Wellmark"),
        ("Humana, is needling on the list", "Humana"),
    ],
)
async def test_hearsay_and_a_payers_list_are_no_second_question(
    desk: FrontDesk, asked: str, payer: str
) -> None:
    reply = await desk.say(f"/ask {asked}")
    assert payer in reply.headline


@pytest.mark.parametrize(
    "typed",
    [
        "pt is dizzy after the needles",
        "she fainted on the table",
        "client cant breathe since needling",
        "guy passed out with needles in",
        "my patient is lightheaded",
        "bleeding wont stop after dn",
    ],
)
async def test_what_cannot_wait_is_answered_where_a_denial_was_to_be_typed(
    desk: FrontDesk, typed: str
) -> None:
    assert (await desk.say(f"/denial {typed}")).headline == "Urgent: get help now"


@pytest.mark.parametrize(
    "typed",
    [
        "waive the copay for staff who get needled?",
        "waive the coinsurance of coworkers we needle",
        "can we write off the copay when we needle each other's family",
        "forgive the copay for employees who are needled here",
        "waive deductible for our own therapists getting dn",
        "owner waives the copay of his wife for needling",
    ],
)
async def test_what_is_spared_leads_whomever_it_is_spared(desk: FrontDesk, typed: str) -> None:
    assert "Not freely." in words(await desk.glance(f"/ask {typed}")).split("Or do you ask")[0]


@pytest.mark.parametrize(
    "asked",
    [
        "pt got short of breath in the parking lot 20 min after upper trap, what do i do rn",
        "she fainted in the parking lot 5 minutes after glute med",
        "chest pain in the lot 30 min after rhomboids",
    ],
)
async def test_a_sign_in_the_parking_lot_is_no_address_and_cannot_wait(
    desk: FrontDesk, asked: str
) -> None:
    reply = await desk.say(f"/ask {asked}")
    assert reply.headline == "Urgent: get help now"
