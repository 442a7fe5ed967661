"""Misspelt names: a state's beside other words, a payer's beside words that add nothing to it."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ilinois PT rules, new hire starts monday", "Illinois"),
        ("massachusets rules?", "Massachusetts"),
        ("wisconson law on needling pls, boss wants it", "Wisconsin"),
        ("what do the colorodo rules say on needling, owner asks", "Colorado"),
        ("we hired someone for our tenesee clinic, hours needed for a PT to needle?", "Tennessee"),
        ("alabma rules for a pt who needles, he moves here soon", "Alabama"),
    ],
)
async def test_a_misspelt_state_is_read_beside_other_words(
    desk: FrontDesk, typed: str, name: str
) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert reply.headline.startswith(name)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("/coverage triwest va comunity care", "Veterans Affairs"),
        ("/coverage Premara blue", "Premera"),
        ("/coverage exellus blue cross", "Excellus"),
        ("/coverage labor and industrys", "Washington L&I"),
        ("/ask labor & industrys washington do they cover it", "Washington L&I"),
        ("/ask l & eye washington comp 20561", "Washington L&I"),
        ("/coverage aetnna newtork", "Aetna"),
    ],
)
async def test_a_misspelt_payer_is_taken_for_the_one_that_it_is(
    desk: FrontDesk, typed: str, name: str
) -> None:
    reply = await desk.say(typed)
    assert reply.headline.startswith(name)


async def test_a_dictated_name_of_two_plans_shows_both(desk: FrontDesk) -> None:
    told = words(await desk.say('/ask "try west" denied my auth for needling'))
    assert "TRICARE" in told
    assert "Veterans Affairs" in told


async def test_a_product_beside_a_misspelt_name_is_still_another_plan(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage Premara kidcare")
    assert "I know of no payer" in reply.headline
