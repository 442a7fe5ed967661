"""Where sources dispute how a payer's limit runs, the clinic chooses, and the count follows."""

from __future__ import annotations

from datetime import date

import pytest

from bot.app import App
from bot.membership import Caller
from models.clinic.clinic import Platform, Role
from models.coverage.fact_book import FactBook
from models.reply import Reply
from tests.handlers.clinic_desk import ClinicDesk

MAX = Caller(Platform.SLACK, "T1", "UMAX", role=Role.MANAGER)


@pytest.fixture
def clinic(pack: FactBook) -> ClinicDesk:
    return ClinicDesk(pack)


def told(reply: Reply) -> str:
    """All that a reader sees of a reply."""
    parts = [reply.headline, *(line.text for line in (*reply.lines, *reply.cautions))]
    for section in reply.sections:
        parts += [section.title, *(line.text for line in section.lines)]
    return "\n".join(parts)


async def test_the_medicare_year_runs_from_the_first_visit_until_the_clinic_says_otherwise(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session new BLUE-7 payer medicare for chronic low back pain")
    await clinic.log("BLUE-7", date(2026, 11, 20))
    assert "Resets Nov 1, 2027" in told(await clinic.say("/caps BLUE-7"))

    done = await clinic.say("/caps reading medicare calendar year", manager=True)
    assert "calendar year" in told(done)
    assert done.sources
    counted = told(await clinic.say("/caps BLUE-7"))
    assert "Resets Jan 1, 2027" in counted
    assert "Resets Nov 1, 2027" not in counted

    await clinic.say("/caps reading medicare from first visit", manager=True)
    assert "Resets Nov 1, 2027" in told(await clinic.say("/caps BLUE-7"))


async def test_asked_bare_it_shows_both_readings_with_their_sources(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/caps reading medicare")
    assert "12 months from the first visit" in told(reply)
    assert "calendar year" in told(reply)
    assert "Counted so here" in told(reply)
    assert len(reply.choices) == 2
    assert reply.sources
    chosen = await clinic.say(reply.choices[1].command, manager=True)
    assert "Counted here from now on" in told(chosen)


@pytest.mark.parametrize("reading", ["calendar year", "from first visit"])
async def test_the_one_reading_that_counts_is_marked(clinic: ClinicDesk, reading: str) -> None:
    await clinic.say(f"/caps reading medicare {reading}", manager=True)
    (section,) = (await clinic.say("/caps reading medicare")).sections
    marked = [line.text for line in section.lines if line.text.endswith("Counted so here.")]
    assert len(section.lines) == 2
    assert len(marked) == 1
    assert reading.removeprefix("from ") in marked[0]


async def test_only_a_manager_chooses(clinic: ClinicDesk) -> None:
    reply = await clinic.say("/caps reading medicare calendar year")
    assert "managers" in told(reply)
    assert "Counted here from now on" not in told(reply)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        pytest.param("/caps reading", "For which payer?", id="no payer"),
        pytest.param("/caps reading acme health", "For which payer?", id="an unknown payer"),
        pytest.param("/caps reading tricare", "No source that I know disputes", id="no dispute"),
    ],
)
async def test_what_cannot_be_chosen_is_said(clinic: ClinicDesk, typed: str, says: str) -> None:
    assert says in told(await clinic.say(typed, manager=True))


async def test_the_choice_is_kept_and_the_board_follows(app: App) -> None:
    await app.answer(MAX, "/session new BLUE-7 payer medicare for chronic low back pain")
    await app.answer(MAX, "/session log BLUE-7")
    await app.answer(MAX, "/caps reading medicare calendar year")
    seat = await app.memberships.find(MAX)
    assert dict(seat.clinic.readings) == {"medicare_year": "calendar_year"}
    year = app.clock().year
    assert f"Resets Jan 1, {year + 1}" in told(await app.answer(MAX, "/caps BLUE-7 details"))
    assert [e.event.action for e in await app.records.audit(seat.clinic.id)].count("defaults set")
