"""What a card says beside its count: closed, another year, less than is to come, its sources."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk, first_line
from tests.handlers.front_desk import words


@pytest.fixture
def desk(pack: FactBook) -> ClinicDesk:
    """A desk of a clinic that told no profession."""
    return ClinicDesk(pack, "")


@pytest.mark.parametrize("asked", ["/session show ELM-8", "/caps ELM-8"])
async def test_a_closed_alias_is_said_to_be_closed(desk: ClinicDesk, asked: str) -> None:
    await desk.say("/session new ELM-8 payer humana")
    await desk.say("/session authorize ELM-8 4 visits from 9/1/26 until 10/31/26")
    await desk.say("/session close ELM-8")
    shown = words(await desk.glance(asked))
    assert "Closed on Nov 23, 2026: nothing more is logged of it." in shown
    assert "Ask the payer for a new authorization" not in shown


async def test_what_a_payer_leaves_is_told_beside_what_is_authorized(desk: ClinicDesk) -> None:
    await desk.say("/session new ELM-8 payer washington l&i")
    for day in ("8/3", "8/5", "8/7"):
        await desk.say(f"/session log ELM-8 20552 on {day}")
    await desk.say("/session authorize ELM-8 3 visits from 8/10/26 until 9/30/26")
    for day in ("8/12", "8/14"):
        await desk.say(f"/session log ELM-8 20552 on {day}")
    await desk.say("/session authorize ELM-8 3 visits from 12/1/26 until 12/31/26")
    told = words(await desk.say("/caps ELM-8"))
    assert "5 of 5 treatments used, none left" in told, "what lapsed opens nothing"
    assert "More visits open on Dec 1, 2026: 3 are authorized from then." in told


async def test_the_year_of_a_plan_does_not_move_a_cap_of_the_calendar(desk: ClinicDesk) -> None:
    await desk.say("/session new ELM-8 payer humana year from October 1")
    await desk.say("/caps set ELM-8 20 visits per calendar year")
    told = first_line(await desk.say("/session show ELM-8"))
    assert "It counts by the calendar year, not by the plan's benefit year from Oct 1." in told


@pytest.mark.parametrize("payer", ["texas workers comp", "minnesota workers comp", "ohio bwc"])
@pytest.mark.parametrize("asked", ["/session show ELM-8 details", "/session show ELM-8"])
async def test_every_limit_that_is_shown_names_its_source(
    desk: ClinicDesk, payer: str, asked: str
) -> None:
    opened = await desk.say(f"/session new ELM-8 payer {payer}")
    shown = await desk.say(asked)
    assert opened.sources
    assert shown.sources


async def test_of_an_alias_without_alerts_it_is_said_that_there_is_none(desk: ClinicDesk) -> None:
    await desk.say("/session new ELM-8 payer humana")
    told = words(await desk.say("/clinic alerts ELM-8", manager=True))
    assert "There is none about ELM-8." in told


async def test_who_may_bill_is_told_as_open_where_no_profession_was_told(desk: ClinicDesk) -> None:
    opened = words(await desk.say("/session new ELM-8 payer cigna"))
    assert "Cigna may not pay for needling" in opened
    await desk.say("/caps book ELM-8 12/1")
    assert "1 visit may not be paid if needled" in words(await desk.say("/caps week 12/1"))


async def test_an_improvement_of_days_that_are_over_opens_no_new_ones(desk: ClinicDesk) -> None:
    await desk.say("/session new ELM-8 payer medicare for chronic low back pain")
    await desk.say("/session log ELM-8 20560 on 3/2/26")
    await desk.say("/session improving ELM-8 on 4/1/26")
    shown = words(await desk.say("/caps ELM-8"))
    noted = "What was noted on Apr 1, 2026 is of days that are over."
    assert noted in shown
