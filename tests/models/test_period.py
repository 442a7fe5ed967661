"""Stretches of days, and dates that lack a day or a month."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.period import Period, first_day, is_partial

MAY_1, MAY_2, MAY_31 = date(2021, 5, 1), date(2021, 5, 2), date(2021, 5, 31)
JUNE_1 = date(2021, 6, 1)


@pytest.mark.parametrize(
    ("period", "on", "inside"),
    [
        pytest.param(Period(MAY_1, MAY_31), MAY_1, True, id="its first day"),
        pytest.param(Period(MAY_1, MAY_31), MAY_31, True, id="its last day"),
        pytest.param(Period(MAY_1, MAY_31), date(2021, 4, 30), False, id="the day before it"),
        pytest.param(Period(MAY_1, MAY_31), JUNE_1, False, id="the day after it"),
        pytest.param(Period(MAY_1, MAY_1), MAY_1, True, id="the only day of a one-day period"),
        pytest.param(Period(first=MAY_1), date.max, True, id="any later day where no end is known"),
        pytest.param(Period(last=MAY_1), date.min, True, id="any earlier day if no start is known"),
        pytest.param(Period(), MAY_1, True, id="any day where neither end is known"),
    ],
)
def test_whether_a_period_holds(period: Period, on: date, inside: bool) -> None:
    assert period.holds(on) is inside


@pytest.mark.parametrize(
    ("one", "other", "do"),
    [
        pytest.param(Period(MAY_1, MAY_31), Period(MAY_31, JUNE_1), True, id="sharing one day"),
        pytest.param(Period(MAY_1, MAY_31), Period(JUNE_1), False, id="one ends, the next begins"),
        pytest.param(Period(MAY_1), Period(last=MAY_1), True, id="open ends that meet on a day"),
        pytest.param(Period(MAY_2), Period(last=MAY_1), False, id="open ends that do not meet"),
        pytest.param(Period(), Period(MAY_1, MAY_1), True, id="no ends at all, and a single day"),
        pytest.param(Period(last=MAY_1), Period(last=JUNE_1), True, id="two that never began"),
    ],
)
def test_whether_two_periods_overlap(one: Period, other: Period, do: bool) -> None:
    assert one.overlaps(other) is do
    assert other.overlaps(one) is do


_MAY_DAYS = st.none() | st.integers(1, 31).map(lambda day: date(2021, 5, day))
_PERIODS = st.builds(Period, _MAY_DAYS, _MAY_DAYS).filter(
    lambda p: not p.first or not p.last or p.first <= p.last
)


@given(_PERIODS, _PERIODS)
def test_periods_overlap_exactly_when_some_day_lies_in_both(one: Period, other: Period) -> None:
    some_day_in_both = any(
        one.holds(on) and other.holds(on)
        for on in (date.min, *(date(2021, 5, n) for n in range(1, 32)), date.max)
    )
    assert one.overlaps(other) is some_day_in_both


@pytest.mark.parametrize(
    ("text", "first"),
    [
        pytest.param("2024", date(2024, 1, 1), id="a year starts on 1 January"),
        pytest.param("2024-04", date(2024, 4, 1), id="a month starts on its first"),
        pytest.param("2024-04-30", date(2024, 4, 30), id="a whole date is itself"),
        pytest.param("2024-02-29", date(2024, 2, 29), id="a leap day is itself"),
    ],
)
def test_the_first_day_that_a_partial_date_may_mean(text: str, first: date) -> None:
    assert is_partial(text)
    assert first_day(text) == first


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("24", id="a year of two digits"),
        pytest.param("2024-13", id="a thirteenth month"),
        pytest.param("2024-00", id="a month zero"),
        pytest.param("2024-4", id="a month of one digit"),
        pytest.param("2023-02-29", id="a leap day in a common year"),
        pytest.param("2024-04-31", id="the 31st of April"),
        pytest.param("0000", id="the year zero"),
        pytest.param("4/30/2024", id="slashes"),
        pytest.param("2024-04-30T08:00", id="a time of day"),
        pytest.param("2024-04-30 ", id="a space after it"),
    ],
)
def test_what_is_no_partial_date(text: str) -> None:
    assert not is_partial(text)
