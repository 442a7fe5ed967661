"""What is typed behind the other command of the two that keep visits is done all the same."""

from __future__ import annotations

import pytest

from handlers import elsewhere
from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk
from tests.handlers.front_desk import words


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic on Monday, Nov 23, with one alias that has visits authorized."""
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new OAK-12 payer aetna")
    await desk.say("/session authorize OAK-12 12 visits from 11/1/2026 until 12/31/2026")
    return desk


@pytest.mark.parametrize(
    ("typed", "done", "read"),
    [
        pytest.param("/session book OAK-12 12/1", "Booked: Tue Dec 1", "caps book", id="book"),
        pytest.param("/session booked OAK-12 12/1", "Booked: Tue Dec 1", "caps book", id="booked"),
        pytest.param("/session week", "Week of Mon Nov 23", "caps week", id="week"),
        pytest.param("/session schedule", "Week of Mon Nov 23", "caps week", id="schedule"),
        pytest.param("/session rollover", "Jan 1, 2027", "caps rollover", id="rollover"),
        pytest.param(
            "/session check OAK-12 2 as of 11/20 from portal",
            "the payer's portal counts 2, you count 0", "caps check", id="check",
        ),
        pytest.param("/session close of day", "0 visits to log", "session today", id="close of"),
        pytest.param("/session close the day", "0 visits to log", "session today", id="close it"),
        pytest.param("/caps today", "0 visits to log", "session today", id="today"),
        pytest.param("/caps tomorrow", "Tue Nov 24", "session today", id="tomorrow"),
        pytest.param("/caps next week", "Week of Mon Nov 30", "caps week", id="next week"),
        pytest.param("/caps who is booked this week", "Week of Mon Nov 23", "caps week", id="who"),
        pytest.param("/caps log OAK-12 20560", "OAK-12 · logged", "session log", id="log"),
        pytest.param("/caps log", "Which alias?", "", id="log nobody"),
        pytest.param(
            "/caps request OAK-12 6 visits", "request noted", "session request", id="request"
        ),
        pytest.param("/caps undo", "Taken back: authorization", "session undo", id="undo"),
    ],
)  # fmt: skip
async def test_the_other_commands_verb_is_read_and_said(
    clinic: ClinicDesk, typed: str, done: str, read: str
) -> None:
    said = words(await clinic.say(typed))
    assert done in said
    assert (f"I read it as /{read}." in said) is bool(read)


async def test_rows_that_are_pasted_behind_it_stay_rows(clinic: ClinicDesk) -> None:
    await clinic.say("/session new ELM-3 payer cigna")
    said = words(await clinic.say("/session book OAK-12 12/1\nELM-3 12/2\nlunch 12/3"))
    assert "Booked: 2 aliases" in said
    assert "Row 3 was not read" in said


async def test_a_name_behind_it_is_kept_away_as_behind_its_own(clinic: ClinicDesk) -> None:
    said = words(await clinic.say("/session book OAK-12 12/1 for John Smith"))
    assert "Smith" not in said
    chart = await clinic.charts.find(1, "OAK-12")
    assert chart
    assert chart.booked == ()


@pytest.mark.parametrize(
    "typed",
    [
        "medicare",
        "over",
        "OAK-12",
        "balance OAK-12",
        "auth OAK-12",
        "week 12/7",
        "close to a limit",
    ],
)
def test_what_the_board_takes_stays_with_it(typed: str) -> None:
    assert elsewhere.verb_meant("caps", typed) is None


@pytest.mark.parametrize("typed", ["close OAK-12", "log OAK-12", "today", "show OAK-12", "move"])
def test_what_sessions_take_stays_with_them(typed: str) -> None:
    assert elsewhere.verb_meant("session", typed) is None


@pytest.mark.parametrize("typed", ["/caps log OAK-12", "/session book OAK-12 12/1", "/caps undo"])
async def test_what_changes_something_there_changes_it_here(clinic: ClinicDesk, typed: str) -> None:
    assert clinic.may_change(typed)
