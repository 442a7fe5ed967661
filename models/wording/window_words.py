"""A window as it is spoken, and when the count in it begins again."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from models.visits import window as windows
from models.visits.count_reasons import Reason
from models.visits.program_window import (
    CalendarDay,
    CalendarWeek,
    FirstDays,
    FiscalYear,
    MonthsFromFirstVisit,
    UntilGap,
)
from models.visits.standing import Standing
from models.visits.window import Window
from models.wording import phrases

_PLAIN: dict[type[Window], str] = {
    windows.CalendarYear: "calendar year",
    windows.CalendarMonth: "calendar month",
    CalendarWeek: "calendar week",
    CalendarDay: "day",
    windows.YearFromFirstVisit: "year from the first visit",
    windows.Episode: "episode of care",
    windows.Injury: "injury",
    windows.Lifetime: "lifetime",
}
_Months = windows.RollingMonths | MonthsFromFirstVisit
_Days = windows.RollingDays | windows.DaysFromFirstVisit | FirstDays | UntilGap

_A_LEAP_YEAR = 2024


def reset(standing: Standing) -> str:
    """When the count begins again: "resets Jan 1, 2027", "rolls: the oldest leaves on 3 Feb"."""
    if standing.has_lapsed:
        return f"ended {last_day(standing)}"
    if isinstance(standing.limit.window, CalendarWeek):
        return "begins again each Sunday"
    if standing.resets and _is_begun_elsewhere(standing):
        return (
            f"resets {phrases.day(standing.resets)} at the latest: the day of the first visit, "
            "elsewhere, is not known"
        )
    if standing.resets:
        return f"resets {phrases.day(standing.resets)}"
    return _reset_alone(standing)


def _is_begun_elsewhere(standing: Standing) -> bool:
    """Whether a window that a first visit begins may have begun with one that is not logged here.

    Of visits that are told as a number nobody knows the days.
    """
    told = sum(balance.adds for balance in standing.carried)
    held = sum(row.reason is Reason.IN_BALANCE for row in standing.counted)
    return standing.limit.window.waits and told > held


def _reset_alone(standing: Standing) -> str:
    """When the count begins again where no other window follows at once."""
    window = standing.limit.window
    if window.rolls:
        return _rolls(standing)
    if isinstance(window, CalendarDay):
        return "begins again each day"
    if not standing.has_begun:
        came = any(row.reason is Reason.OUTSIDE for row in standing.counted)
        return f"begins with the {'next' if came else 'first'} visit"
    if isinstance(window, UntilGap):
        return f"begins again after {_length(window)} without a visit"
    if isinstance(window, windows.Episode):
        return "begins again with a new episode of care, under a new alias"
    return f"ends {last_day(standing)}" if standing.window.last else "no reset is stated"


@lru_cache(maxsize=512)
def window(of: Window) -> str:
    """A window as it is spoken, behind "per"."""
    match of:
        case windows.BenefitYear() | FiscalYear():
            start = phrases.day_of_year(date(_A_LEAP_YEAR, of.month, of.day))
            whose = "fiscal" if isinstance(of, FiscalYear) else "benefit"
            return f"{whose} year from {start}"
        case windows.RollingDays() | windows.RollingMonths():
            return f"{_length(of)}, rolling"
        case windows.DaysFromFirstVisit() | MonthsFromFirstVisit():
            return f"{_length(of)} from the first visit"
        case FirstDays():
            return f"first {_length(of)} of care"
        case UntilGap():
            return f"episode, new after {_length(of)} without a visit"
    return _PLAIN.get(type(of), "window of its own")


def _length(of: _Days | _Months) -> str:
    if isinstance(of, _Months):
        return phrases.count(of.months, "month")
    return phrases.count(of.days, "day")


def _rolls(standing: Standing) -> str:
    if standing.leaves_on is None:
        return "rolls: nothing counts now"
    return f"rolls: the oldest leaves on {phrases.day(standing.leaves_on)}"


def last_day(standing: Standing) -> str:
    """The last day of its window, as it is told."""
    return phrases.day(standing.window.last) if standing.window.last else "with the window"
