"""States as a busy desk names them: with a season, a city, another state or a traveler beside them.

The wordings are nobody's: none stands in a sheet of questions on which the reader was measured.
"""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    "typed",
    [
        "comp patient, our OT took the course in the spring, we are in Boise",
        "work comp, the OT learned it in the spring, Boise office, does comp pay",
        "workers comp, OT in the Boise office, 20560 paid?",
    ],
)
async def test_a_season_is_no_city_and_a_city_names_the_state_of_a_program(
    desk: FrontDesk, typed: str
) -> None:
    told = words(await desk.say(f"/ask {typed}"))
    assert "Idaho" in told
    assert "Texas workers' compensation ·" not in told


@pytest.mark.parametrize(
    ("typed", "payer"),
    [
        ("our tampa office: workers comp 20560 by pt", "Florida"),
        ("bcbs 20560 tulsa clinic", "Oklahoma"),
        ("medicaid fresno pt dry needling", "Medi-Cal"),
    ],
)
async def test_a_city_chooses_among_the_plans_of_many_states(
    desk: FrontDesk, typed: str, payer: str
) -> None:
    assert payer in (await desk.say(f"/ask {typed}")).headline


async def test_two_cities_of_two_states_choose_no_plan(desk: FrontDesk) -> None:
    reply = await desk.say("/ask BCBS patient from Boise, Spokane clinic, 20560")
    assert reply.headline == "Of which state?"


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("does georgia want hours on file before day one", "Georgia"),
        ("the rep said montana needs 40 hrs, true?", "Montana"),
        ("do they want hours in louisiana before day one", "Louisiana"),
        ("my boss asks is it legal in wyoming", "Wyoming"),
        ("thinking out loud here. wyoming allowed?", "Wyoming"),
        ("new hire asked if this is legal in delaware yet", "Delaware"),
        ("is a 14 yo gymnast allowed under Maryland's law", "Maryland"),
        ("Florida rule: minor patient 16 yo soccer, any age limit", "Florida"),
    ],
)
async def test_a_state_s_law_is_asked_without_a_word_of_needling(
    desk: FrontDesk, typed: str, state: str
) -> None:
    assert (await desk.say(f"/ask {typed}")).headline.startswith(f"{state} · physical therapist")


@pytest.mark.parametrize(
    "typed",
    [
        "is parking on the street legal in wyoming",
        "how many driving hours from Tulsa oklahoma",
        "kid of 12 in ohio, can she be needled",
        "office hours in our ohio clinic are 8 to 5",
    ],
)
async def test_what_is_legal_beside_needling_gets_no_verdict(desk: FrontDesk, typed: str) -> None:
    assert (await desk.say(f"/ask {typed}")).badge is None


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("put utah and nevada side by side for PTs", "Utah and Nevada"),
        ("PTs on the kansas side and the missouri side", "Kansas and Missouri"),
        ("can pts needle in iowa, how about nebraska", "Iowa and Nebraska"),
        ("we open in Minot. can PTs needle in ND, what about SD", "North Dakota and South Dakota"),
        ("KS or MO, we are on the missouri side, can PTs needle", "Missouri · physical therapist"),
    ],
)
async def test_states_beside_each_other_are_all_answered(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    assert headline in (await desk.say(f"/state {typed}")).headline


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("/state CA - we have 4 travelers starting there", "California · physical therapist"),
        ("/ask hired two travelers for the hawaii clinic", "Hawaii · physical therapist"),
        ("/ask we have 3 travelers in Ohio, what do they need to needle", "Ohio · physical"),
        ("/ask travelers comp in Ohio 20560", "Ohio BWC"),
        ("/ask does our travelers claim pay 20560 in Ohio", "Ohio BWC"),
    ],
)
async def test_travelers_are_people_or_an_insurer(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    assert (await desk.say(typed)).headline.startswith(headline)
