"""Which holidays a clinic keeps, federal ones and its own (Holidays), and how one is named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from models import federal_holidays

OWN = "a day off"
"""What a day is called on which the clinic is closed for a reason of its own."""

DAY_AFTER = "Day after Thanksgiving"
"""A Friday that no law names, and on which many clinics are closed."""

_DAY = timedelta(days=1)
_A_LEAP_YEAR = 2028

MOST_OWN = 100
"""Days that a clinic may set: of some days in every year, not all are to be days off."""


@dataclass(frozen=True, slots=True)
class Holidays:
    """The days off besides the weekdays: `federal` ones, unless the clinic works on them.

    `own` says of some days whether the clinic is closed, whatever else holds. A day is a date,
    "2026-12-24", a day of every year, "12-24", a federal holiday by its name, or `DAY_AFTER`.
    """

    federal: bool = True
    own: tuple[tuple[str, bool], ...] = ()

    def name_of(self, day: date) -> str:
        """What holiday a day is at this clinic; empty where it works, but for weekends."""
        own = dict(self.own)
        federal = federal_holidays.name_of(day)
        if federal_holidays.name_of(day - _DAY) == "Thanksgiving Day" and own.get(DAY_AFTER):
            federal = DAY_AFTER
        for key in (day.isoformat(), of_every_year(day)):
            if key in own:
                return (federal or OWN) if own[key] else ""
        if federal == DAY_AFTER:
            return federal
        return federal if own.get(federal, self.federal) else ""

    def is_off(self, key: str) -> bool:
        """Whether a day, named as in `own`, is a day off by what holds of it."""
        own = dict(self.own)
        if key in own:
            return own[key]
        if (day := day_of(key)) is not None:
            return bool(self.name_of(day))
        return self.federal and key in federal_holidays.of_year(_A_LEAP_YEAR).values()

    def with_day(self, key: str, *, is_closed: bool | None) -> Holidays:
        """The same with a day of one's own; None takes back what was said of it."""
        own = {other: closed for other, closed in self.own if other != key}
        if is_closed is not None:
            own[key] = is_closed
        return Holidays(self.federal, tuple(sorted(own.items())))


def of_every_year(day: date) -> str:
    """The day in every year: "12-24"."""
    return f"{day.month:02}-{day.day:02}"


def day_of(key: str) -> date | None:
    """The date that a key names; None for one of every year, and for a name."""
    try:
        return date.fromisoformat(key)
    except ValueError:
        return None
