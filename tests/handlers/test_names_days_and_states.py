"""Short states, shuffled letters, several days and unknown names in a question about a payer."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("carsource medicaid 20561 oh", "CareSource (Medicaid) in Ohio · 20561"),
        ("ambeter miss 20560", "Ambetter in Mississippi · 20560"),
        ("kaiser socal by pt", "Kaiser Permanente (other regions) in California"),
        ("molina ohio medicaid", "Molina Healthcare (Medicaid) in Ohio"),
        ("molinia helthcare ohio medicad", "Molina Healthcare (Medicaid) in Ohio"),
        ("did we miss 20560 with ambetter", "Ambetter · 20560"),
    ],
)
async def test_a_short_state_among_names_is_read(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    assert (await desk.say(f"/coverage {typed}")).headline.startswith(headline)


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("hunama medicare adv 20560", "Humana · 20560"),
        ("tricear west 20560", "TRICARE · 20560"),
        ("health net federal 20560", "TRICARE · 20560"),
        ("SelectHealth share community care utah", "Select Health Community Care (Utah Medicaid)"),
        ("mail handlers vs geha", "2 payers"),
        ("cox health plans springfield mo 20561", "Cox HealthPlans (Missouri) · 20561"),
    ],
)
async def test_a_name_is_read_through_slips_and_words_between(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    assert (await desk.say(f"/coverage {typed}")).headline.startswith(headline)


async def test_initials_that_changed_places_are_only_asked_about(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage ghea 20560")
    assert reply.headline == "I know of no payer called “ghea”"
    assert [c.label for c in reply.choices if c.command != "/coverage all 20560"] == ["GEHA"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Foobar Physicians 20560", "Foobar Physicians"),
        ("Fennimore Provider Network by PT in Ohio", "Fennimore Provider Network"),
    ],
)
async def test_an_unknown_name_is_told_as_it_was_typed(
    desk: FrontDesk, typed: str, name: str
) -> None:
    reply = await desk.say(f"/coverage {typed}")
    assert reply.headline == f"I know of no payer called “{name}”"


async def test_beside_an_unknown_payer_the_state_says_who_may_needle(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage Fennimore Provider Network by PT in California")
    assert "Needling by a physical therapist in California: not allowed." in words(reply)


async def test_the_plan_of_an_employer_decides_where_its_name_is_unknown(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage Fennimore county employees 20560")
    assert "its plan document decides" in words(reply)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("20560 june thru august 2025", "for Jun 1, 2025 to Aug 31, 2025"),
        ("20560 nov 2020 - feb 2021", "for Nov 1, 2020 to Feb 28, 2021"),
        ("20561 back in nov 22", "for Nov 1, 2022 to Nov 30, 2022"),
        ("20561 for 12/28/23 and 1/4/24", "for Dec 28, 2023 to Jan 4, 2024"),
    ],
)
async def test_several_days_are_answered_from_the_first_to_the_last(
    desk: FrontDesk, typed: str, days: str
) -> None:
    assert (await desk.say(f"/coverage bcbsks {typed}")).headline.endswith(days)


async def test_of_two_days_under_two_rules_each_verdict_is_said(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage bcbs alabama 20561 for 6/1/21 and 8/1/21")
    assert [line.text for line in reply.lines][1:] == [
        "Until Jun 30, 2021: covered with conditions.",
        "From Jul 1, 2021: investigational: not paid.",
    ]


async def test_since_when_a_code_is_billed_is_no_day_of_service(desk: FrontDesk) -> None:
    reply = await desk.say("/cpt we have been billing 97799 for needling since 2015, still right")
    assert reply.lines[0].text.startswith("No, not 97799: dry needling is 20560")


async def test_a_day_ahead_is_told_of_a_payer_without_facts_too(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage bcbsks 20560 on 2027-01-01")
    assert "That day is still ahead: a rule may change before it." in words(reply)


async def test_one_position_on_both_codes_is_said_once_for_both(desk: FrontDesk) -> None:
    assert "The verdict is for" not in words(await desk.say("/coverage cigna 20560 20561"))


async def test_a_plan_of_medicaid_says_what_is_held_of_its_state(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage molina ohio 20560")
    assert "Of Ohio Medicaid (Healthy Start, MyCare Ohio) I hold: the policy is silent." in words(
        reply
    )


async def test_what_other_plans_do_stands_behind_what_is_held_of_this_one(
    desk: FrontDesk,
) -> None:
    lines = [line.text for line in (await desk.say("/coverage wellcare ma 20561")).lines]
    assert lines[0].startswith("I know Wellcare (Medicare Advantage)")
    assert lines[1].startswith("Medicare Advantage plans of")


async def test_a_misspelt_command_on_facts_is_answered(desk: FrontDesk) -> None:
    reply = await desk.say("/covrage cigna 20560")
    assert reply.headline.startswith("Cigna · 20560")
    assert "I read it as /coverage." in words(reply)


async def test_a_misspelt_command_that_may_change_something_is_asked_back(desk: FrontDesk) -> None:
    assert (await desk.say("/sesion log")).headline == "I know no such command."


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("ambeter from sunshine 20560 fl", "Ambetter in Florida · 20560"),
        ("select health of utah boise 20560", "Select Health (Intermountain: UT, ID, NV, CO) in"),
    ],
)
async def test_a_brand_and_a_city_beside_a_name_are_read(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    assert (await desk.say(f"/coverage {typed}")).headline.startswith(headline)


async def test_a_city_of_the_only_state_of_a_payer_is_not_said_to_be_unused(
    desk: FrontDesk,
) -> None:
    assert "I did not use" not in words(await desk.say("/coverage Hometown Health reno 20560"))


async def test_a_patient_who_has_a_card_bills_nothing(desk: FrontDesk) -> None:
    reply = await desk.say("pt has a card that says PHCS multiplan only.. covered?")
    assert "billed by a physical therapist" not in words(reply)


@pytest.mark.parametrize(
    ("typed", "starts"),
    [
        (
            "/coverage Wyoming pt scope and wyoming medicaid 20560",
            ("Wyoming · physical therapist", "Wyoming Medicaid"),
        ),
        (
            "/cpt how much do we charge cash and do we need an ABN for medicare",
            ("What does a dry needling session cost", "Do I need an ABN for dry needling?"),
        ),
    ],
)
async def test_both_matters_are_answered(
    desk: FrontDesk, typed: str, starts: tuple[str, str]
) -> None:
    lines = [line.text for line in (await desk.say(typed)).lines]
    assert all(line.startswith(start) for line, start in zip(lines[:2], starts, strict=True))
