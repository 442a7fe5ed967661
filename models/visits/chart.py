"""The chart: everything that a clinic keeps of one alias, and who logged what.

A change is decided on a chart, as events (`events.py`); `changes.py` says what each makes of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from models.alerts.alert import AlertRef
from models.amended import amended
from models.clinic.preferences import Preferences
from models.clinic.rules_in_force import NO_RULES, ClinicRules
from models.coverage.plan_kind import PlanKind
from models.errors import Trouble
from models.privacy import alias_text
from models.visits.authorization import Authorization, RetiredAuthorization
from models.visits.cap import Cap
from models.visits.count_check import CountCheck
from models.visits.events import Event
from models.visits.history import History
from models.visits.limit import Limit
from models.visits.payer_periods import PayerPeriod, PayerPeriods, payer_on, plan_on
from models.visits.plan_of_care import PlanClock, PlanEntry
from models.visits.session import Discipline, Session
from models.visits.standing import Standing
from models.visits.visit_request import VisitRequest

_NOTHING = History()
_AS_THEY_COME = Preferences()


class AliasTaken(Trouble):
    """The clinic has this alias or one that looks like it, or had it under another name."""

    def __init__(self, alias: str) -> None:
        super().__init__(
            f"{alias} cannot be had: it is in use here, was, or looks like one that is.",
            "Choose another, or let the bot issue one: /session new",
        )


class NoSuchAlias(Trouble):
    """The clinic has no such alias."""

    def __init__(self, alias: str) -> None:
        del alias  # it may be anything that somebody typed
        super().__init__("That is not an alias of this clinic.", "Issue one: /session new.")


class ChartInUse(Trouble):
    """A chart holds something, so its opening is not taken back."""

    def __init__(self, alias: str) -> None:
        super().__init__(
            f"{alias} holds more by now, so its opening was not taken back.",
            f"If care is over, close it: /session close {alias}",
        )


class AlreadyDone(Trouble):
    """The same request was carried out before: nothing was done this time."""

    def __init__(self) -> None:
        super().__init__(
            "That was done already.",
            "Nothing was changed a second time. To have it done once more, type it.",
        )


@dataclass(frozen=True, slots=True)
class DoneBy:
    """Who acts, at which instant (aware), and which day that is at the clinic.

    `quietly`: what a clinic is to be warned of waits for the digest, as after an import of years.
    `request` is the platform's id of what was asked, which does nothing twice; empty for a job.
    `undoes` are the numbers of the audit's entries that this takes back. `part` is 1 for the first
    change of a request, and more for those that belong to it.
    """

    actor: str
    at: datetime
    on: date
    quietly: bool = False
    request: str = ""
    undoes: tuple[int, ...] = ()
    part: int = 1


@dataclass(frozen=True, slots=True)
class LogResult:
    """Who logged a session and when, as which one of its day, and with which requests.

    `ordinal` is 1 for the first session of its day; None once the session is voided, which frees
    its place. `request` and `void_request` are the platform's keys of the commands; empty where
    there was none.
    """

    number: int
    by: str
    at: datetime
    ordinal: int | None = 1
    request: str = ""
    void_request: str = ""


@dataclass(frozen=True, slots=True)
class ChartOpening:
    """What is told when an alias is opened. `benefit_year` is the month and day it begins."""

    alias: str
    payer: str | None = None
    condition: str | None = None
    benefit_year: tuple[int, int] | None = None
    request: str = ""
    plan: str = ""


@dataclass(frozen=True)  # no slots: `amended` copies the fields at once
class Chart:
    """Everything kept of one alias. `version` grows by one with every change.

    `payer` and its `plan` are the current ones, as of the last count; `payers` are all of them by
    date where there were several: ask `payer_on` and `plan_on`. `secondary` are those who pay
    second, by date. `booked` are the days of booked visits: ask `models.visits.booking`. `requests`
    are all that were sent to payers, and `checks` what was compared last of each limit.
    `caps` are those of the clinic that may hold, whatever the payer: ask `own_limits`; `rules` are
    its own on this chart's payers. `care_plan` is what was noted of plans of care, and `clocks`
    what is owed of the one that runs, where it was counted just now. `counted_on` is the day of the
    last count, and `next_look` the first day on which time alone changes it; None where nothing
    does. `alerts` are those of this alias. `preferences`, `time_zone`, `state`, `readings` and
    `own_discipline`, that of its profession, are the clinic's. `retired_authorizations` count no
    more. A change hands on how the chart stands on `counted_on` by every limit: `standings` is None
    where it was not counted just now. `has_new_alert`: it brought one that interrupts somebody.
    """

    id: int
    clinic_id: int
    alias: str
    opened: date
    payer: str | None = None
    condition: str | None = None
    plan: str = ""
    benefit_year: tuple[int, int] | None = None
    closed: date | None = None
    version: int = 0
    history: History = _NOTHING
    caps: tuple[Cap, ...] = ()
    logged: tuple[LogResult, ...] = ()
    counted_on: date | None = None
    next_look: date | None = None
    alerts: tuple[AlertRef, ...] = ()
    preferences: Preferences = _AS_THEY_COME
    time_zone: str = "UTC"
    state: str | None = None
    own_discipline: Discipline | None = None
    readings: tuple[tuple[str, str], ...] = ()
    retired_authorizations: tuple[RetiredAuthorization, ...] = ()
    payers: PayerPeriods = ()
    secondary: PayerPeriods = ()
    booked: tuple[date, ...] = ()
    rules: ClinicRules = NO_RULES
    care_plan: tuple[PlanEntry, ...] = ()
    clocks: tuple[PlanClock, ...] = field(default=(), compare=False, repr=False)
    requests: tuple[VisitRequest, ...] = ()
    checks: tuple[CountCheck, ...] = ()
    standings: tuple[Standing, ...] | None = field(default=None, compare=False, repr=False)
    has_new_alert: bool = field(default=False, compare=False)

    @property
    def next_number(self) -> int:
        """The number of the session that is logged next."""
        return max((s.number for s in self.history.sessions), default=0) + 1

    @property
    def own_limits(self) -> tuple[Limit, ...]:
        """The limits that the clinic set itself and that hold for this alias."""
        return tuple(cap.limit for cap in self.caps if cap.holds_for(self.alias, self.payer))

    @property
    def is_self_pay(self) -> bool:
        """Whether it was said that the patient pays, and no payer."""
        return self.payer is None and self.plan == PlanKind.SELF_PAY

    @property
    def payer_periods(self) -> PayerPeriods:
        """Who pays from which day on, in order; the first one from the start."""
        return self.payers or (PayerPeriod(self.payer, plan=self.plan),)

    def payer_on(self, day: date) -> str | None:
        """The payer of a day, by id; None where there is none."""
        return payer_on(self.payers, day) if self.payers else self.payer

    def plan_on(self, day: date) -> str:
        """The plan by which a day is paid; empty where nobody said."""
        return plan_on(self.payer_periods, day)

    def secondary_on(self, day: date) -> str | None:
        """Who is noted to pay second on a day, by id."""
        return payer_on(self.secondary, day) if self.secondary else None

    def is_paid_by(self, payer: str | None, day: date) -> bool:
        """Whether somebody pays on a day, first or second; None: nobody pays first."""
        return self.payer_on(day) == payer or (
            payer is not None and payer == self.secondary_on(day)
        )

    def giver_of(self, authorization: Authorization) -> str | None:
        """Who granted an authorization: the payer noted with it, else that of its first day."""
        first = authorization.period.first or date.min
        return authorization.granted_by or self.payer_on(first)

    def as_of(self, day: date) -> Chart:
        """The chart with the payer of a day, and its plan, as the current one."""
        if not self.payers:
            return self
        return amended(self, payer=self.payer_on(day), plan=self.plan_on(day))

    def session(self, number: int) -> Session | None:
        """The session of a number, voided or not."""
        return next((s for s in self.history.sessions if s.number == number), None)

    @property
    def next_serial(self) -> int:
        """The serial of the authorization that is entered next."""
        retired = (gone.authorization for gone in self.retired_authorizations)
        return max((a.serial for a in (*self.history.authorizations, *retired)), default=0) + 1

    def authorization(self, serial: int) -> Authorization | None:
        """The authorization of a serial, if it counts."""
        return next((a for a in self.history.authorizations if a.serial == serial), None)

    def retired(self, serial: int) -> RetiredAuthorization | None:
        """The authorization of a serial, if it was replaced or withdrawn."""
        of_serial = (
            gone for gone in self.retired_authorizations if gone.authorization.serial == serial
        )
        return next(of_serial, None)

    def granted_already(self, new: Authorization) -> Authorization | None:
        """The last one entered of those that grant the same visits on the same dates, and count."""
        giver = self.giver_of(new)
        same = (
            a
            for a in self.history.authorizations
            if a.grants_the_same(new) and self.giver_of(a) == giver
        )
        return max(same, key=lambda a: a.serial, default=None)

    def log_of(self, number: int) -> LogResult | None:
        """Who logged the session of a number."""
        return next((entry for entry in self.logged if entry.number == number), None)

    def standing_on(self, day: date) -> tuple[Session, ...]:
        """The sessions of a day that are not voided."""
        return tuple(s for s in self.history.sessions if s.on == day and not s.voided)

    def logged_on(self, day: date) -> tuple[LogResult, ...]:
        """Who logged the sessions of a day that are not voided."""
        numbers = {session.number for session in self.standing_on(day)}
        return tuple(entry for entry in self.logged if entry.number in numbers)

    def next_ordinal(self, day: date) -> int:
        """Which one of its day a session would be: the lowest that is free."""
        ordinals = {entry.ordinal for entry in self.logged_on(day)}
        return next(n for n in range(1, len(ordinals) + 2) if n not in ordinals)

    def logged_with(self, request: str) -> LogResult | None:
        """The session that a request logged; None for an empty request."""
        return next((entry for entry in self.logged if request and entry.request == request), None)

    def voided_with(self, request: str) -> LogResult | None:
        """The session that a request voided; None for an empty request."""
        return next((e for e in self.logged if request and e.void_request == request), None)


Decide = Callable[[Chart], Sequence[Event]]
"""Says, on the chart as it is now, what happens; may raise a `Trouble`, and may be asked again."""

Count = Callable[[Chart, date], Sequence[Standing]]
"""The standings to keep of a chart on a day: those of that day, and those of windows before."""


Clocks = Callable[[Chart, date], tuple[PlanClock, ...]]
"""What is owed of the plan of care that runs on a day."""


Begins = Callable[[Chart, date], date | None]
"""The first day after a day on which the chart's payer says something else of visits."""


Awaits = Callable[[Chart], tuple[VisitRequest, ...]]
"""A chart's requests, each open one with the day by which its payer has to decide."""


def key(alias: str) -> str:
    """What two spellings of one alias share: its letters and digits, in capitals."""
    return alias_text.key(alias)
