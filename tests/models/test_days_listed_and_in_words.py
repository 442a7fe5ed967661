"""Days of service in a list or in words: the first and the last decide, and none is dropped."""

from __future__ import annotations

from datetime import date

import pytest

from models.understanding.dates import dates_of_service

_TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("20560 aetna seen 1/9, 1/11 and 1/16", date(2026, 1, 9), date(2026, 1, 16)),
        ("aetna 1/9 1/11 1/16 20560", date(2026, 1, 9), date(2026, 1, 16)),
        ("aetna 1/9, 1/11, 1/16/21", date(2021, 1, 9), date(2021, 1, 16)),
        ("aetna 12/28, 1/4 and 1/11", date(2025, 12, 28), date(2026, 1, 11)),
        ("Jan 9, 11 and 16", date(2026, 1, 9), date(2026, 1, 16)),
        ("Jan 9, Jan 11, and Jan 16", date(2026, 1, 9), date(2026, 1, 16)),
        ("Jan 9, Jan 11, 26", date(2026, 1, 9), date(2026, 1, 11)),
        ("Jan 9, Jan 11 and Jan 16", date(2026, 1, 9), date(2026, 1, 16)),
        ("Jan 9th, 11th & 16th 2021", date(2021, 1, 9), date(2021, 1, 16)),
        ("Jan 28, Feb 2 and 5", date(2026, 1, 28), date(2026, 2, 5)),
        ("Jan 9, 21 and Jan 16, 21", date(2021, 1, 9), date(2021, 1, 16)),
        ("dos 1/9 and 1/16 20560", date(2026, 1, 9), date(2026, 1, 16)),
    ],
)
def test_a_list_of_days_reaches_from_the_first_to_the_last(
    typed: str, first: date, last: date
) -> None:
    read = dates_of_service.take(typed, _TODAY)

    assert (read.on, read.until) == (first, last)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("on the ninth of january 2021", date(2021, 1, 9), None),
        ("jan twentieth 2020", date(2020, 1, 20), None),
        ("january twenty-first, 2020", date(2020, 1, 21), None),
        ("mid march", date(2026, 3, 1), date(2026, 3, 31)),
        ("late june 2021", date(2021, 6, 1), date(2021, 6, 30)),
    ],
)
def test_days_and_parts_of_a_month_in_words_are_read(
    typed: str, first: date, last: date | None
) -> None:
    read = dates_of_service.take(typed, _TODAY)

    assert (read.on, read.until) == (first, last)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("Jan 9, 21", date(2021, 1, 9)),
        ("20560 on Jan 9 and 97140", date(2027, 1, 9)),
        ("Jan 9 and 3 visits", date(2027, 1, 9)),
    ],
)
def test_what_is_no_further_day_makes_no_list(typed: str, day: date) -> None:
    read = dates_of_service.take(typed, _TODAY)

    assert (read.on, read.until) == (day, None)


@pytest.mark.parametrize("typed", ["may first visits be billed", "the second visit, late cancel"])
def test_words_that_are_no_day_are_left(typed: str) -> None:
    assert dates_of_service.take(typed, _TODAY).on is None
