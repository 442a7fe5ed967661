"""A manager turns the week's report on and off; staff read whether it comes."""

from __future__ import annotations

from datetime import date

import pytest

from models.coverage.fact_book import FactBook
from models.reply import Reply
from tests.handlers.clinic_desk import ClinicDesk
from tests.handlers.front_desk import words


@pytest.fixture
def clinic(pack: FactBook) -> ClinicDesk:
    """The desk of a clinic with a manager."""
    return ClinicDesk(pack)


async def test_it_is_off_until_a_manager_wants_it(clinic: ClinicDesk) -> None:
    shown = await clinic.say("/clinic report")
    assert [(f.label, f.value) for f in shown.facts] == [("Week's report", "off")]
    saved = await clinic.say("/clinic report on", by="boss", manager=True)
    assert saved.headline == "Saved"
    assert [f.label for f in saved.facts] == ["Week's report", "The next one"]
    asked = await clinic.say("/session undo", by="boss", manager=True)
    await clinic.say(asked.choices[0].command, by="boss", manager=True)
    assert "off" in [f.value for f in (await clinic.say("/clinic report")).facts]


@pytest.mark.parametrize("typed", ["off", "no", "stop", "none"])
async def test_it_is_turned_off_again(clinic: ClinicDesk, typed: str) -> None:
    await clinic.say("/clinic report weekly", by="boss", manager=True)
    saved = await clinic.say(f"/clinic report {typed}", by="boss", manager=True)
    assert [f.value for f in saved.facts] == ["off"]


async def test_staff_are_told_who_may_change_it(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/clinic report on")
    assert reply.refused


async def test_anything_else_is_asked_back(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/clinic report every friday", by="boss", manager=True)
    assert [c.command for c in reply.choices[:2]] == ["/clinic report on", "/clinic report off"]


async def week_of_work(clinic: ClinicDesk) -> None:
    """Two visits last week, one today, and a request."""
    await clinic.say("/session new OAK-12 payer humana plan medicare advantage")
    await clinic.log("OAK-12", date(2026, 11, 17), date(2026, 11, 19), date(2026, 11, 23))
    await clinic.say("/session request OAK-12 12 visits sent 11/10")


@pytest.mark.parametrize("typed", ["now", "this week", "show me this week", "so far"])
async def test_the_week_that_runs_is_told_at_once(clinic: ClinicDesk, typed: str) -> None:
    await week_of_work(clinic)
    reply = await clinic.say(f"/clinic report {typed}", by="boss", manager=True)
    assert reply.headline == "Your week · Nov 23 to Nov 29, 2026, so far"
    assert "1 session logged of 1 alias." in words(reply)
    assert "Now: 1 request waits for a decision, 1 of them late." in words(reply)
    assert row(reply, "Sessions") == ("1", "2")
    assert "/clinic report on" in reply.small_print


@pytest.mark.parametrize("typed", ["last week", "for last week", "the past week"])
async def test_so_is_the_week_before(clinic: ClinicDesk, typed: str) -> None:
    await week_of_work(clinic)
    await clinic.say("/clinic report on", by="boss", manager=True)
    reply = await clinic.say(f"/clinic report {typed}", by="boss", manager=True)
    assert reply.headline == "Your week · Nov 16 to Nov 22, 2026"
    assert row(reply, "Sessions") == ("2", "0")
    assert not reply.small_print
    assert "Mondays" in words(await clinic.say("/clinic report")), "nothing was changed"


async def test_staff_read_no_week(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/clinic report this week")
    assert reply.refused
    assert not reply.tables


def row(reply: Reply, name: str) -> tuple[str, ...]:
    """The cells of a row of the week's table, behind its name."""
    (table,) = reply.tables
    return next(each.cells[1:] for each in table.rows if each.cells[0] == name)


async def test_checks_that_were_taken_back_and_rules_that_were_entered_are_no_checks(
    clinic: ClinicDesk,
) -> None:
    async def checked() -> str:
        report = await clinic.say("/clinic report this week", manager=True)
        (table,) = report.tables
        return {row.cells[0]: row.cells[1] for row in table.rows}["Facts and rules checked"]

    await clinic.say("/coverage edit cigna covered by call", manager=True)
    assert await checked() == "0"
    await clinic.say("/coverage verify cigna still true", manager=True)
    assert await checked() == "1"
    await clinic.say("/session undo", manager=True)
    assert await checked() == "0"
