"""The count says whose limit it goes by: of an employer's plan, of no told discipline."""

from __future__ import annotations

from datetime import date

import pytest

from models.coverage.fact_book import FactBook
from tests.handlers.clinic_desk import ClinicDesk, first_line
from tests.handlers.front_desk import words

DECIDES = "The plan is self-funded: the employer's plan document decides."
NOV_20 = date(2026, 11, 20)


@pytest.fixture
def desk(pack: FactBook) -> ClinicDesk:
    """The desk of a clinic of physical therapists."""
    return ClinicDesk(pack, "PT")


async def limited(desk: ClinicDesk, typed: str) -> str:
    """The first line of an alias that has a payer's limit, with what is told of its plan."""
    await desk.say(
        "/coverage edit aetna covered, 20 visits per calendar year by call", manager=True
    )
    assert desk.answered
    await desk.say(f"/session new OAK-6 payer aetna {typed}".strip())
    return first_line(await desk.log("OAK-6", NOV_20))


async def test_the_payers_limit_of_a_self_funded_plan_says_that_the_plan_decides(
    desk: ClinicDesk,
) -> None:
    assert DECIDES in await limited(desk, "self-funded")
    details = words(await desk.say("/caps OAK-6"))
    assert "the plan document may say another number" in details


async def test_an_insured_plan_and_the_clinics_own_cap_say_nothing_of_an_employer(
    desk: ClinicDesk,
) -> None:
    assert DECIDES not in await limited(desk, "")
    await desk.say("/session payer OAK-6 plan self-funded")
    assert DECIDES in words(await desk.say("/caps OAK-6"))
    await desk.say("/caps set OAK-6 5 visits per calendar year")
    assert DECIDES not in first_line(await desk.say("/session show OAK-6"))


async def test_visits_of_no_told_discipline_are_said_to_count_for_each(pack: FactBook) -> None:
    untold = ClinicDesk(pack, "")
    await untold.say("/session new OAK-6 payer ahcccs")
    said = "Visits of which no discipline was told count for PT and OT alike."
    logged = words(await untold.log("OAK-6", NOV_20))
    assert f"{said} For visits to come: /clinic profession PT." in logged
    await untold.say("/session new OAK-7 payer ahcccs")
    await untold.log("OAK-7", NOV_20)
    await untold.say("/clinic profession PT", manager=True)
    told = await untold.glance("/session log OAK-7 97110 on 11/23")
    assert said not in words(told), "it is not so of this visit"
    assert said in words(await untold.say("/session show OAK-7"))


async def test_where_the_profession_is_told_nothing_is_said_of_disciplines(
    desk: ClinicDesk,
) -> None:
    await desk.say("/session new OAK-6 payer ahcccs")
    assert "No discipline was told" not in words(await desk.log("OAK-6", NOV_20))
