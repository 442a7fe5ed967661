"""Windows as text: the names under which the content pack and a clinic's own caps write them."""

from __future__ import annotations

from dataclasses import astuple

from models.visits.opened_window import (
    DaysFromFirstVisit,
    FirstDays,
    MonthsFromFirstVisit,
    UntilGap,
    YearFromFirstVisit,
)
from models.visits.window import (
    BenefitYear,
    CalendarDay,
    CalendarMonth,
    CalendarWeek,
    CalendarYear,
    Episode,
    FiscalYear,
    Injury,
    Lifetime,
    RollingDays,
    RollingMonths,
    Window,
)

# The windows that may be named without knowing the member. Their numbers are their fields.
KINDS: dict[str, type[Window]] = {
    "calendar_year": CalendarYear,
    "calendar_month": CalendarMonth,
    "calendar_week": CalendarWeek,
    "calendar_day": CalendarDay,
    "benefit_year": BenefitYear,
    "fiscal_year": FiscalYear,
    "rolling_days": RollingDays,
    "rolling_months": RollingMonths,
    "days_from_first_visit": DaysFromFirstVisit,
    "months_from_first_visit": MonthsFromFirstVisit,
    "year_from_first_visit": YearFromFirstVisit,
    "first_days": FirstDays,
    "until_gap": UntilGap,
    "episode": Episode,
    "injury": Injury,
    "lifetime": Lifetime,
}

_NAMES = {kind: name for name, kind in KINDS.items()}


def spell(window: Window) -> str:
    """A window as text: "rolling_days/90". Raises `ValueError` for one bound to dates."""
    if type(window) not in _NAMES or window in (Episode(), Injury()):
        name = _NAMES.get(type(window), "")
        if name:
            return name
        raise ValueError("only a window that is bound to no dates can be written down")
    numbers = astuple(window)  # type: ignore[call-overload]  # every window in the table is a dataclass
    if not all(isinstance(number, int) for number in numbers):
        raise ValueError("only a window that is bound to no dates can be written down")
    return "/".join([_NAMES[type(window)], *map(str, numbers)])


def unspell(text: str) -> Window:
    """The window that a text of `spell` means."""
    name, *numbers = text.split("/")
    return KINDS[name](*map(int, numbers))
