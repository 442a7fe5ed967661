"""A number is kept as it was typed, or nothing is kept: never a part of it."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import TODAY, ClinicDesk
from tests.handlers.front_desk import words

FORMS = {
    "a fraction": "12.5",
    "a comma": "12,5",
    "no whole part": ".5",
    "an exponent": "1e2",
    "a slash": "1/12",
    "a sign": "-3",
    "a range": "10-12",
    "a product": "2 x 10",
    "a choice": "5 or 6",
}
COMMANDS = {
    "a cap": "/caps set OAK-12 {} visits per calendar year",
    "a payer's cap": "/caps set medicare {} visits per calendar year",
    "the length of a window": "/caps set OAK-12 12 visits per rolling {} months",
    "an authorization": "/session authorize OAK-12 {} visits from 12/1/2026 until 2/28/2027",
    "a balance": "/session balance OAK-12 {} as of 11/1/2026 from portal",
    "a session to void": "/session void OAK-12 {} because wrong day",
    "a preview": "/caps preview {}",
    "units": "/session log OAK-12 20561 again {} units",
}


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic with an alias that has ten sessions."""
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new OAK-12 payer aetna")
    for _ in range(12):
        await desk.say("/session log OAK-12 20561 again")
    return desk


async def state_of(clinic: ClinicDesk) -> tuple[object, ...]:
    """All that a command could have changed."""
    return (
        await clinic.charts.find(1, "OAK-12"),
        await clinic.charts.caps(1),
        clinic.clinic,
    )


@pytest.mark.parametrize("typed", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
async def test_no_other_number_than_the_one_typed_is_kept(
    clinic: ClinicDesk, command: str, typed: str
) -> None:
    before = await state_of(clinic)
    reply = await clinic.say(command.format(typed), manager=True)
    assert not clinic.answered, reply
    assert await state_of(clinic) == before
    for choice in reply.choices:  # nor does a button keep one
        assert choice.label != "Leave it out", choice


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("at 12.5 left", "12.5"),
        ("14.5 days", "14.5"),
        ("at 10-12 left", "10-12"),
        ("at 1/2 left", "1/2"),
        ("at -1 left", "-1"),
        ("at .5 left", ".5"),
    ],
)
async def test_a_warning_at_no_whole_number_is_named_and_refused(
    clinic: ClinicDesk, typed: str, named: str
) -> None:
    before = clinic.clinic
    reply = await clinic.say(f"/clinic warn {typed}", manager=True)
    assert reply.headline == f"I did not understand “{named}”. Nothing was changed."
    assert clinic.clinic == before


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12 visits per calendar year", 12),
        ("12/calendar year", 12),
        ("at most 12 visits per calendar year", 12),
        ("no more than 12 per calendar year", 12),
        ("20 in any 12-month period, rolling", 20),
    ],
)
async def test_a_whole_number_is_kept(clinic: ClinicDesk, typed: str, number: int) -> None:
    await clinic.say(f"/caps set OAK-12 {typed}")
    assert [cap.number for cap in await clinic.charts.caps(1)] == [number]


@pytest.mark.parametrize("typed", ["x4", "×4", "x 4", "4x", "4 units"])
async def test_units_of_a_code_that_has_none_log_nothing(clinic: ClinicDesk, typed: str) -> None:
    reply = await clinic.say(f"/session log OAK-12 20561 {typed} on 11/20/2026")
    assert "is not a timed code and has no units, so nothing was logged" in reply.headline
    assert [choice.label for choice in reply.choices] == ["Log it without units"]
    assert not clinic.answered


@pytest.mark.parametrize("typed", ["-4 hours", ".5 hours", "4,5 hours", "1-2 hours", "1e2 min"])
async def test_patience_is_as_long_as_it_was_typed(clinic: ClinicDesk, typed: str) -> None:
    before = clinic.clinic
    await clinic.say(f"/clinic patience {typed}", manager=True)
    assert not clinic.answered
    assert clinic.clinic == before


async def test_one_unit_is_a_session(clinic: ClinicDesk) -> None:
    await clinic.say("/session log OAK-12 20561 x1 on 11/20/2026")
    assert clinic.answered


@pytest.mark.parametrize("verb", ["authorize", "balance"])
async def test_an_example_holds_no_number_that_would_be_refused(
    clinic: ClinicDesk, verb: str
) -> None:
    reply = await clinic.say(
        f"/session {verb} OAK-12 1957 visits as of {TODAY} from 11/1/2026 until 12/1/2026"
    )
    assert "1957" not in words(reply)
