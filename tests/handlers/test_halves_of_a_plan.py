"""What hangs on a plan and is not held: the jaw's benefit, visits left, lists, conditions."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    "asked",
    [
        "TMJ needling, does medical or dental insurance pay, cigna",
        "does cigna medical or the dental plan pay for jaw needling",
        "cigna tmj needling medical or dental",
        "jaw needling with cigna, is it the dental plan's",
        "for tmj does cigna pay or the dental insurance",
        "does cigna or dental cover masseter needling for TMJ",
    ],
)
async def test_whose_benefit_the_jaw_is_stands_beside_the_payers_verdict(
    desk: FrontDesk, asked: str
) -> None:
    told = words(await desk.say(f"/ask {asked}"))
    assert "Mostly medical first" in told
    assert "I did not use “dental”" not in told


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("post stroke spasticity, any payers that pay needling", "post stroke spasticity"),
        ("which insurance covers needling for parkinsons", "parkinsons"),
        ("which insurance covers needling after a stroke", "stroke"),
        ("any payers that pay needling for lupus", "lupus"),
        ("which plans pay needling for multiple sclerosis", "multiple sclerosis"),
        ("which insurance pays needling for rheumatoid arthritis", "rheumatoid arthritis"),
    ],
)
async def test_a_condition_that_no_position_names_is_said_to_be_none(
    desk: FrontDesk, asked: str, name: str
) -> None:
    reply = await desk.say(f"/ask {asked}")
    assert reply.lines[0].text.startswith(f"No payer's position that I hold names “{name}”")


@pytest.mark.parametrize(
    "asked",
    [
        "plan year is july to june, she used 10 needling visits, how many are left",
        "plan year runs april to march, 6 visits used, how many visits left",
        "visits left when the plan year is not january",
        "her plan year is not january, how many visits are left",
        "non calendar plan year, how many visits left for her",
        "plan year july to june, what is left of her visits",
    ],
)
async def test_visits_left_in_a_plan_year_are_not_said_without_its_limit(
    desk: FrontDesk, asked: str
) -> None:
    assert "without the plan's limit" in words(await desk.say(f"/ask {asked}"))


@pytest.mark.parametrize(
    "asked",
    [
        "prior auth list",
        "list of plans that need prior auth",
        "do you have a prior authorization list",
        "prior auth list please",
        "preauth list",
        "list of who needs prior authorization",
    ],
)
async def test_no_list_of_authorizations_is_held(desk: FrontDesk, asked: str) -> None:
    assert "no list of who needs prior authorization" in words(await desk.say(f"/ask {asked}"))


async def test_no_letter_is_written_and_that_leads(desk: FrontDesk) -> None:
    for asked in (
        "write me an appeal letter cigna said not proven for shoulder",
        "draft an appeal letter for me",
        "write an appeal letter",
        "appeal letter sample",
        "letter template",
        "can i get an appeal letter for aetna",
    ):
        assert "I write no letter" in words(await desk.say(f"/ask {asked}")), asked


async def test_the_same_abn_next_year_hangs_on_its_edition(desk: FrontDesk) -> None:
    for asked in (
        "next year can I still use the same ABN they signed",
        "can i keep using the same abn next year",
        "is the abn from last year still ok next year",
        "abn yearly",
        "renew the abn",
        "does an abn expire",
    ):
        assert "is void" in words(await desk.say(f"/ask {asked}")), asked
