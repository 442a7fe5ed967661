"""A Good Faith Estimate that is asked for with its days leads to the sheet that counts them."""

from __future__ import annotations

import pytest

from handlers import COMMANDS
from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk

TOPIC = "Who gets a good faith estimate, and when?"


@pytest.fixture
def desk(pack: FactBook) -> ClinicDesk:
    """A clinic of physical therapists, on Nov 23, 2026."""
    return ClinicDesk(pack, "PT", COMMANDS)


@pytest.mark.parametrize(
    ("typed", "cash"),
    [
        (
            "/ask good faith estimate booked today for 12/9",
            "uninsured booked 2026-11-23 for 2026-12-09",
        ),
        (
            "/coverage gfe deadline booked 11/20 for 12/9",
            "uninsured booked 2026-11-20 for 2026-12-09",
        ),
        ("/ask gfe for a cigna patient on 12/9", "Cigna for 2026-12-09"),
    ],
)
async def test_the_days_stand_in_a_button(desk: ClinicDesk, typed: str, cash: str) -> None:
    reply = await desk.say(typed)
    assert reply.headline == TOPIC
    assert reply.choices[0].command == f"/coverage cash {cash}"
    assert "due by" in (await desk.say(reply.choices[0].command)).sentences


async def test_an_estimate_is_no_payer(desk: ClinicDesk) -> None:
    assert (await desk.say("/coverage good faith estimate")).headline == TOPIC


async def test_the_receipt_of_an_answer_is_told(desk: ClinicDesk) -> None:
    assert (
        await desk.say("/ask what is a receipt")
    ).headline == "What is the receipt of an answer?"
    assert (await desk.say("/ask receipt")).headline == "What goes on a superbill?"
