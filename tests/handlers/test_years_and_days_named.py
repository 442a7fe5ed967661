"""Years and days by their names: the amount of a year, a fiscal year, a weekday by a holiday."""

from __future__ import annotations

import pytest

from tests.handlers.front_desk import FrontDesk


@pytest.mark.parametrize(
    ("asked", "amount"),
    [
        ("/cpt kx limit dos nov 19 2025", "In 2025: $2,410"),
        ("/cpt kx threshold 2024", "In 2024: $2,330"),
        ("/cpt KX 2023", "In 2023: $2,230"),
        ("/ask kx threshold for dos 6/3/2024", "In 2024: $2,330"),
        ("/ask what was the kx amount in 2023", "In 2023: $2,230"),
    ],
)
async def test_the_therapy_amount_is_told_of_the_year_that_is_asked(
    desk: FrontDesk, asked: str, amount: str
) -> None:
    assert (await desk.glance(asked)).lines[0].text.startswith(amount)


@pytest.mark.parametrize(
    ("asked", "days"),
    [
        ("/coverage VA ccn region 4, needling, FY25", "for Oct 1, 2024 to Sep 30, 2025"),
        ("/coverage tricare fy 2025", "for Oct 1, 2024 to Sep 30, 2025"),
        ("/coverage medicare fiscal year 2025", "for Oct 1, 2024 to Sep 30, 2025"),
        ("/coverage UMR dos 'the Friday before Labor Day'", "for September 4, 2026"),
        ("/coverage cigna dos the day before thanksgiving", "for November 25, 2026"),
        ("/coverage cigna on tuesday after memorial day", "for May 26, 2026"),
        ("/coverage cigna dos black friday", "for November 27, 2026"),
    ],
)
async def test_a_fiscal_year_and_a_day_by_a_holiday_are_read(
    desk: FrontDesk, asked: str, days: str
) -> None:
    assert days in (await desk.glance(asked)).headline


@pytest.mark.parametrize(
    "asked",
    [
        "/coverage va, community care chiro, chronic low back, needling",
        "/coverage VA community care, back pain, DC",
        "/coverage va community care 20560",
    ],
)
async def test_the_vas_community_care_is_no_virginia(desk: FrontDesk, asked: str) -> None:
    reply = await desk.glance(asked)

    assert "Virginia" not in reply.headline
    assert reply.headline.startswith("Veterans Affairs")


async def test_virginia_beside_the_va_is_read(desk: FrontDesk) -> None:
    assert "Virginia" in (await desk.glance("/coverage va in virginia PT")).headline


async def test_a_mobile_visit_is_in_no_city(desk: FrontDesk) -> None:
    assert "Alabama" not in (await desk.glance("/ask can we do mobile visits for dn")).headline


async def test_mobile_is_a_city_where_it_is_one(desk: FrontDesk) -> None:
    assert "Alabama" in (await desk.glance("/ask can a PT needle in mobile")).headline


@pytest.mark.parametrize(
    "asked",
    [
        "patient seen 24 dic 2025, factura hasta cuando a medicare",
        "hasta cuando puedo facturar a medicare, visita del 24 de diciembre 2025",
        "cuanto tiempo tengo para facturar a medicare la cita del 24 dic 2025",
    ],
)
async def test_a_deadline_asked_in_spanish_is_told_by_its_day(desk: FrontDesk, asked: str) -> None:
    told = (await desk.glance(f"/ask {asked}")).lines[0].text

    assert told.startswith("Medicare Part B: 1 year")
    assert "Dec 24, 2026" in told
