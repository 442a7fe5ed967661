"""An alias that is mistyped in a list gives nothing of its visit to the patient before it."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk
from tests.handlers.front_desk import words


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """One patient, and nobody else."""
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new PINE-21 payer aetna")
    return desk


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("PINE-21 97110 x2; PINE-X 97110 x3", id="a letter for a digit"),
        pytest.param("PINE-21 97110 x2 and PINES 97110 x3", id="no digit at all"),
        pytest.param("PINE-21 97110 x2; pinex 97140", id="another code"),
        pytest.param("PINE-21 97110, BADALIAS 97140", id="behind a comma"),
    ],
)
async def test_the_codes_behind_it_are_offered_for_nobody(clinic: ClinicDesk, typed: str) -> None:
    asked = await clinic.say(f"/session log {typed}")
    assert await clinic.numbers("PINE-21") == []
    assert "Whose are the codes behind" in words(asked)
    assert "x5" not in words(asked)
    assert not [choice for choice in asked.choices if "97110" in choice.command]


async def test_a_word_of_courtesy_between_codes_is_still_left_out(clinic: ClinicDesk) -> None:
    asked = await clinic.say("/session log PINE-21 97110 ok 97140")
    offered = [choice.command for choice in asked.choices if "97110 97140" in choice.command]
    assert offered or await clinic.numbers("PINE-21") == [1]
