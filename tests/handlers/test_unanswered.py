"""Questions without an answer: a list for managers, by what was recognised; answered by a rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.forms.catalog import RuleTold, opened_by, rule_told
from handlers.forms.form import FormContext
from handlers.forms.rules import RULE
from models.clinic.clinic import Role
from models.coverage.fact_book import FactBook
from models.field_name import FieldName
from models.reply import Reply, Weight
from tests.handlers.clinic_desk import NOON, TODAY, ClinicDesk

LIST = "/clinic facts unanswered"
KELSEY = "KelseyCare Advantage (Houston)"


@pytest.fixture
async def desk(pack: FactBook) -> ClinicDesk:
    """A clinic of physical therapists with one manager, the boss."""
    clinic = ClinicDesk(pack, "PT")
    await clinic.records.set_role(1, "boss", Role.MANAGER, actor="system", at=NOON)
    return clinic


async def boss(desk: ClinicDesk, typed: str = LIST) -> Reply:
    """What the manager is told."""
    return await desk.say(typed, by="boss", manager=True)


def listed(reply: Reply) -> list[tuple[str, ...]]:
    return [row.cells for table in reply.tables for row in table.rows]


async def test_what_was_recognised_and_how_often_most_asked_first(desk: ClinicDesk) -> None:
    await desk.say("/coverage kelsey-seybold 20561")
    for user in ("amy", "bea"):
        await desk.say("/coverage premera 20560 for neck pain by DC please", by=user)
    reply = await boss(desk)
    assert listed(reply) == [
        ("Premera, 20560 for neck pain billed by a chiropractor", "2", "Nov 23, 2026"),
        (f"{KELSEY}, 20561", "1", "Nov 23, 2026"),
    ]
    assert "amy" not in repr(reply), "not by whom"
    assert "please" not in repr(reply), "nor what was typed"


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("/coverage aetnna bluee 20560", id="a slip that may be a payer's name"),
        pytest.param("/ask my dog ate the remittance", id="nothing recognised"),
        pytest.param("/coverage cigna 20560", id="what is answered"),
        pytest.param("/cpt 20560", id="no payer"),
    ],
)
async def test_what_leaves_nothing(desk: ClinicDesk, typed: str) -> None:
    await desk.say(typed)
    reply = await boss(desk)
    assert listed(reply) == []
    assert reply.lines[0].text.startswith("Every question of the last 90 days")


STRANGE = "Of payers that I do not know"


async def test_of_a_payer_that_no_list_has_code_and_state_are_counted_and_nothing_typed(
    desk: ClinicDesk,
) -> None:
    await desk.say("/coverage xyzzy 20560 in ohio")
    await desk.say("/coverage zorblecare mutual 20560 in OH for neck pain by DC", by="bea")
    await desk.say("/coverage plughealth 20561", by="bea")
    await desk.say("/coverage plughealth 99999 on 2026-11-02", by="cal")
    reply = await boss(desk)
    alone = [(asked, "1", "Nov 23, 2026") for asked in ("Dry needling", "20561")]
    assert [(table.caption, *listed(reply)) for table in reply.tables] == [
        (STRANGE, ("20560 in Ohio", "2", "Nov 23, 2026"), *alone)
    ]
    assert reply.sections[0].title == "4 questions named a payer that I do not know."
    assert "Their names are not kept" in reply.sections[0].lines[0].text
    kept = {told.receipt.command for told in desk.receipts.told.values()}
    start = "/coverage unlisted"
    assert kept == {start, f"{start} 20560 in Ohio", f"{start} 20561"}, "and nothing beside it"
    assert {told.receipt.about for told in desk.receipts.told.values()} == {()}
    facts = await boss(desk, "/clinic facts")
    assert "4 questions named a payer that I do not know." in [line.text for line in facts.lines]
    assert LIST in [choice.command for choice in facts.choices]


async def test_what_is_counted_alone_is_no_receipt_and_stays_where_a_rule_is_entered(
    desk: ClinicDesk,
) -> None:
    reply = await desk.say("/coverage xyzzy 20560")
    assert (reply.receipt, reply.canonical) == ("", "")
    [told] = desk.receipts.told.values()
    assert told.receipt.command == "/coverage unlisted 20560"
    await boss(desk, "/coverage edit premera not covered 20560 by call")
    assert listed(await boss(desk)) == [("20560", "1", "Nov 23, 2026")]


async def test_a_question_of_several_days_of_service_is_one(desk: ClinicDesk) -> None:
    for day in ("2026-11-02", "2026-11-09"):
        await desk.say(f"/coverage premera 20560 on {day}")
    assert listed(await boss(desk)) == [("Premera, 20560", "2", "Nov 23, 2026")]


@pytest.mark.parametrize(
    "typed", ["premera 20560 last month", "premera 20560 jan 2026", "premera 20560 11/2-11/9/2026"]
)
async def test_a_question_of_a_span_of_days_shuts_nobody_out(desk: ClinicDesk, typed: str) -> None:
    await desk.say(f"/coverage {typed}")
    assert listed(await boss(desk)) == [("Premera, 20560", "1", "Nov 23, 2026")]
    assert not (await boss(desk, "/clinic facts")).refused


async def test_the_button_drafts_the_rule_and_what_it_answers_leaves_the_list(
    desk: ClinicDesk,
) -> None:
    await desk.say("/coverage premera 20560 for neck pain by DC")
    draft = (await boss(desk)).choices[0].command
    assert draft == "/coverage edit Premera 20560 for neck pain by DC by call"
    form = opened_by(draft)
    assert form
    assert rule_told(form[1]) == RuleTold("Premera", "20560", "neck pain", "DC")
    await boss(desk, "/coverage edit premera not covered 20560 for neck pain by DC by call")
    assert listed(await boss(desk)) == []


BOUNDS = (FieldName.CONDITION, FieldName.PROFESSION, FieldName.LINE, FieldName.STATE)


def begins_with(context: FormContext) -> list[str]:
    initials = {field.name: field.initial for field in RULE.fields(context)}
    return [initials[name] for name in BOUNDS]


def test_a_bound_that_the_form_has_not_is_left_out_of_it(pack: FactBook) -> None:
    strange = FormContext(pack, TODAY, condition="a word", profession="MBA", line="x", state="PQ")
    assert begins_with(strange) == ["", "", "", ""]
    told = replace(strange, condition="neck pain", profession="PT", line="Medicaid", state="Ohio")
    assert begins_with(told) == ["neck pain", "PT", "Medicaid", "Ohio"]


@pytest.mark.parametrize(
    ("asked", "draft"),
    [
        pytest.param(
            "humana 20560 medicare advantage for neck pain by DC in ohio",
            "Humana 20560 Medicare Advantage for neck pain by DC in Ohio",
            id="every bound",
        ),
        pytest.param(
            "premera 20560 in texas", "Premera 20560", id="a state in which the payer is not met"
        ),
    ],
)
async def test_the_draft_has_every_bound_that_a_rule_can_have(
    desk: ClinicDesk, asked: str, draft: str
) -> None:
    await desk.say(f"/coverage {asked}")
    assert (await boss(desk)).choices[0].command == f"/coverage edit {draft} by call"


async def test_a_row_opens_what_to_ask_that_payer(desk: ClinicDesk) -> None:
    await desk.say("/coverage premera 20560")
    (table,) = (await boss(desk)).tables
    assert table.rows[0].command == "/coverage call Premera 20560"


async def test_who_asked_longer_ago_is_not_counted(desk: ClinicDesk) -> None:
    await desk.say("/coverage premera 20560")
    desk.now += timedelta(days=91)
    assert listed(await boss(desk)) == []


async def test_staff_do_not_read_it_and_the_list_of_facts_names_it(desk: ClinicDesk) -> None:
    await desk.say("/coverage premera 20560")
    assert (await desk.say(LIST)).headline == "The list of facts to check is for managers."
    facts = await boss(desk, "/clinic facts")
    assert "1 question of your staff had no answer." in [line.text for line in facts.lines]
    assert LIST in [choice.command for choice in facts.choices]


@pytest.mark.parametrize(
    ("behind", "told"),
    [
        ("Premera", RuleTold("Premera")),
        ("Premera 20560 20561", RuleTold("Premera", "20560 20561")),
        ("PeachCare for Kids (Georgia)", RuleTold("PeachCare for Kids (Georgia)")),
        (
            "PeachCare for Kids (Georgia) 20560 for low back pain in Georgia",
            RuleTold("PeachCare for Kids (Georgia)", "20560", "low back pain", state="Georgia"),
        ),
        ("Premera 20561 by PT", RuleTold("Premera", "20561", "", "PT")),
        (
            "Humana 20560 Medicare Advantage for neck pain by DC in North Carolina",
            RuleTold("Humana", "20560", "neck pain", "DC", "Medicare Advantage", "North Carolina"),
        ),
    ],
)
def test_a_form_begins_with_what_its_button_says(behind: str, told: RuleTold) -> None:
    assert rule_told(behind) == told


async def test_more_than_five_questions_have_a_button_each(desk: ClinicDesk) -> None:
    for state in ("WA", "OR", "TX", "OH", "GA", "FL", "CO"):
        await desk.say(f"/coverage premera 20560 in {state}")
    reply = await boss(desk)
    answers = [choice for choice in reply.choices if choice.label == "Answer Premera"]
    assert len(answers) == len(listed(reply))
    assert [choice.weight for choice in answers[4:6]] == [Weight.PLAIN, Weight.MORE]
    assert "A row opens" not in reply.small_print, "a terminal opens none"


async def test_the_list_is_of_a_payer_that_is_named(desk: ClinicDesk) -> None:
    for typed in ("/coverage kelsey-seybold 20560", "/coverage premera 20560"):
        await desk.say(typed)
    named = await boss(desk, f"{LIST} kelsey-seybold")
    assert [row.cells[0] for row in named.tables[0].rows] == [f"{KELSEY}, 20560"]
    assert (await boss(desk, f"{LIST} zorble")).refused
