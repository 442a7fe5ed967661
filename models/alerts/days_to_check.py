"""The days on which time alone may make an alert due (days_to_check)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from models.alerts.due import day_to_ask_by, is_fresh
from models.alerts.expiring import LONG_BEFORE, end_of, is_worth_telling, lapsing_visits
from models.alerts.thresholds import Thresholds
from models.visits.limit import LimitKind
from models.visits.standing import Standing


def days_to_check(current: Iterable[Standing], warnings: Thresholds, on: date) -> list[date]:
    """The days after this one on which time alone may make something due.

    True only of the days until something else changes with time: then it is asked anew.
    """
    standings = [standing for standing in current if standing.on == on]
    days = [
        last - timedelta(days=number)
        for last in filter(None, map(end_of, standings))
        for number in warnings.ends
    ]
    days += [day for standing in standings for day in _for_end(standing, warnings)]
    if warnings.unused:
        days += [day for standing in standings for day in _for_unused(standing, warnings)]
    if warnings.forecast:
        days += [day for s in standings if not is_fresh(s) for day in _for_forecast(s)]
    return [day for day in days if day > on]


def _for_forecast(standing: Standing) -> Iterator[date]:
    """When to look whether a forecast is due.

    A day without a visit puts the day by which to ask off, and never brings it nearer.
    """
    if standing.left <= 0 or standing.elsewhere:
        return
    if ask_by := day_to_ask_by(standing):
        yield ask_by


def _for_end(standing: Standing, warnings: Thresholds) -> Iterator[date]:
    """The first day on which visits are to lapse that were to be used up before the end."""
    last = end_of(standing)
    if last is None or standing.left <= 0 or not warnings.ends:
        return
    first, final = (last - timedelta(days=find(warnings.ends)) for find in (max, min))
    if first <= standing.on < final and not lapsing_visits(standing):
        days = (standing.on + timedelta(days=n) for n in range(1, (final - standing.on).days))
        lapse = (day for day in days if lapsing_visits(replace(standing, on=day)) != 0)
        yield from islice(lapse, 1)


def _for_unused(standing: Standing, warnings: Thresholds) -> Iterator[date]:
    """The first day on which visits of an authorization are to lapse, if nobody comes until then.

    Before the last weeks, the day on which these begin; none once the end itself is told of.
    """
    last = end_of(standing)
    if last is None or standing.limit.kind is not LimitKind.AUTHORIZATION:
        return
    begin, end_is_due = last - LONG_BEFORE, last - timedelta(days=max(warnings.ends, default=-1))
    if standing.on < begin:
        yield begin
    elif not is_worth_telling(standing):
        days = (standing.on + timedelta(days=n) for n in range(1, (end_is_due - standing.on).days))
        lapse = (day for day in days if is_worth_telling(replace(standing, on=day)))
        yield from islice(lapse, 1)
