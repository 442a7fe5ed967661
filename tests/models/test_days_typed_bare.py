"""Days that are typed without "on", years that reach to another, and since when."""

from __future__ import annotations

from datetime import date

import pytest

from models.errors import NotUnderstood
from models.understanding.dates import dates_of_service

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("cigna 11/20", date(2026, 11, 20), None),
        ("12/15 cigna", date(2026, 12, 15), None),
        ("visit was 7/1", date(2026, 7, 1), None),
        ("since 2020", date(2020, 1, 1), TODAY),
        ("since March 2025", date(2025, 3, 1), TODAY),
        ("from 2024 to 2025", date(2024, 1, 1), date(2025, 12, 31)),
        ("2024 and 2025", date(2024, 1, 1), date(2025, 12, 31)),
        ("mid 2024", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
@pytest.mark.parametrize("around", ["{}", "{} 20560", "does aetna cover 20560 {}"])
def test_they_are_read_wherever_they_stand(
    typed: str, first: date, last: date | None, around: str
) -> None:
    when = dates_of_service.take(around.format(typed), TODAY)
    assert (when.on, when.until) == (first, last)


@pytest.mark.parametrize(
    "typed",
    [
        *("1/2 full", "2/3 gone", "3/4 inch needle", "1/4 inch", "at 7/10 now", "24/7"),
        *("1/2 muscles", "5/6 muscles", "3/5 muscle", "12/20 visits used", "8/12 remaining"),
        *("7/12 units", "5/8 sessions", "6/12 used", "6/12 left", "5/8 hours", "6/9 pain"),
    ],
)
def test_a_fraction_or_a_count_is_no_day(typed: str) -> None:
    assert dates_of_service.take(f"cigna {typed}", TODAY).on is None


def test_a_bare_day_that_no_calendar_has_is_refused() -> None:
    with pytest.raises(NotUnderstood):
        dates_of_service.take("cigna 4/31", TODAY)
