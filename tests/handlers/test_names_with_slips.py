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


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("/coverage HCSCC", "HCSC"),
        ("/coverage GEHAA", "GEHA"),
        ("/coverage UPMCC 20561", "UPMC"),
    ],
)
async def test_initials_with_a_letter_typed_twice_are_known_and_it_is_said(
    desk: FrontDesk, typed: str, name: str
) -> None:
    reply = await desk.say(typed)

    assert reply.lines[0].text.startswith(f"I took “{typed.split()[1]}” for ")
    assert name in reply.lines[0].text or name == "HCSC"


@pytest.mark.parametrize("typed", ["/coverage Medicar 20561", "/ask does medicae pay 20561"])
async def test_medicare_without_its_last_letter_is_medicare(desk: FrontDesk, typed: str) -> None:
    assert (await desk.say(typed)).headline == "Medicare Part B · 20561"


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("/coverage Wellcair", "WellCare Medicaid (HI, KY, NC, NJ)"),
        (
            "/coverage CareSource 20561",
            "CareSource Marketplace (GA, IN, KY, MI, NC, NV, OH, WI, WV)",
        ),
    ],
)
async def test_plans_of_one_name_and_other_kinds_are_named(
    desk: FrontDesk, typed: str, other: str
) -> None:
    reply = await desk.say(typed)

    assert any(
        line.text.startswith("Of that name too: ") and other in line.text for line in reply.lines
    )


async def test_a_plan_whose_kind_is_named_has_no_other_of_its_name(desk: FrontDesk) -> None:
    assert "Of that name too" not in words(await desk.say("/coverage wellcare medicaid"))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("/coverage Amazon", "Amazon employees' health plan"),
        ("/coverage Target 20560", "Target employees' health plan"),
        ("/coverage UPS", "UPS employees' health plan"),
    ],
)
async def test_an_employer_typed_as_a_payer_is_its_staffs_plan(
    desk: FrontDesk, typed: str, name: str
) -> None:
    assert (await desk.say(typed)).headline.startswith(name)


async def test_an_unknown_name_may_be_an_employers(desk: FrontDesk) -> None:
    assert "the card says who runs it" in words(await desk.say("/coverage Zorblax"))


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("/state Wahsington dc or state, idk which", ("District of Columbia", "Washington")),
        ("/state North Carolina or South", ("North Carolina", "South Carolina")),
        ("/state south dakota or north", ("South Dakota", "North Dakota")),
    ],
)
async def test_both_states_are_told_where_somebody_knows_one_of_two(
    desk: FrontDesk, typed: str, names: tuple[str, str]
) -> None:
    assert (await desk.say(typed)).headline == f"Physical therapist · {names[0]} and {names[1]}"


async def test_whoever_misses_a_deadline_is_in_no_state(desk: FrontDesk) -> None:
    assert "Mississippi" not in words(await desk.say("/ask did we miss timely filing for medicare"))


@pytest.mark.parametrize("typed", ["/denial C050", "/denial c0 50", "/denial CO5O"])
async def test_a_nought_for_the_letter_of_a_denials_group_is_read(
    desk: FrontDesk, typed: str
) -> None:
    assert (await desk.say(typed)).headline.startswith("What does denial code 50 mean")


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("/cpt 205061", "Did you mean 20561?"),
        ("/coverage aetna 205611", "Did you mean 20561?"),
        ("/ask does cigna cover 206560", "Did you mean 20560?"),
    ],
)
async def test_a_needling_code_with_a_digit_too_many_is_asked_about(
    desk: FrontDesk, typed: str, asked: str
) -> None:
    assert asked in words(await desk.say(typed))


async def test_a_number_that_no_code_is_near_to_is_still_kept_out(desk: FrontDesk) -> None:
    assert "None of it was stored" in words(await desk.say("/cpt 481516"))


async def test_pa_c_is_a_physician_assistant_and_no_state(desk: FrontDesk) -> None:
    told = words(
        await desk.say("/ask PA-C in our group, incident to, can they needle medicare clbp")
    )

    assert "Pennsylvania" not in told
    assert "billed by a PA" in told


async def test_the_same_thing_asked_again_is_of_no_company(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask Same thing but 8 weeks of back pain, medicare")

    assert reply.lines[0].text.startswith("The rule: The pain has lasted 12 weeks or longer")
