"""A patient of Medicaid or workers' compensation is not charged on a general answer."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk, words

WORKER = "Never bill an injured worker on your own reading"
MEMBER = "Charge a Medicaid member only where the program allows it"
WASHINGTON = "No worker is billed for treatment of an accepted injury."


@pytest.mark.parametrize(
    ("typed", "begins"),
    [
        ("/ask can i charge a workers comp patient cash for dry needling", WORKER),
        ("/ask workers' compensation patient wants to pay cash for needling", WORKER),
        ("/ask cash price for the needles with a texas comp patient while we bill 97110", WORKER),
        ("/ask ohio bwc denied needling can we balance bill the patient", WORKER),
        ("/ask can a L&I patient pay cash for dry needling", WASHINGTON),
        ("/ask medicaid denied 20560, bill the patient?", MEMBER),
        ("/ask may we charge a masshealth member cash for needling", MEMBER),
        ("/ask patient has bcbs and medicaid can i bill pt for the dn", MEMBER),
        ("/ask patient has medicare AND medicaid. can i charge cash for needling", MEMBER),
        ("/ask can VA patient pay cash for needling", "The Veteran is not charged"),
    ],
)
async def test_the_programs_own_rule_leads_what_contracts_allow(
    desk: FrontDesk, typed: str, begins: str
) -> None:
    reply = await desk.glance(typed)

    assert reply.lines[0].text.startswith(begins)
    assert "Often yes" not in words(reply)


@pytest.mark.parametrize(
    ("payer", "says"),
    [
        ("texas workers comp", WORKER),
        ("washington l&i", WASHINGTON),
        ("nc medicaid", MEMBER),
    ],
)
async def test_the_cash_card_says_the_same(desk: FrontDesk, payer: str, says: str) -> None:
    reply = await desk.glance(f"/coverage cash {payer}")

    assert reply.lines[1].text.startswith(says)


async def test_what_a_remittance_leaves_to_a_medicaid_member_is_asked_of_the_program(
    desk: FrontDesk,
) -> None:
    reply = await desk.glance("/denial nc medicaid 20560 PR-96")
    told = [line.text for line in reply.lines]
    may_go = next(text for text in told if text.startswith("PR-96 may go to the patient"))

    assert told[1].startswith(MEMBER)
    assert told.index(may_go) > 1


async def test_what_the_clinic_bears_is_told_of_medicaid_without_its_rule_on_charges(
    desk: FrontDesk,
) -> None:
    assert MEMBER not in words(await desk.say("/denial nc medicaid 20560 CO-96"))


async def test_an_abn_of_a_medicaid_patient_is_told_to_be_medicares(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask can medicaid patient sign an abn")

    assert reply.lines[0].text == "The ABN is a form of original Medicare alone."
    assert reply.lines[1].text.startswith(MEMBER)


async def test_a_carrier_of_comp_without_facts_is_told_as_comp(desk: FrontDesk) -> None:
    reply = await desk.glance("/ask travelers work comp patient self pay for dry needling")

    assert WORKER in words(reply)


async def test_a_contract_decides_for_a_commercial_plan(desk: FrontDesk) -> None:
    assert "It depends on your contract" in words(
        await desk.glance("/ask can aetna member pay cash")
    )
