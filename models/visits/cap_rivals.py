"""Which of a subject's caps a new one may be meant instead of: of windows about as long."""

from __future__ import annotations

from collections.abc import Iterable

from models.visits import window as windows
from models.visits.cap import Cap
from models.visits.limit import Unit
from models.visits.program_window import CalendarDay, CalendarWeek, FiscalYear
from models.visits.window import Window

_YEAR, _MONTH, _WEEK = 365, 30, 7
_DAYS: dict[type[Window], int] = {
    windows.CalendarYear: _YEAR,
    windows.BenefitYear: _YEAR,
    windows.YearFromFirstVisit: _YEAR,
    FiscalYear: _YEAR,
    windows.CalendarMonth: _MONTH,
    CalendarWeek: _WEEK,
    CalendarDay: 1,
}
_ABOUT = 10
"""Windows of which the longer is less than a tenth longer are about as long."""


def same_subject(cap: Cap, held: Iterable[Cap]) -> list[Cap]:
    """The caps of the alias or payer that a cap is for."""
    return [other for other in held if (other.scope, other.subject) == (cap.scope, cap.subject)]


def rivals(cap: Cap, held: Iterable[Cap]) -> list[Cap]:
    """The other caps of the subject that the same sentence of a letter may have meant.

    Each of them could also hold beside it: 20 visits a year, and 30 of PT and OT together.
    """
    others = (o for o in same_subject(cap, held) if not cap.is_instead_of(o))
    return [
        other
        for other in others
        if cap.pool.overlaps(other.pool)
        and (cap.unit is Unit.TIMED_UNIT) == (other.unit is Unit.TIMED_UNIT)
        and is_about_as_long(cap.window, other.window)
    ]


def loses(old: Cap, new: Cap) -> bool:
    """Whether a cap in the place of another says less than it: what is left out, or opens."""
    is_narrower = not set(old.pool.excluding).issubset(new.pool.excluding)
    return is_narrower or bool(old.stages and not new.stages) or (old.frees and not new.frees)


def is_about_as_long(one: Window, other: Window) -> bool:
    """Whether a letter may mean one by the other: a calendar year, or 365 days."""
    if type(one) is type(other) and _length(one) == _length(other):
        return True
    days = sorted((_length(one), _length(other)))
    return days[0] > 0 and (days[1] - days[0]) * _ABOUT < days[1]


def _length(window: Window) -> int:
    """About how many days a window has; 0 where it has no length of its own."""
    match window:
        case windows.RollingMonths():
            return window.months * _YEAR // 12
        case windows.RollingDays() | windows.DaysFromFirstVisit():
            return window.days
    return _DAYS.get(type(window), 0)
