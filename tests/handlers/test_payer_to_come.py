"""A payer that is noted from a later day: what is asked of whom, and what covers which visits."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk
from tests.handlers.front_desk import words


@pytest.fixture
async def desk(pack: FactBook) -> ClinicDesk:
    """KIWI-3 with two visits left of CareSource's and bookings before and after Jan 1."""
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new KIWI-3 payer caresource medicaid")
    await desk.say("/session authorize KIWI-3 4 visits from 11/2 until 1/15/2027")
    await desk.say("/session log KIWI-3 20560 on 11/10; KIWI-3 20560 on 11/17")
    await desk.say("/caps book KIWI-3 12/1 12/29 1/5/2027 1/12/2027")
    return desk


COVERS_NONE = (
    "What CareSource (Medicaid) authorized covers no visit from Jan 1, 2027 on, "
    "also not the 2 visits booked."
)


async def test_nobody_is_asked_for_visits_that_another_will_pay(desk: ClinicDesk) -> None:
    assert "Ask for authorization by" in words(await desk.say("/caps KIWI-3"))
    said = words(await desk.say("/session payer KIWI-3 buckeye medicaid from 1/1/2027"))
    assert COVERS_NONE in said
    shown = words(await desk.say("/caps KIWI-3"))
    assert COVERS_NONE in shown
    assert "Ask for authorization" not in said + shown


async def test_a_visit_beyond_in_its_own_time_is_still_to_be_asked_for(desk: ClinicDesk) -> None:
    await desk.say("/caps book KIWI-3 12/15")
    await desk.say("/session payer KIWI-3 buckeye medicaid from 1/1/2027")
    assert "Ask for authorization by" in words(await desk.say("/caps KIWI-3"))


async def test_where_none_is_left_the_next_visit_is_said_to_be_another_s(desk: ClinicDesk) -> None:
    await desk.say("/caps unbook KIWI-3 12/1 12/29")
    await desk.say("/session log KIWI-3 20560 on 11/19; KIWI-3 20560 on 11/20")
    assert "Ask the payer for a new authorization" in words(await desk.say("/session show KIWI-3"))
    await desk.say("/session payer KIWI-3 buckeye medicaid from 1/1/2027")
    shown = words(await desk.say("/session show KIWI-3"))
    assert "The next visit that is booked is of another payer's days." in shown
    assert "Ask the payer" not in shown


async def test_an_authorization_beyond_its_payer_s_last_day_says_so(desk: ClinicDesk) -> None:
    await desk.say("/session payer KIWI-3 buckeye medicaid from 1/1/2027")
    said = await desk.say("/session authorize KIWI-3 6 visits from 12/1 until 2/15/2027 as well")
    assert COVERS_NONE in words(said)


async def test_a_cap_that_holds_whoever_pays_goes_on_behind_a_change(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new KIWI-4 payer humana")
    await desk.say("/caps set KIWI-4 6 visits per rolling 365 days")
    await desk.say("/session log KIWI-4 20560 on 11/3; KIWI-4 20560 on 11/10; KIWI-4 20560 11/17")
    await desk.say("/session payer KIWI-4 aetna from 12/1")
    assert "payer pays for the last time" not in words(await desk.say("/caps KIWI-4"))
