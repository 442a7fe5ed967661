"""All requests that wait for a decision in one list, from /session and from /caps alike."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk, board_rows, button
from tests.handlers.front_desk import words


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic on Nov 23 with a late request, one that is due, and one of which nobody knows."""
    desk = ClinicDesk(pack, "PT")
    for alias, payer in (("OAK-12", "humana plan medicare advantage"), ("ELM-3", "aetna")):
        await desk.say(f"/session new {alias} payer {payer}")
    await desk.say("/session request OAK-12 12 visits sent 11/13")
    await desk.say("/session request OAK-12 6 visits urgent")
    await desk.say("/session request ELM-3 8 visits sent 11/20")
    return desk


@pytest.mark.parametrize(
    "typed",
    [
        "/session requests",
        "/session open requests",
        "/session pending requests?",
        "/session request list",
        "/session what requests are open",
        "/caps requests",
        "/caps open requests",
    ],
)
async def test_every_open_request_is_listed_the_longest_late_first(
    clinic: ClinicDesk, typed: str
) -> None:
    reply = await clinic.say(typed)
    assert reply.headline == "3 requests without a decision · 1 late"
    assert board_rows(reply) == [
        ("OAK-12", "12 visits · Nov 13, 2026 · Humana", "late: was due Fri Nov 20, 2026"),
        ("OAK-12", "6 visits, urgent · Nov 23, 2026 · Humana", "due Thu Nov 26, 2026"),
        (
            "ELM-3",
            "8 visits · Nov 20, 2026 · Aetna",
            "no decision after 3 days, planned until Mon Dec 7, 2026",
        ),
    ]
    assert reply.tables[0].rows[0].command == "/session request OAK-12"
    assert button(reply, "OAK-12: granted…") == "/session granted OAK-12 request 1"


@pytest.mark.parametrize(
    "typed", ["/session late requests", "/caps overdue", "/caps requests late"]
)
async def test_late_ones_alone(clinic: ClinicDesk, typed: str) -> None:
    reply = await clinic.say(typed)
    assert reply.headline == "1 request without a decision, late"
    assert len(board_rows(reply)) == 1
    await clinic.say(button(reply, "OAK-12: denied"))
    none = await clinic.say(typed)
    assert none.headline == "No decision is late"
    assert "2 requests without a decision, none of them late." in words(none)


async def test_without_any_it_is_said_how_one_is_noted(pack: FactBook) -> None:
    reply = await ClinicDesk(pack, "PT").say("/session requests")
    assert reply.headline == "No request waits for a decision"


async def test_what_names_an_alias_or_begins_one_is_no_list(clinic: ClinicDesk) -> None:
    assert (await clinic.say("/session requests ELM-3")).headline == "ELM-3 · requests"
    assert "Which alias?" in words(await clinic.say("/session request"))


async def test_many_stand_on_pages(clinic: ClinicDesk) -> None:
    for number in range(2, 10):
        await clinic.say(f"/session request ELM-3 {number + 20} visits")
    first = await clinic.say("/session requests")
    assert first.headline == "11 requests without a decision · 1 late"
    assert len(board_rows(first)) == 8
    second = await clinic.say(button(first, "More"))
    assert len(board_rows(second)) == 3
    assert not {*board_rows(first)} & {*board_rows(second)}
    assert "More" not in [choice.label for choice in second.choices]
    beyond = await clinic.say("/session requests page 9")
    assert board_rows(beyond) == board_rows(second)


async def test_urgent_ones_alone(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/session requests urgent")
    assert reply.headline == "1 urgent request without a decision"
    assert [row[1].partition(" ·")[0] for row in board_rows(reply)] == ["6 visits, urgent"]
    none = await clinic.say("/session urgent late requests")
    assert none.headline == "No urgent request waits"
    assert "3 requests without a decision, none of them urgent and late." in words(none)


async def test_words_that_narrow_nothing_are_told(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/session requests for knees")
    assert len(board_rows(reply)) == 3
    assert "I did not use “knees”: all are shown." in words(reply)
