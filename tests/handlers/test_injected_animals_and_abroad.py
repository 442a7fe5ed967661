"""What stands beside needling and is none: injected muscles, animals, places abroad, borders."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    ("asked", "headline"),
    [
        ("needled 2 muscles, injected 1", "20560 with 20552 or 20553"),
        ("3 muscles needled, 2 injected by the doctor", "20561 with 20552 or 20553"),
        ("PA injected 1 muscle, PT needled 2", "20552 or 20553 with 20560 or 20561"),
        ("1 muscle dn and 2 muscles were injected, one claim", "20560 with 20552 or 20553"),
        ("needled two muscles, then the physician injected another", "20560 with 20552"),
        ("dry needled 3 muscles and then MD injected 2", "20561 with 20552 or 20553"),
        ("needled 4 muscles without injecting anything", "20561"),
        ("2 muscles needled and no injection", "20560"),
    ],
)
async def test_injected_muscles_are_not_added_to_the_needled_ones(
    desk: FrontDesk, asked: str, headline: str
) -> None:
    reply = await desk.say(f"/ask {asked}")
    assert reply.headline.startswith(headline)
    assert "muscles: 20561" not in words(reply) or headline == "20561"


async def test_injected_muscles_alone_make_no_code_of_needling(desk: FrontDesk) -> None:
    assert "4 muscles: 20561" not in words(await desk.say("/ask injected 4 muscles, what code"))


@pytest.mark.parametrize(
    "asked",
    [
        "can we needle a horse",
        "neighbor asked if our PT may needle her puppy",
        "does aetna pay to needle my dog",
        "what cpt for needling a cat",
        "equine dry needling, are PTs allowed",
        "/state can a chiropractor needle cattle",
    ],
)
async def test_nothing_is_held_on_animals(desk: FrontDesk, asked: str) -> None:
    reply = await desk.say(asked if asked.startswith("/") else f"/ask {asked}")
    assert reply.headline == "May we needle an animal?"
    assert "veterinary" in words(reply)


async def test_of_a_state_that_is_named_its_rule_stands_beside_animals(desk: FrontDesk) -> None:
    assert (await desk.say("/ask can a PT needle a horse in Ohio")).headline.startswith("Ohio")


@pytest.mark.parametrize(
    ("asked", "headline"),
    [
        ("/state Ontario", "Ontario, Canada"),
        ("/state quebec PT", "Quebec"),
        ("/ask can a physio needle in ontario", "Ontario, Canada"),
        ("/ask is dry needling legal in Canada", "Canada"),
        ("/state Nova Scotia", "Nova Scotia"),
        ("/ask may a PT needle in Mexico", "Mexico"),
        ("/state Ontario CA", "California · physical therapist"),
        ("/ask can PTs needle in Ontario California", "California · physical therapist"),
        ("/state New Mexico", "New Mexico · physical therapist"),
    ],
)
async def test_a_place_abroad_is_no_city_of_a_state(
    desk: FrontDesk, asked: str, headline: str
) -> None:
    assert (await desk.say(asked)).headline == headline


@pytest.mark.parametrize(
    "asked",
    [
        "school district PT, can she needle kids at school",
        "can a district PT needle children at our schools",
        "the school district hired a PT, may she needle a kid",
        "PT for the district's schools, can he needle teens",
        "/state school district PT needling minors",
        "is a PT of a school district allowed to needle a child",
    ],
)
async def test_a_district_of_schools_is_not_that_of_columbia(desk: FrontDesk, asked: str) -> None:
    reply = await desk.say(asked if asked.startswith("/") else f"/ask {asked}")
    assert "District of Columbia" not in words(reply)


@pytest.mark.parametrize(
    ("asked", "state"),
    [
        ("on the idaho oregon line, clinic in boise, which law applies to our PTs", "Idaho"),
        ("we're near the KS/MO border, clinic in kansas, PT licensed both, which law", "Kansas"),
        ("IA/NE border, our clinic is in omaha, PT licensed in both, what law", "Nebraska"),
        ("GA/AL line, office in georgia, PTs licensed both, which law", "Georgia"),
        ("licensed in both Ohio and Kentucky, clinic in Ohio, which law", "Ohio"),
        ("on the ND MN border, clinic in fargo, licensed both, which law", "North Dakota"),
    ],
)
async def test_at_a_border_the_clinics_state_is_asked_about(
    desk: FrontDesk, asked: str, state: str
) -> None:
    reply = await desk.say(f"/ask {asked}")
    assert reply.headline == f"{state} · physical therapist"
    assert "the state where the patient is" in words(reply)


async def test_what_changes_between_two_states_tells_of_both(desk: FrontDesk) -> None:
    asked = "/ask we open a clinic in Texas coming from Iowa, what changes for PTs who needle"
    assert (await desk.say(asked)).headline == "Physical therapist · Texas and Iowa"


@pytest.mark.parametrize("part", ["pelvic floor", "face", "groin", "jaw", "scalp", "throat"])
async def test_a_part_of_the_body_that_no_rule_names_is_said_to_be_none(
    desk: FrontDesk, part: str
) -> None:
    reply = await desk.say(f"/state which states have a rule on PTs needling the {part} region")
    assert f"No rule that I hold names “{part}”" in words(reply)


async def test_rules_that_name_the_part_are_the_ones_told(desk: FrontDesk) -> None:
    reply = await desk.say("/state which states have a rule on PTs needling the ears")
    assert "No rule" not in words(reply)
    assert "Illinois" in words(reply)
