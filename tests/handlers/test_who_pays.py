"""/coverage all: who pays, by verdict, for whoever bills, with dates and sources a click away."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from models.coverage.position import Circumstances, Verdict, find
from models.coverage.profession import Profession
from models.reply import Reply
from models.wording import phrases
from tests.handlers.front_desk import NOON, FrontDesk

REFUSED = phrases.VERDICTS[Verdict.NOT_COVERED].words
PAID = phrases.VERDICTS[Verdict.COVERED_WITH_CONDITIONS].words


def of(reply: Reply, verdict: str) -> str:
    """The payers that stand behind a verdict."""
    return next((line.text for line in reply.lines if line.text.startswith(verdict)), "")


async def test_medicare_pays_whoever_may_bill_it_and_no_therapist(desk: FrontDesk) -> None:
    open_to_all = await desk.glance("/coverage all 20560")
    of_therapists = await desk.glance("/coverage all 20560 by PT")
    assert "Medicare Part B" in of(open_to_all, PAID)
    assert "Medicare Part B" in of(of_therapists, REFUSED)
    assert of_therapists.headline == (
        "20560, billed by a physical therapist: it depends on the payer"
    )


async def test_a_clinic_that_said_what_it_is_reads_what_is_paid_to_it(desk: FrontDesk) -> None:
    reply = await desk.glance("/coverage all 20560", profession="PT")
    assert "as at your clinic" in reply.headline
    assert "Medicare Part B" in of(reply, REFUSED)
    assert reply.canonical == "/coverage all 20560 by PT"


@pytest.mark.parametrize("asked", ["", " by PT", " by chiropractor"])
async def test_its_rows_are_the_verdicts_of_every_payer_that_has_one(
    desk: FrontDesk, pack: FactBook, asked: str
) -> None:
    reply = await desk.say(f"/coverage all 20560{asked}")
    who = {"": None, " by PT": Profession.PT}.get(asked, Profession.DC)
    case = Circumstances(on=NOON.date(), code="20560", profession=who)
    found = {pack.payers[id_].name: find(pack.positions_of(id_), case) for id_ in pack.positions}
    held = {
        name: phrases.VERDICTS[finding.verdict].words
        for name, finding in found.items()
        if finding.verdict not in {Verdict.UNKNOWN, Verdict.SILENT}
    }
    (table,) = reply.tables
    assert {row.cells[0]: row.cells[1] for row in table.rows} == held
    assert all(row.cells[3] for row in table.rows), "each row says whose word it is"


async def test_a_button_asks_for_the_same_biller(desk: FrontDesk) -> None:
    reply = await desk.glance("/coverage all 20560 by PT")
    asked = [c.command for c in reply.choices if c.command.startswith("/coverage")]
    assert asked
    assert all(command.endswith("20560 by PT") for command in asked)


async def test_a_button_asks_the_same_of_one_payer(desk: FrontDesk) -> None:
    """A payer that the list names as paying on a day of 2021 may not pay today."""
    asked = "20560 for neck pain by PT on 2021-03-15"
    reply = await desk.glance(f"/coverage all {asked}")
    of_one = [c.command for c in reply.choices if c.command.startswith("/coverage ")][1:]
    assert of_one
    for command in of_one:
        for word in ("20560", "for neck pain", "by PT", "on 2021-03-15"):
            assert word in command


@pytest.mark.parametrize(
    ("typed", "gone"),
    [
        pytest.param("all except cigna", ("Cigna",), id="one"),
        pytest.param("all 20560 but tricare", ("TRICARE",), id="with a code"),
        pytest.param("all excluding medicare and cigna", ("Medicare Part B", "Cigna"), id="two"),
        pytest.param("who covers it other than tricare, cigna", ("TRICARE", "Cigna"), id="asked"),
    ],
)
async def test_payers_that_are_left_out_are_no_answer(
    desk: FrontDesk, typed: str, gone: tuple[str, ...]
) -> None:
    reply = await desk.say(f"/coverage {typed}")
    told = " ".join(line.text for line in reply.lines[:-1])
    assert reply.headline.endswith("it depends on the payer")
    assert not [name for name in gone if f"{name}," in told or f"{name}." in told]
    assert reply.lines[-1].text.startswith("Left out: ")
    again = await desk.say(reply.canonical)
    assert (again.headline, again.lines) == (reply.headline, reply.lines)


async def test_a_name_of_several_payers_is_not_left_out_on_a_guess(desk: FrontDesk) -> None:
    assert (await desk.say("/coverage all except blue cross")).refused
