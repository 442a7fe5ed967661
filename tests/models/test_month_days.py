"""A day by its number in a month: of this month, of another, or the latest such day."""

from __future__ import annotations

from datetime import date

import pytest

from models.errors import NotUnderstood
from models.understanding.dates import dates_of_service

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("cigna 20560 on the 5th of this mo", date(2026, 11, 5)),
        ("cigna 20560 the 9th of this month", date(2026, 11, 9)),
        ("cigna on the 30th of last mo", date(2026, 10, 30)),
        ("cigna on the 2nd of next month", date(2026, 12, 2)),
        ("was it paid on the 12th?", date(2026, 11, 12)),
        ("seen on the 28th by PT", date(2026, 10, 28)),
        ("dos the 23rd, aetna", date(2026, 11, 23)),
    ],
)
def test_a_day_of_a_month_is_read_from_today(typed: str, day: date) -> None:
    assert dates_of_service.take(typed, TODAY).on == day


@pytest.mark.parametrize(
    "typed", ["cigna on the 5th visit", "the 3rd unit", "is the 5th session paid"]
)
def test_a_counted_visit_is_no_day(typed: str) -> None:
    assert dates_of_service.take(typed, TODAY).on is None


def test_a_day_that_the_month_has_not_is_refused() -> None:
    with pytest.raises(NotUnderstood):
        dates_of_service.take("aetna on the 31st of this month", TODAY)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("aetna last mo", date(2026, 10, 1), date(2026, 10, 31)),
        ("aetna last wk", date(2026, 11, 16), date(2026, 11, 22)),
        ("aetna last yr", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_a_span_is_read_in_its_short_form(typed: str, first: date, last: date) -> None:
    taken = dates_of_service.take(typed, TODAY)
    assert (taken.on, taken.until) == (first, last)


def test_last_monday_is_no_month() -> None:
    assert dates_of_service.take("aetna last monday", TODAY).on == date(2026, 11, 16)
