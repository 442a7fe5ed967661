"""An authorization that is used up is told where visits that need none go on behind it."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk, first_line
from tests.handlers.front_desk import words


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """Ohio BWC presumes twelve visits approved; two are authorized for a shoulder, six a neck."""
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new TEAL-3 payer ohio bwc")
    await desk.say("/session authorize TEAL-3 6 visits for neck from 11/3 until 12/8")
    await desk.say("/session authorize TEAL-3 2 visits for shoulder from 11/3 until 12/8")
    return desk


async def test_it_is_told_by_the_last_visit_and_by_each_behind_it(clinic: ClinicDesk) -> None:
    first = await clinic.say("/session log TEAL-3 97140 x2 for shoulder on 11/18")
    assert "used up" not in words(first)
    second = await clinic.say("/session log TEAL-3 20560 for shoulder on 11/19")
    used_up = "Authorization number 2 is used up, 2 of 2 visits."
    assert f"{used_up} What follows counts among those that need none" in words(second)
    third = await clinic.say("/session log TEAL-3 20560 for shoulder on 11/20")
    assert f"{used_up} This visit counts among those that need none" in words(third)


async def test_the_limit_of_what_needs_none_is_told_where_another_leads(
    clinic: ClinicDesk,
) -> None:
    await clinic.say("/caps set bwc 8 visits per injury", manager=True)
    for day in (18, 19):
        await clinic.say(f"/session log TEAL-3 20560 for shoulder on 11/{day}")
    third = words(await clinic.say("/session log TEAL-3 20560 for shoulder on 11/20"))
    assert "3 of 8 visits used, 5 left" in third
    assert "are presumed approved, says a law firm" in third


async def test_room_for_another_case_does_not_put_the_payers_limit_behind(
    clinic: ClinicDesk,
) -> None:
    for day in (18, 19, 20):
        reply = await clinic.say(f"/session log TEAL-3 20560 for shoulder on 11/{day}")
    assert "12 physical medicine visits in the first 60 days" in first_line(reply)


async def test_a_list_tells_once_that_an_authorization_is_used_up(clinic: ClinicDesk) -> None:
    reply = await clinic.say(
        "/session log TEAL-3 20560 for shoulder 11/18; TEAL-3 20560 for shoulder 11/19"
    )
    assert words(reply).count("Authorization number 2 is used up") == 1


async def test_what_follows_counts_on_the_next_authorization_before_what_needs_none(
    clinic: ClinicDesk,
) -> None:
    await clinic.say(
        "/session authorize TEAL-3 4 visits for shoulder from 11/10 until 12/31 as well"
    )
    await clinic.say("/session log TEAL-3 20560 for shoulder on 11/18")
    reply = words(await clinic.say("/session log TEAL-3 20560 for shoulder on 11/19"))
    assert "Authorization number 2 is used up, 2 of 2 visits. What follows counts on" in reply
    assert "need none" not in reply
