"""An answer that is wrong is told by choosing: its part and source, and nothing that was typed."""

from __future__ import annotations

import random

import pytest

from handlers.wrong.card_parts import parts_of
from models.coverage.fact_book import FactBook
from models.coverage.fact_report import FactPart
from models.reply import Audience, Reply, Weight
from models.wording.fact_reports import PARTS
from tests.handlers.clinic_desk import ClinicDesk, button
from tests.handlers.front_desk import FrontDesk, words
from tests.handlers.test_glance import ASKED

WRONG = "/wrong coverage Medicare Part B 20560 by PT"
NPI = "1234567893"


@pytest.fixture
def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic of physical therapists."""
    return ClinicDesk(pack, "PT")


async def listed(clinic: ClinicDesk) -> list[tuple[str, ...]]:
    """The facts to check, as a manager sees them."""
    told = await clinic.say("/clinic facts", by="kim", manager=True)
    return [row.cells for table in told.tables for row in table.rows]


async def test_an_answer_is_called_wrong_by_three_clicks(clinic: ClinicDesk) -> None:
    answer = await clinic.glance("/coverage medicare 20560 by PT")
    parts = await clinic.say(button(answer, "This is wrong"))
    assert parts.headline == "What is wrong?"
    sources = await clinic.say(button(parts, "The verdict: Not covered"))
    assert sources.headline == "By which source?"
    apta = next(c for c in sources.choices if c.label.startswith("APTA: "))
    receipt = await clinic.say(apta.command)
    assert receipt.headline == "Noted: to be checked"
    assert await listed(clinic) == [
        (
            *("1. coverage Medicare Part B 20560 by PT", "the verdict (source: APTA)"),
            *("@‹amy›", "Nov 23, 2026"),
        )
    ]


async def test_the_button_folds_away_and_never_leads(desk: FrontDesk) -> None:
    for typed in ("/coverage cigna", "/cpt 20560", "/state utah", "/ask does it hurt"):
        reply = await desk.glance(typed)
        [wrong] = [choice for choice in reply.choices if choice.label == "This is wrong"]
        assert wrong.weight is Weight.MORE
        assert wrong.command == f"/wrong {reply.canonical.removeprefix('/')}"


@pytest.mark.parametrize("typed", ["/help", "/coverage", "/coverage blue cross", "/coverage all"])
async def test_what_tells_no_fact_has_no_such_button(desk: FrontDesk, typed: str) -> None:
    assert "This is wrong" not in {choice.label for choice in (await desk.glance(typed)).choices}


async def test_several_who_say_the_same_of_one_position_are_one_entry(clinic: ClinicDesk) -> None:
    for by, asked in (("amy", "20560"), ("bob", "20561"), ("cho", "20560 on 2026-11-02")):
        typed = f"/wrong coverage medicare {asked} part verdict source 1"
        receipt = await clinic.say(typed, by=by)
        assert clinic.answered
    assert "2 other members said so before you." in words(receipt)
    [row] = await listed(clinic)
    assert row[2] == "@‹amy›, @‹bob› and @‹cho›"


async def test_one_who_says_so_twice_is_told_and_counted_once(clinic: ClinicDesk) -> None:
    await clinic.say(f"{WRONG} part verdict source 1")
    again = await clinic.say(f"{WRONG} part verdict source 1")
    assert again.headline == "You have said so already"
    assert (await listed(clinic))[0][2] == "@‹amy›"


@pytest.mark.parametrize(
    ("said", "receipt"),
    [
        ("still true", "Checked: still true: taken off the list"),
        ("true", "Checked: still true: taken off the list"),
        ("will be corrected", "Will be corrected: taken off the list"),
    ],
)
async def test_what_a_manager_has_checked_leaves_the_list(
    clinic: ClinicDesk, said: str, receipt: str
) -> None:
    await clinic.say(f"{WRONG} part date source none", by="amy")
    await clinic.say(f"{WRONG} part billing source none", by="amy")
    first = await clinic.say("/clinic facts", by="kim", manager=True)
    entry = await clinic.say(first.tables[0].rows[0].command, by="kim", manager=True)
    assert "Show the answer" in {choice.label for choice in entry.choices}
    number = first.tables[0].rows[0].command.removeprefix("/clinic facts ")
    told = await clinic.say(f"/clinic facts {number} {said}", by="kim", manager=True)
    assert told.headline == receipt
    assert "Tell @‹amy›" in words(told)
    assert len(await listed(clinic)) == 1
    again = await clinic.say(f"/clinic facts {number} {said}", by="kim", manager=True)
    assert "somebody may have checked it" in words(again)


async def test_each_row_has_the_number_by_which_it_is_opened_and_taken_off(
    clinic: ClinicDesk,
) -> None:
    await clinic.say(f"{WRONG} part date source none", by="amy")
    told = await clinic.say("/clinic facts", by="kim", manager=True)
    [row] = told.tables[0].rows
    assert row.command == f"/clinic facts {row.cells[0].partition('.')[0]}"
    assert f"{row.command} still true" in told.small_print


@pytest.mark.parametrize("typed", ["that last one", "this is wrong", "the answer above", "it"])
async def test_who_points_at_an_answer_is_asked_which(clinic: ClinicDesk, typed: str) -> None:
    reply = await clinic.say(f"/wrong {typed}")
    assert reply.headline == "I do not know which answer you mean."


async def test_the_list_is_for_managers(clinic: ClinicDesk) -> None:
    for typed in ("/clinic facts", "/clinic facts 1 still true"):
        assert "is for managers" in (await clinic.say(typed)).headline


async def test_the_list_names_the_clinic_s_payers_with_old_sources(clinic: ClinicDesk) -> None:
    await clinic.say("/session new BLUE-47K payer cigna")
    told = await clinic.say("/clinic facts", by="kim", manager=True)
    assert "Cigna (1 alias): its newest source is of Apr 7, 2021" in words(told)
    assert told.choices[0].label == "Verify Cigna"


async def test_nothing_that_was_typed_is_kept(clinic: ClinicDesk) -> None:
    typed = f"/wrong coverage medicare 20560 zebra {NPI} part verdict source none"
    await clinic.say(typed)
    kept = repr(await clinic.fact_reports.reported(1))
    assert "zebra" not in kept
    assert NPI not in kept


async def test_no_day_of_service_stands_in_the_list(clinic: ClinicDesk) -> None:
    asked = "/wrong coverage bcbs alabama 20560 on 2021-03-15 part date source none"
    await clinic.say(asked)
    told = await clinic.say("/clinic facts", by="kim", manager=True)
    assert "2021" not in words(told)
    assert "coverage BCBS Alabama 20560, for a day of service" in words(told)
    entry = await clinic.say(told.tables[0].rows[0].command, by="kim", manager=True)
    assert button(entry, "Show the answer").endswith("on 2021-03-15"), "the same rule is shown"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("/wrong qwertz", "I do not know which answer you mean."),
        ("/wrong coverage blue cross", "I do not know which answer you mean."),
        (f"{WRONG} part referral", "That answer tells nothing of it: the referral."),
        ("/clinic facts 99", "Entry 99 is not on the list: somebody may have checked it."),
        ("/clinic facts all of it", "I did not understand which fact you mean."),
    ],
)
async def test_what_is_not_understood_says_what_to_do(
    clinic: ClinicDesk, typed: str, says: str
) -> None:
    told = await clinic.say(typed, by="kim", manager=True)
    assert told.headline == says
    assert told.choices


async def test_a_source_that_the_card_does_not_have_is_asked_for_again(clinic: ClinicDesk) -> None:
    told = await clinic.say(f"{WRONG} part verdict source nowhere")
    assert told.headline == "By which source?"


async def test_a_shared_answer_may_be_called_wrong_but_never_with_its_day(
    desk: FrontDesk,
) -> None:
    shared = await desk.glance("/share coverage bcbs alabama 20560")
    assert shared.audience is Audience.CHANNEL
    assert "This is wrong" in {choice.label for choice in shared.choices}
    dated = await desk.glance("/share coverage bcbs alabama 20560 on 2021-03-15")
    assert "This is wrong" not in {choice.label for choice in dated.choices}


async def cards(desk: FrontDesk, book: FactBook) -> list[Reply]:
    """A seeded sample of all cards that may be called wrong."""
    asked = [typed for questions in ASKED.values() for typed in questions(book)]
    sample = random.Random(14).sample(asked, 40)  # noqa: S311 - a sample, no secret
    told = [await desk.glance(typed) for typed in sample]
    return [reply for reply in told if any(c.label == "This is wrong" for c in reply.choices)]


@pytest.mark.sheet
async def test_every_part_and_source_of_any_card_can_be_chosen(pack: FactBook) -> None:
    desk = FrontDesk(pack)
    for reply in await cards(desk, pack):
        parts = await desk.say(next(c.command for c in reply.choices if c.label == "This is wrong"))
        assert parts.headline == "What is wrong?", reply.canonical
        for choice in parts.choices:
            told = await desk.say(choice.command)
            assert told.headline in {"By which source?", "Noted: to be checked"}, choice
        for choice in told.choices[:-1]:
            kept = await desk.say(choice.command)
            assert kept.headline.startswith(("Noted", "You have said so")), choice


async def test_every_part_stands_on_some_card_and_has_its_words(desk: FrontDesk) -> None:
    seen = set[FactPart]()
    for typed in (
        *("/coverage medicare 20560", "/coverage cigna", "/coverage tricare", "/coverage wa l&i"),
        *("/coverage bcbsnc", "/coverage fep"),
        *("/cpt 20560", "/cpt 20560 with 97140 same day", "/state utah", "/state nc"),
    ):
        reply = await desk.say(typed)
        seen.update(parts_of(reply.canonical[1:].partition(" ")[0], reply))
    assert seen == set(FactPart) == set(PARTS)
