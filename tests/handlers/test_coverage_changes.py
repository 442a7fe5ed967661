"""/coverage changes: what began, ended, was entered and was taken back for the clinic's payers."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from models.coverage.fact_book import FactBook
from models.coverage.position_changes import ChangeKind, since
from models.period import Period
from models.reply import Reply
from tests.handlers.clinic_desk import ClinicDesk
from tests.models.small_book import position


@pytest.fixture
def desk(pack: FactBook) -> ClinicDesk:
    """A clinic of physical therapists, in November 2026."""
    return ClinicDesk(pack, "PT")


def told(reply: Reply) -> dict[str, list[str]]:
    """What is told of each payer."""
    return {each.title: [line.text for line in each.lines] for each in reply.sections}


async def test_own_rules_are_told_as_they_were_entered_and_taken_back(desk: ClinicDesk) -> None:
    for text in ("premera not covered 20560 by call", "premera withdraw 1"):
        await desk.say(f"/coverage edit {text}", by="boss", manager=True)
    reply = await desk.say("/coverage changes")
    assert [line.text.partition(" rule ")[0] for line in reply.lines[:2]] == [
        "Premera: Nov 23, 2026: your clinic took back",
        "Nov 23, 2026: your clinic entered",
    ]


async def test_the_newest_change_is_in_sight_and_the_rest_is_counted(desk: ClinicDesk) -> None:
    for verdict in ("covered", "not covered", "covered", "not covered", "covered"):
        text = f"/coverage edit premera {verdict} 20560 by call"
        assert not (await desk.say(text, by="boss", manager=True)).refused
    reply = await desk.say("/coverage changes")
    assert "rule 5: " in reply.lines[0].text
    assert "rule 3: " in reply.lines[2].text
    rest = told(reply)["Premera"]
    assert reply.lines[2].text.endswith(f"{len(rest)} more under Details.")
    assert [line.partition(" rule ")[2][:2] for line in rest[:2]] == ["2:", "1:"]
    await desk.say("/coverage edit cigna covered 20560 by call", by="boss", manager=True)
    both = [line.text for line in (await desk.say("/coverage changes")).lines]
    assert both[0].startswith("Cigna: Nov 23, 2026: your clinic entered rule 6: ")
    assert both[1].startswith("Premera: Nov 23, 2026: your clinic entered rule 5: ")
    assert both[1].endswith(f"{len(rest) + 2} more under Details.")


async def test_a_payer_that_no_patient_has_is_not_told_of(desk: ClinicDesk) -> None:
    reply = await desk.say("/coverage changes since 1/1/2020")
    assert told(reply) == {}
    assert reply.lines[0].text.startswith("Nothing of payers that your patients have")


async def test_a_payer_of_a_patient_is_told_of_with_its_sources(desk: ClinicDesk) -> None:
    await desk.say("/session new BLUE-47K payer medicare for chronic low back pain")
    reply = await desk.say("/coverage changes since 1/1/2020")
    assert reply.headline == "What changed since Jan 1, 2020"
    rest = told(reply).get("Medicare Part B", [])
    assert any("began to hold" in line for line in [*(each.text for each in reply.lines), *rest])
    assert reply.sources


@pytest.mark.parametrize(
    ("since", "day"),
    [("friday", "Nov 20"), ("last monday", "Nov 16"), ("yesterday", "Nov 22"), ("11/1", "Nov 1")],
)
async def test_the_day_since_when_is_told_as_people_tell_it(
    desk: ClinicDesk, since: str, day: str
) -> None:
    reply = await desk.say(f"/coverage changes premera since {since}")
    assert reply.headline == f"What changed since {day}, 2026"


async def test_a_payer_that_is_named_is_told_of_alone(desk: ClinicDesk) -> None:
    await desk.say("/session new BLUE-47K payer medicare for chronic low back pain")
    reply = await desk.say("/coverage changes bcbsnc since 2015-01-01")
    assert reply.lines[0].text.startswith("Blue Cross NC: ")
    assert set(told(reply)) <= {"Blue Cross NC"}


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("since plaza", "since which day"),
        ("plaza", "of which payer"),
        ("plaza since 11/1/2026", "of which payer"),
        ("since 1/1/2027", "lies ahead"),
    ],
)
async def test_what_is_not_understood_is_asked_back(
    desk: ClinicDesk, typed: str, says: str
) -> None:
    assert says in (await desk.say(f"/coverage changes {typed}")).headline


async def test_what_the_clinic_entered_is_neither_shared_nor_remembered(desk: ClinicDesk) -> None:
    reply = await desk.say("/coverage changes")
    assert not reply.canonical
    assert not reply.receipt


async def test_a_word_that_was_not_understood_is_told(desk: ClinicDesk) -> None:
    reply = await desk.say("/coverage changes premera foobar since 11/1/2026")
    assert [line.text for line in reply.cautions] == ["I did not use “foobar”."]


async def test_of_many_payers_all_are_counted_and_those_that_no_list_has(desk: ClinicDesk) -> None:
    reply = await desk.say("/coverage changes blue cross since 2015-01-01")
    changed = int(reply.headline.rpartition(" · ")[2].split()[0])
    listed = {line.text.partition(":")[0] for line in reply.lines} | set(told(reply))
    assert f"{changed - len(listed)} other payers not listed" in reply.cautions[0].text
    gist = await desk.glance("/coverage changes blue cross since 2015-01-01")
    assert "under Details" not in gist.lines[-1].text or gist.details


async def test_of_a_payer_on_which_nothing_is_held_no_change_is_denied(desk: ClinicDesk) -> None:
    reply = await desk.say("/coverage changes zing health")
    assert reply.lines[0].text == "I hold no position of Zing Health, and you entered no rule."
    desk.later(days=60)
    reply = await desk.say("/coverage changes cigna since 1/20/2027")
    assert reply.lines[0].text == "Nothing of Cigna."


async def test_the_newest_leads_of_a_payer_and_of_all_and_what_comes_next_is_told_last(
    pack: FactBook,
) -> None:
    turns = {
        "cigna": (date(2026, 11, 1), date(2026, 11, 5)),
        "premera": (date(2027, 6, 1), date(2027, 1, 1), date(2026, 11, 10)),
    }
    book = replace(
        pack,
        positions={
            payer: tuple(position(f"{payer} {day}", first=day, cites=()) for day in days)
            for payer, days in turns.items()
        },
    )
    desk = ClinicDesk(book, "PT")
    both = await desk.say("/coverage changes cigna and premera since 10/31/2026")
    days = [re.findall(r"[A-Z][a-z]{2} \d{1,2}, \d{4}", line.text)[0] for line in both.lines]
    assert days == ["Nov 10, 2026", "Nov 5, 2026"]
    one = await desk.say("/coverage changes premera since 10/31/2026")
    assert ["2027-01-01" in line.text for line in one.lines] == [False, True, False]


ONE = position("one", first=date(2026, 3, 1), last=date(2026, 9, 30))
HELD = replace(ONE, recorded=Period(date(2026, 2, 1), date(2026, 7, 31)))


@pytest.mark.parametrize(
    ("first", "turns"),
    [
        pytest.param(date(2026, 1, 1), ["held", "begins", "replaced", "ends"], id="all of it"),
        pytest.param(date(2026, 3, 1), ["begins", "replaced", "ends"], id="from its first day on"),
        pytest.param(date(2026, 9, 30), ["ends"], id="on its last day"),
        pytest.param(date(2026, 10, 1), [], id="afterwards"),
    ],
)
def test_a_position_turns_when_it_begins_and_ends_on_either_clock(
    first: date, turns: list[str]
) -> None:
    assert [change.turn for change in since([HELD], first)] == [ChangeKind(turn) for turn in turns]
