"""The federal holidays, by the calendar of the Office of Personnel Management (opm.gov)."""

from __future__ import annotations

from datetime import date

import pytest

from models import federal_holidays


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 11, 26), "Thanksgiving Day"),
        (date(2026, 10, 12), "Columbus Day"),
        (date(2026, 12, 25), "Christmas Day"),
        (date(2026, 7, 4), "Independence Day"),  # a Saturday
        (date(2026, 7, 3), "Independence Day"),  # the Friday on which it is kept
        (date(2027, 7, 5), "Independence Day"),  # a Sunday's is kept on Monday
        (date(2027, 12, 31), "New Year's Day"),  # of 2028, a Saturday
        (date(2026, 11, 27), ""),
        (date(2026, 12, 24), ""),
    ],
)
def test_a_holiday_is_known_by_its_name_on_its_day_and_on_the_day_it_is_kept(
    day: date, name: str
) -> None:
    assert federal_holidays.name_of(day) == name


def test_a_year_has_eleven() -> None:
    for year in range(2024, 2040):
        assert len(set(federal_holidays.of_year(year).values())) == 11


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 25), True),
        (date(2026, 11, 26), False),
        (date(2026, 11, 28), False),
        (date(2026, 11, 30), True),
    ],
)
def test_offices_work_from_monday_to_friday_but_not_on_a_federal_holiday(
    day: date, works: bool
) -> None:
    assert federal_holidays.is_working_day(day) is works


@pytest.mark.parametrize(
    ("day", "works"),
    [
        pytest.param(date(2026, 11, 27), False, id="the day after Thanksgiving"),
        pytest.param(date(2027, 3, 31), False, id="Cesar Chavez Day"),
        pytest.param(date(2026, 10, 12), False, id="a federal one that the state does not keep"),
        pytest.param(date(2026, 11, 30), True, id="a Monday"),
    ],
)
def test_a_state_has_holidays_of_its_own(day: date, works: bool) -> None:
    assert federal_holidays.is_working_day(day, "CA") is works
