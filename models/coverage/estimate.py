"""By which day a Good Faith Estimate is due (its rule is in content/duties): 45 CFR 149.610.

The days are those of paragraph (b)(1)(vi). Business days are weekdays that are no federal holiday.
Where the rule leaves open how a weekend is counted, the earlier day is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from models import federal_holidays
from models.coverage.duty import Duty

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class EstimateDay:
    """How many business days ahead a visit is booked, the rule for it, and the day that it sets.

    Where a weekend may count either way they are the `fewest` and the `most`. Without a rule no day
    is set: it is booked fewer days ahead than any rule speaks of.
    """

    fewest: int
    most: int
    rule: Duty | None = None
    due: date | None = None


def estimate_day(rules: Iterable[Duty], booked: date, on: date) -> EstimateDay:
    """The day by which the estimate is due for a visit booked on one day for another."""
    fewest, most = sorted((_between(booked + _DAY, on), _between(booked, on - _DAY)))
    by_ahead = sorted((rule for rule in rules if rule.ahead), key=lambda rule: rule.ahead or 0)
    holding = [rule for rule in by_ahead if (rule.ahead or 0) <= fewest]
    rule = holding[-1] if holding else None
    if rule is None and by_ahead and (by_ahead[0].ahead or 0) <= most:
        rule = by_ahead[0]
    due = business_day_after(booked, rule.days or 0) if rule else None
    return EstimateDay(fewest, most, rule, due)


def business_day_after(day: date, number: int) -> date:
    """So many business days later."""
    while number:
        day += _DAY
        number -= federal_holidays.is_working_day(day)
    return day


def business_day_before(day: date) -> date:
    """The last business day before a day."""
    day -= _DAY
    while not federal_holidays.is_working_day(day):
        day -= _DAY
    return day


def _between(first: date, last: date) -> int:
    """The business days from one day to another, both included; none where they are turned."""
    days = range((last - first).days + 1)
    return sum(federal_holidays.is_working_day(first + number * _DAY) for number in days)
