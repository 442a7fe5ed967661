"""A session that is logged behind a payer's total may be among its visits: neither is claimed."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk, button, first_line
from tests.handlers.front_desk import words

TOLD = "/caps check OAK-6 9 used of cap of 20 per calendar year as of 11/20/26 from portal"


@pytest.fixture
async def desk(pack: FactBook) -> ClinicDesk:
    """A desk with an authorization that binds and a cap of which a portal's nine were taken."""
    desk = ClinicDesk(pack)
    await desk.say("/session new OAK-6 payer aetna")
    await desk.say("/session authorize OAK-6 4 visits from 9/1/26 until 12/31/26")
    await desk.say("/caps set OAK-6 20 visits per calendar year")
    await desk.say("/session log OAK-6 20561 on 10/6/26")
    return desk


async def test_what_the_cap_has_become_is_told_beside_the_limit_that_binds(
    desk: ClinicDesk,
) -> None:
    taken = await desk.say(f"{TOLD} take theirs")
    assert first_line(taken).startswith("1 of 4 visits used")
    assert "With it: 9 of 20 visits used, 11 left." in words(taken)


async def test_a_late_visit_may_be_among_a_total_and_is_then_by_a_button(desk: ClinicDesk) -> None:
    await desk.say(f"{TOLD} take theirs")
    late = await desk.say("/session log OAK-6 20561 on 9/22/26")
    assert "Your clinic's cap: it counts on top of the 9 as of Nov 20, 2026" in words(late)
    assert "Perhaps the payer's portal had it." in words(late)
    assert "cannot hold" not in words(late)
    again = await desk.say(button(late, "The 9 hold it"))
    assert "With it: 9 of 20 visits used" in words(again)
    assert "on top" not in words(await desk.say("/session log OAK-6 20561 on 11/23/26"))


async def test_a_button_says_of_how_many_visits_it_is(desk: ClinicDesk) -> None:
    await desk.say(f"{TOLD} take theirs")
    await desk.say("/session log OAK-6 20561 on 9/22/26")
    late = await desk.say("/session log OAK-6 20561 on 9/24/26")
    assert button(late, "The 9 hold all 2")


async def test_a_visit_behind_the_day_of_a_total_is_not_among_it(desk: ClinicDesk) -> None:
    await desk.say(f"{TOLD} take theirs")
    later = await desk.say("/session log OAK-6 20561 on 11/23/26")
    assert "on top" not in words(later)
    assert not any("hold" in choice.label for choice in later.choices)
