"""Whose rules decide: a plan's, not its network's; a state's, not its carrier's; the rule asked."""

from __future__ import annotations

import pytest

from models.coverage.payer import PayerKind
from models.coverage.position import Verdict
from models.wording import phrases
from tests.handlers.front_desk import FrontDesk, rows, words

UNKNOWN = phrases.VERDICTS[Verdict.UNKNOWN]
NOT_COVERED = phrases.VERDICTS[Verdict.NOT_COVERED]


@pytest.mark.parametrize(
    "typed",
    [
        "PHCS logo on card",
        "first health network",
        "is zelis a payer",
        "beech street ppo",
        "cofinity",
    ],
)
async def test_a_network_decides_nothing(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(f"/coverage {typed}")
    assert reply.badge == UNKNOWN
    assert reply.lines[0].text.startswith("It is a network")


@pytest.mark.parametrize(
    ("typed", "plan", "network"),
    [
        pytest.param(
            "card says Allegiance Benefit Plan Management with a Cigna logo",
            "Allegiance Benefit Plan Management (Cigna)",
            "Cigna",
            id="a logo",
        ),
        pytest.param(
            "IBEW local through the NECA family medical care plan, administered by anthem",
            "NECA/IBEW Family Medical Care Plan",
            "Anthem (Carelon guidelines)",
            id="a union",
        ),
        pytest.param(
            "carpenters union administered by bcbs of alabama",
            "Self-funded or union plan",
            "BCBS Alabama",
            id="a union without a name of its own",
        ),
        pytest.param(
            "cigna self funded plan",
            "Self-funded or union plan",
            "Cigna",
            id="an employer",
        ),
    ],
)
async def test_a_plan_behind_a_network_is_answered_for_itself(
    desk: FrontDesk, typed: str, plan: str, network: str
) -> None:
    reply = await desk.say(f"/coverage {typed}")
    assert reply.headline.startswith(plan)
    assert reply.badge == UNKNOWN
    assert f"{network} may run its claims or lend its network, and decides" in words(reply)


@pytest.mark.parametrize(
    ("typed", "program"),
    [
        ("Sedgwick wc TX", "tx_wc"),
        ("travelers work comp in oregon", "or_wc"),
        ("gallagher bassett in minnesota", "mn_wc"),
        ("liberty mutual wc california", "ca_wc"),
        ("Texas Mutual", "tx_wc"),
        ("saif", "or_wc"),
        ("sheakley", "oh_bwc"),
        ("montana state fund", "mt_wc"),
    ],
)
async def test_a_carrier_is_answered_by_its_states_rules(
    desk: FrontDesk, typed: str, program: str
) -> None:
    reply = await desk.say(f"/coverage {typed}")
    assert desk.book.positions_of(program)[0].says in words(reply)
    assert "The state's workers' comp rules decide." in words(reply)


@pytest.mark.parametrize("typed", ["sedgwick", "sedgwick in kansas", "travelers auto in texas"])
async def test_a_carrier_without_a_states_rules_stays_unknown(desk: FrontDesk, typed: str) -> None:
    reply = await desk.say(f"/coverage {typed}")
    assert reply.badge == UNKNOWN
    assert not any(line.cites for line in reply.lines)


@pytest.mark.parametrize(
    ("typed", "payer"),
    [
        ("Buckeye Ohio medicaid", "Buckeye"),
        ("uhc dual complete, both medicaid and medicare", "UnitedHealthcare Dual Complete"),
        ("does Geisinger Gold follow the Medicare low back rule", "Geisinger Gold"),
        ("a vet who gets community care through optum", "Veterans Affairs"),
        ("veteran triwest", "Veterans Affairs"),
        ("she has MS, cigna", "Cigna"),
        ("BCBS MS", "BCBS Mississippi"),
        ("Blue Cross Blue Sheild federal employe plan", "BCBS Federal Employee Program"),
        ("singna", "Cigna"),
    ],
)
async def test_the_plan_that_is_asked_about_answers(
    desk: FrontDesk, typed: str, payer: str
) -> None:
    reply = await desk.say(f"/coverage {typed}")
    assert reply.headline.startswith(payer)


@pytest.mark.parametrize(
    ("typed", "payer"),
    [
        ("ash for cigna", "Cigna"),
        ("oscar through optum", "Oscar Health"),
        ("american specialty health through blue shield of ca", "Blue Shield of California"),
        ("one call texas wc", "Texas workers' compensation"),
        ("medicare by student pt", "Medicare Part B"),
    ],
)
async def test_who_only_approves_care_is_told_beside_the_plan(
    desk: FrontDesk, typed: str, payer: str
) -> None:
    reply = await desk.say(f"/coverage {typed}")
    assert reply.headline.startswith(payer)


async def test_a_states_medicaid_plan_answers_for_no_other_state(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage anthem medicaid in ohio")
    assert not any(line.cites for line in reply.lines)


async def test_a_list_of_payers_gives_a_row_for_each(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage cigna uhc aetna humana")
    assert reply.headline == "4 payers, 8 plans · dry needling"
    assert {"Cigna", "Aetna", "Humana"} <= {row.cells[0] for row in rows(reply)}


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        pytest.param("low back pain after a fusion by MD", "surgery or pregnancy", id="surgery"),
        pytest.param("back pain pregnant by MD", "surgery or pregnancy", id="pregnancy"),
        pytest.param("lumbar fusion by MD", "surgery or pregnancy", id="a fusion"),
        pytest.param("acute low back pain by MD", "12 weeks or longer", id="acute"),
    ],
)
async def test_what_medicare_leaves_out_leads_with_the_rule(
    desk: FrontDesk, typed: str, rule: str
) -> None:
    reply = await desk.say(f"/coverage medicare {typed}")
    assert reply.badge == NOT_COVERED
    assert rule in reply.lines[0].text


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("by LAc chronic LBP", "Acupuncturists do not bill Medicare themselves"),
        ("sciatica DC", "manual manipulation of the spine"),
        ("low back pain PT student", "acupuncture license"),
        ("NP acupuncture", "acupuncture license"),
        ("incident to the MD", "acupuncture license"),
        ("how long must pain last, is it 12 weeks", "12 weeks or longer"),
    ],
)
async def test_the_rule_that_decides_leads(desk: FrontDesk, typed: str, rule: str) -> None:
    reply = await desk.say(f"/coverage medicare {typed}")
    assert rule in reply.lines[0].text


