"""A rule answers only for those whose it is: a plan, a profession, a program, one who needles."""

from __future__ import annotations

import re

import pytest

from models.content import loader
from models.coverage.position import Verdict
from tests.handlers.front_desk import FrontDesk, words

_OF_ONE_PROFESSION = re.compile(r"(?:physical therapy|chiropractic|PT) policy", re.IGNORECASE)


@pytest.mark.parametrize(
    "asked",
    [
        "card says Peoples Health, some medicare thing, is 20560 paid",
        "her card shows Devoted Health and medicare on the front, 20561?",
    ],
)
async def test_a_medicare_advantage_plan_is_no_network_of_original_medicare(
    desk: FrontDesk, asked: str
) -> None:
    reply = await desk.say(f"/ask {asked}")
    told = words(reply)
    assert reply.headline.startswith(("Peoples Health", "Devoted Health"))
    assert "for the network" not in told
    assert reply.badge is not None
    assert reply.badge.words == "Unknown"


@pytest.mark.parametrize(
    "asked",
    [
        "does a VA authorization include needling or must we send an rfs",
        "VA seoc lists no dry needling, can we still needle",
        "do VA referrals from triwest pay for needling",
        "our va episode of care ends friday, is dry needling still ok",
    ],
)
async def test_va_beside_words_of_veterans_is_veterans_affairs(desk: FrontDesk, asked: str) -> None:
    told = words(await desk.say(f"/ask {asked}"))
    assert "Virginia ·" not in told
    assert "Allowed by law" not in told


async def test_va_beside_words_of_law_stays_virginia(desk: FrontDesk) -> None:
    reply = await desk.say("/ask need a referral under the VA practice act to needle")
    assert reply.headline.startswith("Virginia")


@pytest.mark.parametrize("who", ["OT", "chiropractor", "MD", "massage therapist"])
async def test_a_physical_therapy_policy_gives_no_verdict_for_others(
    desk: FrontDesk, who: str
) -> None:
    reply = await desk.say(f"/coverage cigna 20561 by {who}")
    assert reply.badge is not None
    assert reply.badge.words == "Unknown"
    assert "who bills: ask it." in words(reply)
    assert "For others: second-hand" in words(reply)


def test_every_policy_of_one_profession_is_bound_to_it() -> None:
    decided = {Verdict.NOT_COVERED, Verdict.COVERED, Verdict.INVESTIGATIONAL}
    unbound = [
        position.id
        for positions in loader.load().positions.values()
        for position in positions
        if position.verdict in decided
        and _OF_ONE_PROFESSION.search(f"{position.title} {position.says}")
        and not position.billed_by
    ]
    assert unbound == []


async def test_a_chiropractor_under_medicare_is_told_what_the_ncd_covers(desk: FrontDesk) -> None:
    told = words(await desk.say("/coverage medicare 20560 by a chiro for chronic low back pain"))
    assert "only manual manipulation of the spine" in told
    assert "chronic low back pain when a physician" in told


async def test_a_chiropractor_under_medicare_is_told_of_other_conditions(desk: FrontDesk) -> None:
    told = words(await desk.say("/coverage medicare 20560 for migraine by DC"))
    assert "any other condition is not covered" in told


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("97140 x2 + 97530 + 20561 40 minutes in all", "3 timed units need at least 38"),
        ("97110 + 97140 x2 + 97112 with 20560, 60 min", "4 timed units need at least 53"),
        ("97110 x1 + 97140 + 20560, 30 min total", "2 timed units need at least 23"),
    ],
)
async def test_a_timed_code_without_a_number_is_one_unit(
    desk: FrontDesk, asked: str, told: str
) -> None:
    assert told in words(await desk.say(f"/cpt {asked}"))


@pytest.mark.parametrize("modifier", ["xs", "xe", "xp", "xu"])
async def test_a_subset_of_59_is_no_payer(desk: FrontDesk, modifier: str) -> None:
    reply = await desk.say(f"/coverage 20561 and 97140, {modifier} needed?")
    assert reply.headline == "20561 with 97140, same day"


@pytest.mark.parametrize(
    ("asked", "begins"),
    [
        ("may the 20561 go under the PT's npi when a chiro needled", "Whose NPI goes"),
        ("does cigna pay and how many units can i bill", "2 questions"),
    ],
)
async def test_one_who_needled_and_one_who_bills_are_not_two_therapists(
    desk: FrontDesk, asked: str, begins: str
) -> None:
    reply = await desk.say(f"/ask {asked}")
    assert reply.headline.startswith(begins)
    assert "two therapists" not in words(reply)


async def test_muscles_in_two_places_are_of_one_therapist(desk: FrontDesk) -> None:
    told = words(
        await desk.say(
            "/ask he needled 2 muscles in the back then 2 in the hip same day, which code"
        )
    )
    assert "4 muscles: 20561" in told
    assert "two therapists" not in told


async def test_how_many_units_beside_a_payer_asks_of_needling(desk: FrontDesk) -> None:
    told = words(await desk.say("/ask does cigna cover dn and how many units can i bill"))
    assert "One of them, one unit." in told


async def test_minutes_told_before_the_question_are_added_up(desk: FrontDesk) -> None:
    told = words(
        await desk.say(
            "/ask 30 min therex, 25 min neuro re-ed, needled 4 muscles, how many units in all"
        )
    )
    assert "55 timed minutes in all make 4 units" in told
    assert "4 muscles: 20561" in told


@pytest.mark.parametrize(
    "asked",
    ["bcbs tejas pays 20561?", "husband of a marine, does tricare west pay for needling"],
)
async def test_a_state_in_spanish_and_a_marine_are_no_names(desk: FrontDesk, asked: str) -> None:
    assert "person's name" not in words(await desk.say(f"/ask {asked}"))


@pytest.mark.parametrize(
    "typed",
    [
        "/state florida acupuncture student",
        "/state montana chiropractic student",
        "/ask can an OT student needle in florida",
        "/ask may an intern of the chiropractor needle in indiana",
    ],
)
async def test_physical_therapys_rule_bars_no_student_of_another_license(
    desk: FrontDesk, typed: str
) -> None:
    reply = await desk.glance(typed)
    assert reply.badge is not None
    assert reply.badge.words == "Unknown"
    assert "physical therapist" not in " ".join(line.text for line in reply.lines)


async def test_only_physical_therapys_rules_are_said_to_bar_students(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask May a student needle?")
    told = " ".join(line.text for line in reply.lines)
    assert "physical therapy rules of Florida" in told
    assert "other licenses' students they are silent" in told
