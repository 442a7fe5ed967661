"""Payers, days and states as a hurried desk types them: slips, unions, a claim's days, ages."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    ("typed", "payer"),
    [
        ("umrr 20560", "UMR"),
        ("uumr 20561", "UMR"),
        ("uhc comm plan mich 20561", "UnitedHealthcare Community Plan (Medicaid) in Michigan"),
        ("united comm plan of tx", "UnitedHealthcare Community Plan (Medicaid) in Texas"),
        ("uhc comm 20560", "UnitedHealthcare commercial"),
        ("uhc comm ppo 20560", "UnitedHealthcare commercial"),
        ("group health coop of eau claire badgercare", "Group Health Cooperative of Eau Claire"),
        ("chicago regional council of carpenters", "Self-funded or union plan"),
        ("DC 37", "Self-funded or union plan"),
        ("district council 37 20560", "Self-funded or union plan"),
        ("32bj", "Self-funded or union plan"),
    ],
)
async def test_a_payer_is_known_through_a_slip_or_a_short_name(
    desk: FrontDesk, typed: str, payer: str
) -> None:
    assert (await desk.glance(f"/coverage {typed}")).headline.startswith(f"{payer} · ")


@pytest.mark.parametrize("typed", ["bcbs ks vs kc 20560??", "blue cross ks or kc"])
async def test_the_last_word_of_a_list_has_the_first_words_of_the_name_before(
    desk: FrontDesk, typed: str
) -> None:
    (table,) = (await desk.glance(f"/coverage {typed}")).tables
    assert [row.cells[0] for row in table.rows] == [
        "Blue Cross and Blue Shield of Kansas",
        "Blue Cross and Blue Shield of Kansas City (Blue KC)",
    ]


async def test_two_states_compared_are_two_payers(desk: FrontDesk) -> None:
    headline = (await desk.glance("/coverage bcbs ks vs mo 20560")).headline
    assert headline.startswith("2 payers")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("priority health 20560 eob says processed 20260812 for dos 20260722", "July 22, 2026"),
        ("aetna 20560 dos 7/22/2026, denied 8/12/2026", "July 22, 2026"),
        ("cigna 20561 remit dated 8/12/26 date of service 6/1/26", "June 1, 2026"),
        ("bcbs alabama 20560 paid on March 3, 2021 for dos Feb 2, 2021", "February 2, 2021"),
    ],
)
async def test_the_day_of_service_counts_and_not_that_of_the_claim(
    desk: FrontDesk, typed: str, day: str
) -> None:
    headline = (await desk.glance(f"/coverage {typed}")).headline
    assert headline.endswith(f"for {day}")


@pytest.mark.parametrize("typed", ["bcbsnc 10/10 neck pain", "bcbsnc neck pain is 10/10"])
async def test_how_bad_a_pain_is_is_no_day(desk: FrontDesk, typed: str) -> None:
    assert (await desk.glance(f"/coverage {typed}")).headline.endswith("for neck pain")


@pytest.mark.parametrize(
    "typed",
    [
        "railroad medicare cLBP pt 78 yo 20561",
        "medicare pt 78 yo 20561",
        "medicare 66 yo pt low back pain 20561",
        "medicare 20561 pt is 78 yo",
    ],
)
async def test_pt_beside_an_age_is_a_patient(desk: FrontDesk, typed: str) -> None:
    reply = await desk.glance(f"/coverage {typed}")
    assert "billed by a PT" not in reply.headline
    assert reply.badge is not None
    assert reply.badge.words == "Covered with conditions"


async def test_pt_without_an_age_is_the_therapist(desk: FrontDesk) -> None:
    assert "billed by a PT" in (await desk.glance("/coverage medicare pt 20561")).headline


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("new jersey pt as of 2021", "The attorney general said on Feb 9, 2017"),
        ("nj pt 2020 versus today", "The attorney general said on Feb 9, 2017"),
        ("illinois pt law in 2017 vs now", "I hold nothing on a physical therapist in Illinois"),
        ("ohio pt hrs requirement", "I hold nothing on a number of hours"),
        ("kansas pt written protocol", "I hold nothing on a written protocol or policy"),
        ("georgia pt needs board approval of course?", "I hold nothing on who must approve"),
        ("illinois pt do we tell patients its not acupuncture", "I hold nothing on what it may be"),
    ],
)
async def test_what_is_asked_of_a_state_leads(desk: FrontDesk, typed: str, first: str) -> None:
    assert (await desk.glance(f"/state {typed}")).lines[0].text.startswith(first)


async def test_then_and_now_are_both_told(desk: FrontDesk) -> None:
    told = words(await desk.glance("/state nj pt 2020 versus today"))
    assert "Now: allowed by law or rule, from Apr 18, 2022." in told


@pytest.mark.parametrize(
    ("typed", "law"),
    [
        ("illinois", "Illinois law says that health policies need not cover dry needling"),
        ("texas pt", "I hold nothing on a law that makes insurers pay"),
    ],
)
async def test_coverage_of_a_state_alone_asks_for_the_payer_first(
    desk: FrontDesk, typed: str, law: str
) -> None:
    first, second, *_ = (await desk.glance(f"/coverage {typed}")).lines
    assert first.text.startswith("For what is paid, name the payer too")
    assert second.text.startswith(law)


async def test_a_chiropractors_short_course_is_answered_for_chiropractors(desk: FrontDesk) -> None:
    told = words(await desk.glance("/ask chiropractor took a weekend class, enough to needle"))
    assert "Chiropractors: a weekend course is not enough by itself." in told


async def test_what_a_payer_says_of_a_profession_beside_needling_is_told(desk: FrontDesk) -> None:
    told = words(await desk.glance("/coverage michigan no fault whiplash chiropractor 20561"))
    assert "A later law pays chiropractors for services beyond the scope of 2009." in told
    assert "does not speak of a chiropractor" not in told


@pytest.mark.parametrize(
    "typed",
    [
        "can we bill a medicaid patient after denial",
        "medicaid patient denied can we bill him",
        "medicaid denied needling, patient owes?",
        "medicaid copay needling",
    ],
)
async def test_whether_a_medicaid_member_is_charged_is_told_without_the_state(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.glance(f"/ask {typed}")
    assert reply.lines[0].text.startswith("Charge a Medicaid member only where the program allows")


async def test_the_cap_in_one_word_is_the_second_of_two_questions(desk: FrontDesk) -> None:
    reply = await desk.glance("/cpt 20560 medicare covers? and is it in the ptcap")
    assert reply.headline == "2 questions, 2 answers"
    assert reply.lines[1].text.startswith("Does dry needling count toward the therapy threshold?")