async def test_nothing_held_is_said_only_of_what_was_asked(desk: FrontDesk) -> None:
    reply = await desk.say(
        "/coverage so the visit was last week and we both think it was aetna that changed it"
    )
    assert "I hold nothing" not in words(reply)


async def test_only_a_network_is_called_one(desk: FrontDesk) -> None:
    networks = [payer for payer in desk.book.payers.values() if payer.kind is PayerKind.NETWORK]
    assert networks
    assert not any(desk.book.positions_of(payer.id) for payer in networks)


async def test_which_of_two_payers_is_first_leads(desk: FrontDesk) -> None:
    reply = await desk.say("/coverage state farm medpay then aetna, who gets the 20561 first")
    assert "order of benefits" in reply.lines[0].text
    assert [row.cells[0] for row in reply.tables[0].rows] == ["State Farm", "Aetna"]


@pytest.mark.parametrize(
    "typed",
    [
        "Imagine360 20560 repriced at medicare %",
        "webtpa at medicare rates, medicare through webtpa 20560",
        "meritain tricare card 20560",
        "umr administered medicare card 20560",
    ],
)
async def test_no_program_of_a_government_lends_its_network(desk: FrontDesk, typed: str) -> None:
    told = words(await desk.say(f"/coverage {typed}"))
    assert "Medicare Part B may run its claims" not in told
    assert "TRICARE may run its claims" not in told
