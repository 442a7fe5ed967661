"""Texas workers' compensation: six visits without preauthorization, in the first two weeks."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk, first_line
from tests.handlers.front_desk import words


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A patient of Texas workers' compensation, evaluated on Nov 2, 2026; it is Nov 23."""
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new FERN-13 payer texas workers comp")
    await desk.say("/session log FERN-13 97161 on 11/2")
    return desk


async def test_the_evaluation_uses_none_of_the_six(clinic: ClinicDesk) -> None:
    card = words(await clinic.say("/caps FERN-13"))
    assert "0 of 6 visits used" in card
    assert "the evaluation beside them" in card


async def test_nothing_is_promised_of_them_after_two_weeks(clinic: ClinicDesk) -> None:
    assert first_line(await clinic.say("/session log FERN-13 97110 on 11/13")).startswith(
        "1 of 6 visits used; 5 lapsed on Nov 15, 2026."
    )
    late = words(await clinic.say("/session log FERN-13 97110 on 11/18"))
    assert "It comes after that time (ended Nov 15, 2026): ask Texas" in late


async def test_a_used_up_authorization_does_not_fall_back_to_them(clinic: ClinicDesk) -> None:
    await clinic.say("/session authorize FERN-13 2 visits from 11/9/2026 until 12/31/2026")
    for day in (10, 11, 12):
        logged = await clinic.say(f"/session log FERN-13 97110 on 11/{day}")
    assert first_line(logged).startswith("3 of 2 visits used, over by 1.")
    assert "need none" not in words(logged)
    assert "FERN-13 · over by 1" in words(await clinic.say("/caps over"))


async def test_a_second_authorization_goes_on_where_the_first_is_used_up(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session authorize FERN-13 1 visit from 11/9/2026 until 12/15/2026")
    await clinic.say("/session authorize FERN-13 2 visits from 11/11/2026 until 12/31/2026 as well")
    first = words(await clinic.say("/session log FERN-13 97110 on 11/12"))
    assert "Authorization number 1 is used up, 1 of 1 visit. What follows counts on number 2" in (
        first
    )
    second = first_line(await clinic.say("/session log FERN-13 97110 on 11/13"))
    assert second.startswith("1 of 2 visits used, 1 left. Authorization number 2")
