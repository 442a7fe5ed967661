"""A visit for which a payer wants an authorization is told so, whatever else has room for it."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk
from tests.handlers.front_desk import words


@pytest.fixture
def desk(pack: FactBook) -> ClinicDesk:
    """A desk of physical therapists."""
    return ClinicDesk(pack, "PT")


async def test_beyond_its_free_treatments_a_lapsed_authorization_covers_none(
    desk: ClinicDesk,
) -> None:
    await desk.say("/session new ELM-8 payer washington l&i")
    await desk.say("/session log ELM-8 20552 on 8/3; ELM-8 20552 on 8/10")
    await desk.say("/session authorize ELM-8 3 visits from 8/12/26 until 9/30/26")
    logged = words(await desk.say("/session log ELM-8 20552 on 8/17"))
    assert "Authorization number 1 has ended, 0 of 3 visits." in logged
    booked = words(await desk.say("/caps book ELM-8 12/1"))
    assert "no authorization covers Tue Dec 1." in booked
    week = words(await desk.say("/caps week 12/1"))
    assert "1 visit to see to" in week
    assert "fits every limit" not in week
    logged = words(await desk.say("/session log ELM-8 20552 on 11/12"))
    assert "No authorization from Washington L&I covers Thu Nov 12, 2026." in logged


async def test_within_its_free_treatments_none_is_wanted(desk: ClinicDesk) -> None:
    await desk.say("/session new ELM-8 payer washington l&i")
    await desk.say("/session authorize ELM-8 3 visits from 8/12/26 until 9/30/26")
    await desk.say("/caps book ELM-8 12/1 12/2")
    assert "nothing to see to" in words(await desk.say("/caps week 12/1"))


@pytest.mark.parametrize("payer", ["uhc medicare advantage", "hawaii workers comp", "ohio bwc"])
async def test_after_the_days_in_which_none_is_wanted_one_is(desk: ClinicDesk, payer: str) -> None:
    await desk.say(f"/session new ELM-8 payer {payer}")
    await desk.say("/session log ELM-8 97110 on 9/1; ELM-8 97110 on 9/3")
    booked = words(await desk.say("/caps book ELM-8 12/1"))
    assert "No authorization covers Tue Dec 1." in booked
    assert "with a reason that the payer accepts" not in booked
    assert "1 visit to see to" in words(await desk.say("/caps week 12/1"))
    assert "It comes after that time (ended" in words(
        await desk.say("/session log ELM-8 97110 on 11/18")
    )
    await desk.say("/session authorize ELM-8 8 visits from 11/20/26 until 12/31/26")
    assert "nothing to see to" in words(await desk.say("/caps week 12/1"))


async def test_early_visits_of_texas_lapse_after_two_weeks(desk: ClinicDesk) -> None:
    await desk.say("/session new ELM-8 payer texas workers comp")
    logged = await desk.glance("/session log ELM-8 97110 on 7/30")
    assert "1 of 6 visits used; 5 lapsed on Aug 12, 2026" in words(logged)


async def test_the_days_of_one_injury_end_on_one_day(desk: ClinicDesk) -> None:
    await desk.say("/session new ELM-8 payer ohio bwc")
    await desk.say("/session log ELM-8 20560 on 10/5; ELM-8 20552 on 10/20")
    told = words(await desk.say("/caps ELM-8"))
    assert told.count("Ends Dec 3, 2026.") >= 2
    assert "Dec 18" not in told
    assert "of them open now" not in told


async def test_a_limit_that_no_code_draws_on_does_not_lead(desk: ClinicDesk) -> None:
    await desk.say("/session new ELM-8 payer ohio bwc")
    logged = await desk.glance("/session log ELM-8 20560 on 11/10")
    assert logged.count
    assert (logged.count.used, logged.count.total) == (1, 12)
    injected = await desk.glance("/session log ELM-8 20552 on 11/12")
    assert injected.count
    assert (injected.count.used, injected.count.total) == (1, 3)


async def test_what_holds_for_some_clinics_alone_is_told_and_not_counted(desk: ClinicDesk) -> None:
    opened = await desk.say("/session new ELM-8 payer medi-cal")
    assert opened.count is None
    assert "rural and federally qualified clinics" in words(opened)
