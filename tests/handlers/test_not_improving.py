"""What was noted of improving is taken back: by its verb, on its day, and by undo."""

from __future__ import annotations

from datetime import date

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import TODAY, ClinicDesk, button, days, first_line
from tests.handlers.front_desk import words


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic with an alias under Medicare, whose limit goes on if the patient improves."""
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new OAK-12 payer medicare for chronic low back pain")
    await desk.log("OAK-12", *days(date(2026, 11, 1), 3))
    return desk


async def noted(clinic: ClinicDesk) -> tuple[date, ...]:
    """The days on which the patient was noted as improving."""
    chart = await clinic.charts.find(1, "OAK-12")
    assert chart
    return chart.history.improving


@pytest.mark.parametrize(
    "typed",
    [
        "/session not improving OAK-12",
        "/session improving OAK-12 not",
        "/session improving OAK-12 no longer",
        "/session improving OAK-12 not any more",
        "/session not improving OAK-12 on 11/23/2026",
        "/session undo",
    ],
)
async def test_improving_is_taken_back_with_the_visits_that_it_opened(
    clinic: ClinicDesk, typed: str
) -> None:
    before = first_line(await clinic.say("/session show OAK-12"))
    opened = first_line(await clinic.say("/session improving OAK-12"))
    assert opened != before
    reply = await clinic.say(typed)
    assert clinic.answered, reply
    assert first_line(reply) == before
    assert await noted(clinic) == ()


async def test_a_second_note_stays(clinic: ClinicDesk) -> None:
    await clinic.say("/session improving OAK-12 on 11/20/2026")
    await clinic.say("/session improving OAK-12")
    reply = await clinic.say("/session not improving OAK-12")
    assert not clinic.answered
    assert await noted(clinic) == (date(2026, 11, 20), TODAY)
    await clinic.say(button(reply, "Not improving, Nov 20, 2026"))
    assert await noted(clinic) == (TODAY,)


@pytest.mark.parametrize("day", ["", " on 11/20/2026"])
async def test_what_was_not_noted_is_said(clinic: ClinicDesk, day: str) -> None:
    reply = await clinic.say(f"/session not improving OAK-12{day}")
    assert "that the patient improves, so nothing changed." in words(reply)


async def test_undo_of_not_improving_notes_it_again(clinic: ClinicDesk) -> None:
    await clinic.say("/session improving OAK-12")
    await clinic.say("/session not improving OAK-12")
    reply = await clinic.say("/session undo")
    assert "Taken back: not improving of OAK-12, Nov 23, 2026." in words(reply)
    assert await noted(clinic) == (TODAY,)
