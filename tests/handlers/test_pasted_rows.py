"""Rows that are pasted: a name, a day that is missing, an alias that stands there twice."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk, button
from tests.handlers.front_desk import words


@pytest.fixture
async def desk(pack: FactBook) -> ClinicDesk:
    """A desk with three aliases."""
    desk = ClinicDesk(pack, "PT")
    for alias in ("ELM-3", "OAK-6", "FOX-4"):
        await desk.say(f"/session new {alias} payer cigna")
    return desk


@pytest.mark.parametrize("sign", ["\n", "; "])
@pytest.mark.parametrize("at", [0, 1, 2])
async def test_a_row_with_a_name_for_its_alias_is_left_out_whole(
    desk: ClinicDesk, sign: str, at: int
) -> None:
    rows = ["ELM-3 20560 11/18/26", "OAK-6 97110 11/19/26"]
    rows.insert(at, "M. Jones 97140 11/20/26")
    asked = await desk.say(f"/session log {sign.join(rows)}")
    sent = button(asked, "Send it without that")
    assert sent == "/session log ELM-3 20560 11/18/26; OAK-6 97110 11/19/26"
    assert "2 of 2 logged" in (await desk.say(sent)).headline


async def test_of_a_row_with_an_alias_the_name_alone_is_left_out(desk: ClinicDesk) -> None:
    rows = "ELM-3 20560 11/18/26\nOAK-6 M. Jones 97110 11/19/26"
    sent = button(await desk.say(f"/session log {rows}"), "Send it without that")
    assert sent == "/session log ELM-3 20560 11/18/26; OAK-6 97110 11/19/26"


@pytest.mark.parametrize("missing", ["FOX-4 20561", "FOX-4"])
async def test_a_row_without_a_day_is_asked_for_it(desk: ClinicDesk, missing: str) -> None:
    rows = f"ELM-3 20560 11/16/26\nOAK-6 97110 11/16/26\n{missing}"
    asked = await desk.say(f"/session log {rows}")
    assert asked.headline == "Is Mon Nov 16, 2026 the day of all of them?"
    assert [c.label for c in asked.choices] == ["All on Nov 16, 2026", "FOX-4 today"]
    days = f"ELM-3 20560 11/16/26\nOAK-6 97110 11/17/26\n{missing}"
    assert (await desk.say(f"/session log {days}")).headline == "Of which day is FOX-4?"
    assert await desk.numbers("FOX-4") == []


async def test_what_is_said_of_an_alias_once_more_is_of_its_visit(desk: ClinicDesk) -> None:
    asked = await desk.say("/session log ELM-3, OAK-6 on 11/13 OAK-6 no show")
    alone = button(asked, "OAK-6 alone")
    assert alone == "/session log ELM-3 on 11/13; OAK-6 on 11/13 no show"
    done = words(await desk.say(alone))
    assert "1 of 2 logged" in done
    assert await desk.numbers("OAK-6") == []


async def test_an_alias_behind_the_words_of_another_begins_its_own(desk: ClinicDesk) -> None:
    done = await desk.say("/session log ELM-3 97110 on 11/13 OAK-6 97140 on 11/16")
    assert "2 of 2 logged" in done.headline
    strange = await desk.say("/session log ELM-3 97110 on 11/17 OAK-77 97140 on 11/16")
    assert strange.refused, "none of the clinic's: it may be a slip in the words"


@pytest.mark.parametrize("verb", ["edit", "correct", "change the", "fix"])
async def test_a_session_is_not_changed_and_the_way_is_told(desk: ClinicDesk, verb: str) -> None:
    await desk.say("/session log ELM-3 97110 on 11/13")
    told = await desk.say(f"/session {verb} ELM-3 1 on 11/12")
    assert "Void it, then log it anew: /session void ELM-3 1 because wrong day" in words(told)
    assert button(told, "Void session 1") == "/session void ELM-3 1"


@pytest.mark.parametrize(
    ("typed", "verb"),
    [
        ("change ELM-3 payer aetna", "payer"),
        ("change the payer of ELM-3 to aetna", "payer"),
        ("update ELM-3 authorization 12 visits", "authorize"),
        ("correct ELM-3 balance 4", "balance"),
        ("change ELM-3 name to OWL-9", "rename"),
    ],
)
async def test_what_is_no_session_is_not_said_to_be_one(
    desk: ClinicDesk, typed: str, verb: str
) -> None:
    told = await desk.say(f"/session {typed}")
    assert told.headline == f"Did you mean {verb}?"
    assert f"begin with it: /session {verb} ELM-3" in words(told)


@pytest.mark.parametrize("verb", ["close", "improving"])
async def test_a_second_alias_is_not_taken_for_a_day(desk: ClinicDesk, verb: str) -> None:
    told = words(await desk.say(f"/session {verb} ELM-3, OAK-6"))
    assert "One alias at a time" in told


async def test_undo_of_many_sessions_of_one_alias_names_the_first_and_the_last(
    desk: ClinicDesk,
) -> None:
    rows = "; ".join(f"ELM-3 97110 on 11/{day}" for day in range(2, 10))
    done = await desk.say(f"/session log {rows}")
    undo = next(c.command for c in done.choices if c.command.startswith("/session undo"))
    assert undo == "/session undo 8 of them, session 1 to session 8, of ELM-3"
    await desk.say(undo)
    assert await desk.numbers("ELM-3") == []
