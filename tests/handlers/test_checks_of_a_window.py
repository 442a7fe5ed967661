"""A payer's count of a window is compared with what may lie in that window alone."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk
from tests.handlers.front_desk import words


@pytest.fixture
async def desk(pack: FactBook) -> ClinicDesk:
    """A desk with a void session in December of last year, and one in September of this."""
    desk = ClinicDesk(pack)
    await desk.say("/session new OAK-6 payer aetna")
    for day in ("12/29/25", "9/29/26", "11/10/26"):
        await desk.say(f"/session log OAK-6 20561 on {day}")
    await desk.say("/session void OAK-6 1 because duplicate")
    await desk.say("/session void OAK-6 2 because duplicate")
    return desk


async def test_a_void_of_another_year_explains_no_count_of_this_one(desk: ClinicDesk) -> None:
    await desk.say("/caps set OAK-6 20 visits per calendar year")
    told = words(await desk.say("/caps check OAK-6 7 as of 11/20/26 from portal"))
    assert "Void here, and perhaps billed: session 2, Sep 29." in told
    assert "Dec 29" not in told


async def test_a_day_of_another_year_is_named_with_it(desk: ClinicDesk) -> None:
    await desk.say("/caps set OAK-6 20 visits per rolling 12 months")
    told = words(await desk.say("/caps check OAK-6 7 as of 11/20/26 from portal"))
    assert "session 1, Dec 29, 2025; session 2, Sep 29." in told


async def test_a_day_that_was_booked_in_another_month_is_no_lead(desk: ClinicDesk) -> None:
    await desk.say("/caps set OAK-6 8 visits per month")
    await desk.say("/caps book OAK-6 10/28")
    await desk.say("/caps book OAK-6 11/12")
    told = words(await desk.say("/caps check OAK-6 7 as of 11/20/26 from portal"))
    assert "Oct 28" not in told
    assert "Sep 29" not in told


async def test_an_authorization_that_begins_later_is_said_to(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new FERN-44 payer humana")
    await desk.say("/session authorize FERN-44 6 visits from 11/1/26 until 11/30/26")
    await desk.say("/session authorize FERN-44 10 visits from 12/1/26 until 2/28/27")
    told = words(await desk.say("/caps check FERN-44 5 used of authorization 2 from portal"))
    assert "Authorization 2 of FERN-44 begins on Dec 1, 2026" in told
    first = words(await desk.say("/caps check FERN-44 5 used of authorization 1 from portal"))
    assert "begins on" not in first
