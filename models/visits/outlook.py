"""What is known of the days to come: visits booked, days off, and by when to ask (PLANNED days).

Nobody knows how long many payers take. Where none says it, a request is planned for ten working
days: what clinics allow for. One that is urgent is planned for three (PLANNED_URGENT).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from models import federal_holidays
from models.alerts.hours import Hours
from models.coverage.decision_time import ClockDays, DecisionTime

PLANNED = 10
PLANNED_URGENT = 3

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a clinic knows of the days to come, for one patient and one payer.

    `booked` are the days of visits that are booked, in order. `hours` are the clinic's. `decisions`
    are the times that may hold for the payer's decision: none known, or none with a number, leaves
    it unknown. `is_plan_open`: it depends on a kind of plan that nobody told. `is_urgent`: they are
    those of a request that is to be decided at once. `is_self_pay`: nobody decides, as the patient
    pays. `until` is the last day on which the payer pays, where another is noted behind it.
    """

    booked: tuple[date, ...] = ()
    hours: Hours = field(default_factory=Hours)
    decisions: tuple[DecisionTime, ...] = ()
    is_plan_open: bool = False
    is_urgent: bool = False
    is_self_pay: bool = False
    until: date | None = None

    @property
    def planned(self) -> int:
        """So many working days are planned for a decision where nobody says how long it takes."""
        return PLANNED_URGENT if self.is_urgent else PLANNED

    @property
    def knows_decision(self) -> bool:
        """Whether somebody says how long the payer has to decide."""
        return bool(self.decisions) and all(time.days for time in self.decisions)

    def is_anothers(self, on: date) -> bool:
        """Whether the next visit that is booked, from a day on, is of another payer's days."""
        following = next((day for day in self.booked if day >= on), None)
        return bool(self.until and following and following > self.until)

    def is_working_day(self, day: date) -> bool:
        """Whether somebody at the clinic can ask on a day."""
        return day.weekday() in self.hours.days and not self.is_holiday(day)

    def is_holiday(self, day: date) -> bool:
        """Whether a day is a holiday of the clinic, federal or its own."""
        return bool(self.hours.holidays.name_of(day))

    def ask_by(self, needed: date) -> date:
        """The last working day on which to ask, so that the payer decides by the day needed.

        Of several times that may hold, the longest.
        """
        if self.knows_decision:
            asked = min(_asked(needed, time) for time in self.decisions)
        else:
            asked = _back(needed, self.planned, self.is_working_day)
        return _last(asked, self.is_working_day)

    def due(self, sent: date) -> date | None:
        """The last day on which the payer has to decide on what was sent on a day.

        Of several times that may hold, the longest; None where nobody says how long it has.
        """
        if not self.knows_decision:
            return None
        return max(_decided(sent, time) for time in self.decisions)

    def ask_on(self, sent: date) -> date:
        """The first day on which an answer is late: by the payer's time, or by what is planned."""
        last = self.due(sent) or _ahead(sent, self.planned, self.is_working_day)
        return last + _DAY


def _asked(needed: date, time: DecisionTime) -> date:
    """The last day on which a request may arrive, to be decided by the day needed.

    Where that is one on which no office works, the last decisions come on the working day before.
    """
    if time.clock is ClockDays.CALENDAR:
        return needed - timedelta(days=time.days or 0)
    is_working = _working_days(time)
    return _back(_last(needed, is_working), time.days or 0, is_working)


def _decided(sent: date, time: DecisionTime) -> date:
    """The last day of a time that begins with the day on which a request was sent.

    That day is day 0; one on which no office works is read as the next one on which they do, where
    working days are counted.
    """
    if time.clock is ClockDays.CALENDAR:
        return sent + timedelta(days=time.days or 0)
    is_working = _working_days(time)
    while not is_working(sent):
        sent += _DAY
    return _ahead(sent, time.days or 0, is_working)


def _working_days(time: DecisionTime) -> Callable[[date], bool]:
    """Which days a payer's clock counts that stops on weekends and holidays."""
    state = time.states[0] if time.state_holidays else ""
    return lambda day: federal_holidays.is_working_day(day, state)


def _ahead(day: date, working_days: int, is_working: Callable[[date], bool]) -> date:
    while working_days:
        day += _DAY
        working_days -= is_working(day)
    return day


def _back(day: date, working_days: int, is_working: Callable[[date], bool]) -> date:
    while working_days:
        day -= _DAY
        working_days -= is_working(day)
    return day


def _last(day: date, is_working: Callable[[date], bool]) -> date:
    """The day itself, or the last one before it on which somebody works."""
    while not is_working(day):
        day -= _DAY
    return day


UNKNOWN = Outlook()
"""Nothing is booked, and no payer's time is known."""
