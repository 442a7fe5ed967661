"""The federal holidays of the US, by the library `holidays`: their names, and working days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from holidays import country_holidays

_OBSERVED = " (observed)"
_SATURDAY = 5


@cache
def of_year(year: int) -> Mapping[date, str]:
    """The holidays of a year by day, with the names that 5 U.S.C. 6103 gives them.

    One that falls on a weekend is there twice: on its own day, and on the Friday before or the
    Monday after, on which offices are closed for it.
    """
    days = country_holidays("US", years=year)
    return MappingProxyType({day: days[day].removesuffix(_OBSERVED) for day in sorted(days)})


def name_of(day: date) -> str:
    """Which holiday a day is, or is kept for; empty for none."""
    return of_year(day.year).get(day, "")


@cache
def of_state(state: str, year: int) -> frozenset[date]:
    """The holidays of a state, by its two letters: federal ones that it keeps, and its own."""
    return frozenset(country_holidays("US", subdiv=state, years=year))


def is_working_day(day: date, state: str = "") -> bool:
    """Whether offices work: from Monday to Friday, and not on a federal holiday.

    Nor, where a state is named, on one of its own.
    """
    is_of_state = bool(state) and day in of_state(state, day.year)
    return day.weekday() < _SATURDAY and not name_of(day) and not is_of_state
