"""The same kind of source gives the same kind of answer: a verdict at second hand says so."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import Authority, FactBook
from models.coverage.position import Verdict
from tests.handlers.front_desk import FrontDesk

_DECIDED = set(Verdict) - {Verdict.UNKNOWN, Verdict.SILENT}


def test_every_verdict_on_second_hand_sources_alone_says_so_first(pack: FactBook) -> None:
    decided = [p for held in pack.positions.values() for p in held if p.verdict in _DECIDED]
    weak = [
        position
        for position in decided
        if {pack.sources[cite].authority for cite in position.cites} == {Authority.SECOND_HAND}
    ]
    assert weak
    assert [p.id for p in weak if not p.says.startswith("Second-hand")] == []


async def test_pages_that_quote_no_policy_give_no_verdict_and_say_why(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage aetna 20560")
    assert reply.badge
    assert reply.badge.words == "Unknown"
    assert "quote no policy, so no verdict is given" in reply.lines[0].text


@pytest.mark.parametrize(
    ("typed", "lead"),
    [
        ("fep blue basic 20561", "Basic Option (2023): 50 visits"),
        ("fep standard option", "Standard Option (2023): 75 visits"),
        ("fep blue focus 20560", "FEP Blue Focus (2024): 25 visits"),
        ("fep 20560", "No FEP decision on dry needling"),
        ("humana gold plus ppo 20561", "What Humana says of dry needling was not seen"),
        ("aetna medicare ppo 20560", "I know Aetna Medicare Advantage, and hold no facts"),
        ("uhc medicare advantage 20561", "UnitedHealthcare's prior authorization rules"),
        ("devoted health", "I know Devoted Health, and hold no facts"),
        ("humana ppo 20561", "What Humana says of dry needling was not seen"),
        ("bcbsm medicare plus blue 20560", "This plan follows Medicare's national rule"),
        ("medicare 20561 2019-11-02", "No: 20561 starts on Jan 1, 2020"),
        ("mutual of omaha 20561 2019-11-02", "No: 20561 starts on Jan 1, 2020"),
        ("humana and aetna 20560 2019-05-01", "No: 20560 starts on Jan 1, 2020"),
        ("workers comp NC 20560", "I hold no rule of North Carolina's workers' comp"),
    ],
)
async def test_what_the_plan_or_the_day_decides_leads(
    desk: FrontDesk, typed: str, lead: str
) -> None:
    reply = await desk.say(f"/coverage {typed}")
    assert reply.lines[0].text.startswith(lead), reply.lines[0]
    listed = {citation.id for citation in reply.sources}
    assert listed.issuperset(cite for line in reply.lines for cite in line.cites)


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("workers comp NC 20560", "Workers' compensation in North Carolina · 20560"),
        ("work comp kentucky", "Workers' compensation in Kentucky · dry needling"),
        ("wellcare nc", "WellCare Medicaid in North Carolina · dry needling"),
        ("amerihealth nc", "AmeriHealth Caritas (Medicaid) in North Carolina · dry needling"),
        ("molina ohio", "Molina Healthcare (Medicaid) in Ohio · dry needling"),
        ("nc medicaid", "NC Medicaid (Medicaid Direct) · dry needling"),
        ("cigna in ohio", "Cigna · dry needling · in Ohio"),
    ],
)
async def test_the_title_names_the_state_of_a_payer_of_several_and_offers_its_rules(
    desk: FrontDesk, typed: str, title: str
) -> None:
    reply = await desk.say(f"/coverage {typed}")
    assert reply.headline == title
    assert any(choice.command.startswith("/state ") for choice in reply.choices)


async def test_comp_of_a_state_without_facts_says_of_which_states_texts_are_held(
    desk: FrontDesk,
) -> None:
    reply = await desk.say("/coverage workers comp NC 20560")
    held = reply.lines[1].text
    assert held.startswith("Held are texts on workers' comp in California")
    assert "North Carolina" not in held


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("drynedling covered by atena??", False),
        ("cigna nedling coverd", False),
        ("fep blue basic 20561", False),
        ("cigna 20560 zebra", True),
    ],
)
async def test_only_strange_words_are_said_to_be_unused(
    desk: FrontDesk, typed: str, told: bool
) -> None:
    reply = await desk.say(f"/coverage {typed}")
    assert any("I did not use" in line.text for line in reply.cautions) is told
