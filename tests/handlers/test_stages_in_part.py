"""A cap of which an authorization opens more: as many visits as the payer granted, and no more."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk
from tests.handlers.front_desk import words


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """A clinic where Humana lets 20 visits pay, and 10 more that it authorizes."""
    clinic = ClinicDesk(pack, "PT")
    cap = "/caps set humana 20 visits per calendar year, then 10 more with authorization"
    await clinic.say(cap, manager=True)
    await clinic.say("/session new OAK-2 payer humana")
    return clinic


async def test_two_authorized_visits_open_two_of_the_ten_that_want_an_authorization(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session authorize OAK-2 2 visits from 10/1/2026 until 12/31/2026")
    told = words(
        await clinic.say(
            "/session balance OAK-2 20 in all as of 2026-11-20 from portal with recent"
        )
    )
    assert "20 of 22 visits used, 2 left" in told
    shown = words(await clinic.say("/caps OAK-2 details"))
    assert "22 of them open now" in shown
    assert "8 more visits open once the payer authorizes them." in shown


async def test_what_lapsed_of_an_authorization_opens_nothing_more(clinic: ClinicDesk) -> None:
    await clinic.say("/session authorize OAK-2 5 visits from 10/1/2026 until 11/10/2026")
    await clinic.say("/session balance OAK-2 20 in all as of 2026-10-10 from portal with recent")
    await clinic.say("/session log OAK-2 97110 on 2026-11-02")
    shown = words(await clinic.say("/caps OAK-2 details"))
    assert "21 of 21 visits used, none left" in shown


async def test_what_last_year_used_of_an_authorization_opens_nothing_in_the_new_one(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/session authorize OAK-2 7 visits from 10/1/2026 until 1/31/2027")
    await clinic.say("/session balance OAK-2 25 in all as of 2026-11-20 from portal with recent")
    clinic.later(days=43)
    await clinic.say("/session log OAK-2 97110 on 2027-01-05")
    assert "1 of 22 visits used, 21 left" in words(await clinic.say("/caps OAK-2 details"))


async def test_a_cap_is_called_by_the_number_that_was_set_whatever_day_it_was_set_on(
    pack: FactBook,
) -> None:
    desk = ClinicDesk(pack, "PT")
    desk.now = datetime(2026, 11, 30, 12, tzinfo=UTC)
    await desk.say("/session new SAGE-6 payer cigna")
    await desk.say(
        "/caps set SAGE-6 20 visits per calendar year, then 10 more with authorization",
        manager=True,
    )
    await desk.say("/session authorize SAGE-6 5 visits from 11/1/26 until 1/31/27")
    asked = await desk.say("/caps check SAGE-6 4 as of 11/20/26 from portal")
    assert [c.command for c in asked.choices if " of cap of " in c.command] == [
        "/caps check SAGE-6 4 used of cap of 20 per calendar year as of 2026-11-20 from portal"
    ]
