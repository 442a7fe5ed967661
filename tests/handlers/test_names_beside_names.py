"""A payer's name beside another, a former name, a state, a program, a part of the body."""

from __future__ import annotations

import pytest

from models.coverage.position import Verdict
from models.wording import phrases
from tests.handlers.front_desk import FrontDesk, words

UNKNOWN = phrases.VERDICTS[Verdict.UNKNOWN]


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("carefrist md 20561", "CareFirst BlueCross BlueShield in Maryland · 20561"),
        ("highmrk bcbs pa dn", "Highmark"),
        ("trustmark now luminare health", "Luminare Health"),
        ("luminare, used to be coresource", "Luminare Health"),
        ("ambetter from sunshine", "Ambetter"),
        ("superior health plan star texas", "Superior HealthPlan (Texas)"),
        ("meritain thats aetna right", "Meritain Health"),
        ("umr plan, hip replacement", "UMR"),
        ("hip plan new york", "EmblemHealth"),
        ("nys wcb", "New York workers' compensation"),
        ("texas comp PT", "Texas workers' compensation"),
        ("meridian medicaid mi", "Meridian Health Plan (Michigan)"),
        ("SEIU health fund", "Self-funded or union plan"),
        ("uhc ma, DO in a sports med clinic", "UnitedHealthcare Medicare Advantage"),
    ],
)
async def test_one_plan_is_meant_and_answered(desk: FrontDesk, typed: str, headline: str) -> None:
    assert (await desk.say(f"/coverage {typed}")).headline.startswith(headline)


