"""Booked visits of a patient with authorizations of two disciplines count on one of them."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from models.visits import counting
from tests.handlers.clinic_desk import ClinicDesk
from tests.handlers.front_desk import words


@pytest.fixture
async def clinic(pack: FactBook) -> ClinicDesk:
    """At physical therapists' six visits of PT and two of chiropractic are authorized."""
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new BLUE-14 payer humana")
    await desk.say("/session authorize BLUE-14 6 visits for PT from 11/1/2026 until 2/28/2027")
    await desk.say(
        "/session authorize BLUE-14 2 chiropractic visits from 11/1/2026 until 2/28/2027"
    )
    await desk.say("/caps book BLUE-14 11/30 12/2 12/4")
    return desk


@pytest.mark.parametrize(
    "logged",
    [
        pytest.param("", id="nothing is logged yet"),
        pytest.param("98941", id="chiropractic came last"),
        pytest.param("97110", id="physical therapy came last"),
        pytest.param("98941 97110", id="both"),
    ],
)
async def test_they_count_on_the_clinics_own_whatever_came_last(
    clinic: ClinicDesk, logged: str
) -> None:
    if logged:
        await clinic.say(f"/session log BLUE-14 {logged} on 11/20")
    week = words(await clinic.say("/caps week 12/2"))
    assert "of 6, authorization of Humana" in week
    assert "of 2, authorization of Humana" not in week
    assert "nothing to see to" in week


async def test_none_is_foreseen_on_both(clinic: ClinicDesk) -> None:
    chart = await clinic.charts.find(1, "BLUE-14")
    assert chart
    found = counting.current(chart, clinic.book, clinic.now.date())
    assert {s.limit.number: len(s.outlook.booked) for s in found} == {6: 3, 2: 0}


async def test_those_of_a_patient_with_chiropractic_alone_count_on_that(pack: FactBook) -> None:
    desk = ClinicDesk(pack, "PT")
    await desk.say("/session new BLUE-15 payer humana")
    await desk.say("/caps set humana 3 chiropractic visits per calendar year", manager=True)
    await desk.say("/session log BLUE-15 98940 on 11/20")
    await desk.say("/caps book BLUE-15 11/30 12/2")
    assert "visit 3 of 3" in words(await desk.say("/caps week 12/2"))
