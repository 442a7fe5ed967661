"""Letters for digits, numbers by ear, patients who travel, and payers that were lately unknown."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("/denial CO 5O 20561 cigna", "CO-50 · Cigna · 20561"),
        ("/ask denied CO l6", "denial code 16"),
        ("/ask denied PR-2O4 aetna", "PR-204 · Aetna"),
        ("/denial co5o", "denial code 50"),
    ],
)
async def test_a_letter_in_a_denials_reason_is_a_digit(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    reply = await desk.say(typed)
    assert headline in reply.headline


@pytest.mark.parametrize(
    "typed", ["twenty five sixty won", "two oh five six won", "what is two oh five sixty won"]
)
async def test_won_is_one_behind_other_numbers(desk: FrontDesk, typed: str) -> None:
    assert (await desk.say(f"/ask {typed}")).headline == "20561"


async def test_an_appeal_that_was_won_is_no_code(desk: FrontDesk) -> None:
    reply = await desk.say("/ask cigna denied twenty five sixty and we won")
    assert reply.headline == "Cigna · 20560"


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("patient from Texas with BCBSTX, do they pay us for 20561", "Shield of Texas · 20561"),
        ("visitor from Alaska with Premera, will they pay 20560", "Premera in Alaska · 20560"),
        ("a member from Hawaii with HMSA here, does it cover 20560", "of Hawaii) · 20560"),
        ("lady from Vermont with MVP, will they pay for 20561", "20561"),
    ],
)
async def test_who_is_insured_where_is_no_question_of_its_own(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert headline in reply.headline
    assert "2 questions" not in reply.headline


@pytest.mark.parametrize(
    "typed",
    [
        "highmrak 20560 pt from pittsburgh visiting",
        "pt visiting from boston has tufts 20560",
        "our pt from denver has aetna, 20561",
        "pt here for two weeks from utah, select health 20560",
        "pt from ohio on vacation here, aetna 20560",
    ],
)
async def test_a_pt_who_travels_is_a_patient(desk: FrontDesk, typed: str) -> None:
    told = words(await desk.say(f"/ask {typed}"))
    assert "physical therapist" not in told


async def test_a_pt_from_elsewhere_who_needles_is_a_therapist(desk: FrontDesk) -> None:
    reply = await desk.say("/ask PT from Ohio, may he needle in Texas")
    assert "Physical therapist" in reply.headline or "physical therapist" in words(reply)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("traveller w a Bupa Global card, do we even try", "Bupa Global"),
        ("InnovAge 20560", "InnovAge (PACE)"),
        ("MEBA Medical plan needling", "MEBA Medical and Benefits Plan"),
        ("pipe trades services mn 20561", "Pipe Trades Services MN"),
        ("Healthgram 20561", "Healthgram"),
    ],
)
async def test_lately_unknown_payers_are_known(desk: FrontDesk, typed: str, name: str) -> None:
    assert (await desk.say(f"/ask {typed}")).headline.startswith(name)


@pytest.mark.parametrize("typed", ["InnovAge 20560", "centerlight 20561"])
async def test_a_pace_program_is_no_advantage_plan(desk: FrontDesk, typed: str) -> None:
    told = words(await desk.glance(f"/ask {typed}"))
    assert "It is a PACE program" in told
    assert "Medicare Advantage" not in told


@pytest.mark.parametrize("typed", ["wellpath 20560", "centurion health 20560", "corizon 20561"])
async def test_who_runs_care_in_prisons_approves_none_for_plans(
    desk: FrontDesk, typed: str
) -> None:
    told = words(await desk.glance(f"/ask {typed}"))
    assert "jails and prisons" in told
    assert "approves care for many plans" not in told
