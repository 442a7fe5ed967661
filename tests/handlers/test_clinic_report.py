"""A manager turns the week's report on and off; staff read whether it comes."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk


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