async def test_the_owner_of_an_administrator_decides_nothing(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage umr isnt it cigna 20560")
    assert reply.badge == UNKNOWN
    assert "Cigna may run its claims or lend its network, and decides nothing." in words(reply)


@pytest.mark.parametrize("typed", ["uhc optm pt", "optum uhc", "uhc optum 20560"])
async def test_who_approves_for_a_group_names_no_plan_of_it(desk: FrontDesk, typed: str) -> None:
    reply = words(await desk.say(f"/coverage {typed}"))
    assert "UnitedHealthcare commercial" in reply
    assert "Veterans" not in reply


async def test_both_of_two_payers_asks_of_no_two_codes(desk: FrontDesk) -> None:
    reply = words(await desk.say("/coverage cigna and aetna both, 20560"))
    assert "codes of one day" not in reply
    assert "Aetna calls it experimental" in reply


async def test_a_managed_medicaid_plan_shows_the_way_to_its_program(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage mercy care ahcccs 20560")
    assert reply.badge == UNKNOWN
    assert reply.choices[0].command == "/coverage AHCCCS (Arizona Medicaid) 20560"


async def test_a_medicaid_plan_is_told_nothing_of_medicare_advantage(desk: FrontDesk) -> None:
    assert "NCD" not in words(await desk.say("/coverage ucare medicaid 20560"))


async def test_a_misspelt_name_beside_another_is_told(desk: FrontDesk) -> None:
    reply = words(await desk.say("/coverage aetna humna 20560"))
    assert "“humna” is misspelt" in reply


@pytest.mark.parametrize(
    ("typed", "lacks"),
    [
        ("bcbs mi medicare plus blue 20561", "codes of one day"),
        ("cigna 20560 how many units", "Total treatment minutes. Second"),
        ("va ccn auth expired", "Dates not printed"),
    ],
)
async def test_nothing_beside_the_point_leads(desk: FrontDesk, typed: str, lacks: str) -> None:
    reply = await desk.say(f"/coverage {typed}")
    assert lacks not in " ".join(line.text for line in reply.lines)


async def test_what_a_named_option_allows_stands_once(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage bcbs federal standard how many pt visits")
    told = [line.text for line in reply.lines]
    assert len(told) == len(set(told))


@pytest.mark.parametrize("command", ["ask", "coverage"])
async def test_a_plan_whose_name_begins_with_today_is_no_day(desk: FrontDesk, command: str) -> None:
    reply = await desk.say(f"/{command} todays options")
    assert reply.headline.startswith("Wellcare (Medicare Advantage)")


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("Blue Cross of Idaho? no wait its PacificSource. 20561", "PacificSource"),
        ("cigna? sorry i meant humana 20560", "Humana"),
        ("aetna 20560? actually humana", "Humana"),
        ("premera covers it? scratch that, regence 20561", "Regence"),
        ("does tricare pay? oops aetna 20560", "Aetna"),
        ("is it covered by aetna? no its cigna", "Cigna"),
        ("oxfrod uhc ny 97813 97814", "Oxford Health Plans"),
        ("united healthcare oxford ct 20560", "Oxford Health Plans"),
        ("highmrk bcbs delawear 20561", "Highmark Blue Cross Blue Shield Delaware"),
        ("anthem georgea 20560", "Anthem Blue Cross and Blue Shield (Georgia)"),
        ("is needling paid by the state of delaware employees plan", "State or public employees"),
        ("GHIP delaware 20560", "State or public employees' plan in Delaware"),
        ("ohio public employees plan 20561", "State or public employees' plan in Ohio"),
        ("employer is Acme, card says florida blue aso. 20560?", "Self-funded or union plan"),
        ("uhh do we know anything about Paramount in toledo and needling", "Paramount"),
        ("have you heard anything on oscar and needling", "Oscar Health"),
    ],
)
async def test_the_payer_that_is_meant_answers(desk: FrontDesk, typed: str, headline: str) -> None:
    assert (await desk.say(f"/ask {typed}")).headline.startswith(headline)


@pytest.mark.parametrize(
    "typed",
    [
        "ins switched from oscar to ambetter 3/1/25, who had needling",
        "patient went from oscar to ambetter, which one pays needling",
        "changed from ambetter to oscar in june, does either cover 20560",
    ],
)
async def test_both_plans_of_a_change_are_told_where_both_are_asked(
    desk: FrontDesk, typed: str
) -> None:
    told = words(await desk.say(f"/ask {typed}"))
    assert "Oscar Health" in told
    assert "Ambetter" in told


async def test_a_plan_that_was_left_is_not_told_else(desk: FrontDesk) -> None:
    reply = await desk.say("/ask switched from cigna to aetna, is 20560 covered")
    assert reply.headline.startswith("Aetna")


async def test_a_marketplace_plan_is_not_called_a_medicaid_plan(desk: FrontDesk) -> None:
    for typed in ("Community Health Choice houston marketplace", "sunshine health exchange plan"):
        told = words(await desk.say(f"/coverage {typed} 20560"))
        assert "It is a Medicaid plan" not in told
        assert "marketplace plan's own policy" in told
    told = words(await desk.say("/coverage Community Health Choice houston 20560"))
    assert "It is a Medicaid plan" in told


async def test_two_advantage_plans_are_told_what_such_plans_follow(desk: FrontDesk) -> None:
    reply = await desk.say("/ask piedmont wellstar or clover health, ma plan, 20560 clbp")
    assert "NCD 30.3.3" in reply.lines[0].text


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("20560 covered by oscar?", "Oscar Health · 20560"),
        ("does cigna cover 20561", "Cigna · 20561"),
        ("is needling covered by aetna", "Aetna"),
    ],
)
async def test_coverage_typed_to_denial_is_answered(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    reply = await desk.say(f"/denial {typed}")
    assert reply.headline.startswith(headline)
    assert "/coverage answers this" in words(reply)


async def test_the_number_of_a_policy_and_its_day_are_told(desk: FrontDesk) -> None:
    reply = await desk.say("/ask policy # for aetna dry needling last reviewed when")
    assert reply.lines[0].text == "The policy is CPB 0135."
    assert "I hold no date" in reply.lines[1].text
    reply = await desk.say("/ask humana said its policy retires 12/31/26, what then")
    assert reply.headline.startswith("Humana")
    assert "I hold no date" in reply.lines[0].text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("aneteh hmo 97810", ("Aetna", "Anthem")),
        ("atneha ppo 20560", ("Aetna", "Anthem")),
        ("ciagn 20561", ("Cigna",)),
        ("ghea 20560", ("GEHA",)),
        ("nathem 20560", ()),
        ("hamlet 20560", ()),
    ],
)
async def test_who_may_be_meant_by_many_slips_is_asked_by_name(
    desk: FrontDesk, typed: str, meant: tuple[str, ...]
) -> None:
    reply = await desk.say(f"/coverage {typed}")
    if meant:
        assert reply.lines[0].text.startswith("Did you mean")
        assert reply.badge == UNKNOWN
    for name in meant:
        assert name in reply.lines[0].text


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("has bcbs, or wait its cigna, 20560 knee", "Cigna"),
        ("pt came in w cigna but says it termed, now tricare, needling?", "TRICARE"),
        ("aetna card but it expired, humana 20560", "Humana"),
    ],
)
async def test_a_plan_that_ended_is_not_told_beside_the_one_that_holds(
    desk: FrontDesk, typed: str, headline: str
) -> None:
    assert (await desk.say(f"/ask {typed}")).headline.startswith(headline)
