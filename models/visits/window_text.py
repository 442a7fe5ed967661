"""Windows as text (KINDS): how the content pack and a clinic's kept caps name them."""

from __future__ import annotations

from models.visits import program_window
from models.visits import window as windows
from models.visits.window import Window

# The windows that may be named without knowing the member. Their numbers are their fields.
KINDS: dict[str, type[Window]] = {
    "calendar_year": windows.CalendarYear,
    "calendar_month": windows.CalendarMonth,
    "calendar_week": program_window.CalendarWeek,
    "calendar_day": program_window.CalendarDay,
    "benefit_year": windows.BenefitYear,
    "fiscal_year": program_window.FiscalYear,
    "rolling_days": windows.RollingDays,
    "rolling_months": windows.RollingMonths,
    "days_from_first_visit": windows.DaysFromFirstVisit,
    "months_from_first_visit": program_window.MonthsFromFirstVisit,
    "year_from_first_visit": windows.YearFromFirstVisit,
    "first_days": program_window.FirstDays,
    "until_gap": program_window.UntilGap,
    "episode": windows.Episode,
    "injury": windows.Injury,
    "lifetime": windows.Lifetime,
}

_NAMES = {kind: name for name, kind in KINDS.items()}


def spell(window: Window) -> str:
    """A window as text: "rolling_days/90". Raises `ValueError` for one bound to dates."""
    names: tuple[str, ...] = getattr(type(window), "__match_args__", ())
    numbers = [number for name in names if (number := getattr(window, name)) is not None]
    if type(window) not in _NAMES or not all(isinstance(number, int) for number in numbers):
        raise ValueError("only a window that is bound to no dates can be written down")
    return "/".join([_NAMES[type(window)], *map(str, numbers)])


def unspell(text: str) -> Window:
    """The window that a text of `spell` means."""
    name, *numbers = text.split("/")
    return KINDS[name](*map(int, numbers))


def is_of_a_day(limit: str) -> bool:
    """Whether a limit, by its id, is a clinic's own of a single day."""
    return "calendar_day" in limit.split("/")
