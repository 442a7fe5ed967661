"""A visit behind its authorization, a new card, filing limits, a no, programs beside plans."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk

ENDED = "The authorization ended and visits went on: what now?"
FILING = "How long do I have to file a claim?"
NEW_CARD = "A claim was denied, and the patient has a new card: which plan do we bill?"
OLD = "What was billed for dry needling before 2020?"
NO = "What do we do when a plan says no to needling?"


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("our auth ran 9/1/26 - 11/18/26, needled her today. now what", ENDED),
        ("authorization was 8/1 to 10/31 and we needled nov 3, can we bill", ENDED),
        ("approval was good til oct 30, treated nov 2, help", ENDED),
        ("cigna auth expired 10/15 and he came 10/20", ENDED),
        ("aetna timely filing for 20561 dos 7/22/2026??", FILING),
        ("what's cigna's timely filing for 20561 dos 3/3/2026", FILING),
        ("bcbs alabama filing deadline 20560 dos 9/1/2026", FILING),
        ("/denial N30 dos 1/3/26 patient says new card as of january", NEW_CARD),
        ("co-27 and she has a new plan", NEW_CARD),
        ("cigna denied 20560, different insurance now", NEW_CARD),
        ("denial PR-204 and her card is new", NEW_CARD),
        ("how do we bill dry needling from 2018, a lawyer wants itemized ledger", OLD),
        ("needling charges of 2019, which code went on the bill", OLD),
        ("what if aetna says no", NO),
        ("if cigna refuses what do we do", NO),
        ("when aetna won't cover it what do we do", NO),
        ("and if they wont pay, then what", NO),
    ],
)
async def test_what_is_told_after_a_visit_is_answered_by_its_topic(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    asked = typed if typed.startswith("/") else f"/ask {typed}"
    assert (await desk.glance(asked)).headline == headline


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("auth is 10/1-12/31, needled 11/5, ok?", ENDED),
        ("approved 9/1 to 11/30, saw her 10/5, claim denied", ENDED),
        ("timely filing appeal for cigna", FILING),
        ("denial CO-50, new policy text?", NEW_CARD),
        ("denied CO-22, patient has other insurance", NEW_CARD),
        ("denied, do we need a new plan of care for needling", NEW_CARD),
        ("did aetna cover needling in 2018", OLD),
        ("if cigna covers it do we need auth", NO),
        ("what if the adjuster says no", NO),
    ],
)
async def test_what_only_sounds_so_is_answered_elsewhere(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    assert (await desk.glance(f"/ask {typed}")).headline != headline


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("can our OT needle in Indiana and what if medicaid says no", "says no to needling"),
        ("two things. 1 can i bill 20561 with 98940, 2 does UHC want auth", "Authorization: Yes"),
        ("/state is 3 muscles plus massage 97124 billable and who can do it in Wisconsin", "Wisc"),
        ("/coverage bcbs alabama 20560 oh and whats timely filing there", "file a claim?"),
    ],
)
async def test_the_second_half_is_answered_too(desk: FrontDesk, typed: str, told: str) -> None:
    asked = typed if typed.startswith("/") else f"/ask {typed}"
    second = (await desk.glance(asked)).lines[1].text
    assert told in second


async def test_oh_is_no_ohio_before_another_question(desk: FrontDesk) -> None:
    reply = await desk.glance("/coverage bcbs alabama 20560 oh and whats timely filing there")
    assert not any("Ohio" in line.text for line in reply.lines)


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ("molina apple health", "Washington"),
        ("wellpoint apple health 20561", "Washington"),
        ("molina badgercare", "Wisconsin"),
        ("humana healthy horizons soonercare", "Oklahoma"),
        ("uhc community plan masshealth needling", "Massachusetts"),
        ("aetna better health kancare", "Kansas"),
    ],
)
async def test_a_program_says_of_which_state_a_plan_is(
    desk: FrontDesk, typed: str, where: str
) -> None:
    assert f" in {where}" in (await desk.glance(f"/coverage {typed}")).headline


async def test_a_plan_of_an_employer_is_not_its_insurers(desk: FrontDesk) -> None:
    for typed in ("Delta airlines employees (UHC)", "he works at walmart, uhc card"):
        first = (await desk.glance(f"/ask {typed}")).lines[0].text
        assert first.startswith("Where an employer pays for the plan itself")


async def test_one_who_approves_care_is_named_once(desk: FrontDesk) -> None:
    reply = await desk.glance("/coverage ASH network (American Specialty Health) for a Cigna plan")
    told = " ".join(line.text for line in reply.lines)
    assert "Whether American Specialty Health (ASH) approves" in told


async def test_all_states_are_told_for_a_bare_all(desk: FrontDesk) -> None:
    for typed in ("/state all", "/state overview please"):
        assert (await desk.glance(typed)).headline == "Physical therapist · all states"
