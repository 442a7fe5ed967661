"""A named payer's card answers; whose company it is, an employer's plan, names off a card."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words

EMPLOYERS = "the plan's own document decides"


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        (
            "is it ok, the lady has MEBA no I mean peba, needling of the neck",
            "South Carolina State",
        ),
        ("tell me about mchcp and needling", "Missouri Consolidated"),
        ("nevada pebp retiree, two muscles", "PEBP"),
        ("longshoremen health plan at the docks", "MILA"),
        ("plumbers health trust, hip pain", "Self-funded or union plan"),
        ("the rep at arkansas passe empower hung up", "Empower"),
        ("highmark west va", "Highmark Blue Cross Blue Shield West Virginia"),
        ("front of the card reads allegiance and no more", "Allegiance"),
        ("our denial came from SCAN, elbow needling", "SCAN"),
        ("molina marketplace not medicaid", "Molina"),
        ("does humana need PA for 20561", "Humana"),
    ],
)
async def test_a_payer_is_known_by_the_name_that_is_typed(desk, typed: str, headline: str) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert reply.headline.startswith(headline)


@pytest.mark.parametrize(
    "typed",
    [
        "Grandma is furious about a $60 charge. Does Molina Ohio cover it or not?",
        "nobody told her on the phone. Covered with Curative insurance, or do I ask for cash?",
        "sorry scratch that, it is amerigroup texas",
        "kaiser washington, a grown up, does it even include therapy",
    ],
)
async def test_the_card_answers_what_is_asked_outright(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert " · dry needling" in reply.headline


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("she has molina and amerihealth, which pays", ("Molina", "AmeriHealth")),
        ("the mom has caresource, the dad has anthem, needling", ("CareSource", "Anthem")),
        ("oscar and aetna, one card each, needling", ("Oscar", "Aetna")),
    ],
)
async def test_of_two_payers_none_is_dropped(
    desk: FrontDesk, typed: str, names: tuple[str, str]
) -> None:
    said = words(await desk.say(f"/ask {typed}"))
    assert all(name in said for name in names)


async def test_small_letters_of_a_word_are_no_payer(desk: FrontDesk) -> None:
    reply = await desk.say("/ask we scan the consent form, must it be on paper")
    assert "SCAN" not in reply.headline


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("does Sendero still exist", "I hold nothing on whether Sendero"),
        ("Truli for Health went under, right?", "I hold nothing on whether Truli"),
        ("is Surest owned by UnitedHealthcare", "as of one group"),
        ("premera vs moda, are they the same company", "as of different groups"),
        ("does Sendero have one policy for everybody", "Whether one policy holds"),
    ],
)
async def test_whose_company_it_is_is_told_or_not_held(desk, typed: str, said: str) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert said in reply.lines[0].text


async def test_what_is_known_of_a_payer_that_closed_is_told(desk: FrontDesk) -> None:
    reply = await desk.say("/ask is friday health out of business")
    assert "It closed in 2023." in words(reply)
    assert "I hold nothing on whether" not in words(reply)


@pytest.mark.parametrize(
    "typed",
    [
        "Amazon warehouse lady with Premera, needling?",
        "her husband works for Intel, the card says Cigna, is it covered",
        "employee of a poultry plant, aetna card, shoulder needling",
        "retiree of Ford with a BCBS Alabama card, is needling paid",
    ],
)
async def test_an_employers_plan_decides_for_itself(desk: FrontDesk, typed: str) -> None:
    assert EMPLOYERS in words(await desk.say(f"/ask {typed}"))


@pytest.mark.parametrize(
    "typed",
    [
        "federal employee with GEHA, is needling covered",
        "does premera cover needling",
        "workers comp aetna needling",
        "/coverage medicare for a retiree",
    ],
)
async def test_nothing_of_employers_is_said_where_none_pays(desk: FrontDesk, typed: str) -> None:
    text = typed if typed.startswith("/") else f"/ask {typed}"
    assert EMPLOYERS not in words(await desk.say(text))


@pytest.mark.parametrize(
    ("typed", "plan"),
    [
        ("does anthem cover it. we're in Maine, but pts card says anthem CT", "Connecticut"),
        ("Blue card: works for a company in Texas, card has BCBSTX. covered?", "Texas"),
        ("bluecard patient, card shows bcbs of alabama, 20560?", "Alabama"),
    ],
)
async def test_a_card_of_another_states_blue_plan_follows_that_plan(
    desk: FrontDesk, typed: str, plan: str
) -> None:
    reply = await desk.say(f"/ask {typed}")
    assert plan in reply.headline
    assert "network" not in words(reply)
