"""By when a Good Faith Estimate is due, by the sentences of 45 CFR 149.610(b)(1)(vi)."""

from __future__ import annotations

from datetime import date

import pytest

from models.coverage.duty import DutyPart
from models.coverage.estimate import business_day_before, estimate_day
from models.coverage.fact_book import FactBook

NOV, DEC = 11, 12


def day(month: int, of_month: int, year: int = 2026) -> date:
    """A day of this December, mostly."""
    return date(year, month, of_month)


@pytest.mark.parametrize(
    ("booked", "on", "ahead", "due"),
    [
        pytest.param(day(NOV, 30), day(DEC, 2), 2, None, id="2 days ahead: no day is set"),
        pytest.param(day(NOV, 30), day(DEC, 3), 3, day(DEC, 1), id="at least 3: within 1"),
        pytest.param(day(NOV, 30), day(DEC, 11), 9, day(DEC, 1), id="9 are less than 10"),
        pytest.param(day(NOV, 30), day(DEC, 14), 10, day(DEC, 3), id="at least 10: within 3"),
        pytest.param(day(DEC, 4), day(DEC, 10), 4, day(DEC, 7), id="over a weekend"),
        pytest.param(day(NOV, 25), day(NOV, 30), 2, None, id="Thanksgiving is no business day"),
        pytest.param(day(NOV, 25), day(DEC, 1), 3, day(NOV, 27), id="the Friday after it is"),
        pytest.param(day(DEC, 22), day(1, 6, 2027), 9, day(DEC, 23), id="Christmas and New Year"),
        pytest.param(day(DEC, 22), day(1, 7, 2027), 10, day(DEC, 28), id="and one day more"),
        pytest.param(day(NOV, 28), day(DEC, 1), 2, None, id="booked on a Saturday"),
        pytest.param(day(NOV, 28), day(DEC, 2), 3, day(NOV, 30), id="3 by the wider count: told"),
        pytest.param(day(NOV, 30), day(DEC, 12), 9, day(DEC, 1), id="10 by the wider: the sooner"),
        pytest.param(day(NOV, 30), day(NOV, 30), 0, None, id="the same day"),
    ],
)
def test_the_estimate_is_due_as_the_rule_says(
    pack: FactBook, booked: date, on: date, ahead: int, due: date | None
) -> None:
    rules = [duty for duty in pack.duties if duty.part is DutyPart.ESTIMATE]
    found = estimate_day(rules, booked, on)
    assert ahead in {found.fewest, found.most}
    assert found.due == due


@pytest.mark.parametrize(
    ("on", "fewest", "most"),
    [
        pytest.param(day(DEC, 2), 2, 3, id="Wednesday"),
        pytest.param(day(DEC, 3), 3, 4, id="a day more"),
        pytest.param(day(DEC, 11), 9, 10, id="over a weekend"),
    ],
)
def test_a_booking_on_a_sunday_counts_one_day_more_for_each_day(
    pack: FactBook, on: date, fewest: int, most: int
) -> None:
    rules = [duty for duty in pack.duties if duty.part is DutyPart.ESTIMATE]
    found = estimate_day(rules, day(NOV, 29), on)
    assert (found.fewest, found.most) == (fewest, most)


def test_a_new_estimate_is_due_one_business_day_before() -> None:
    assert business_day_before(day(DEC, 9)) == day(DEC, 8)
    assert business_day_before(day(DEC, 7)) == day(DEC, 4), "over a weekend"
    assert business_day_before(day(NOV, 27)) == day(NOV, 25), "over Thanksgiving"
