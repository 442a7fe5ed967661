"""How long a payer has to decide on a request (DecisionTime), and which of the times holds.

Nobody says it of all plans: a commercial plan's time depends on who bears the risk and on the state
that regulates it, so that nothing is known of one of which neither was told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.coverage.payer import LineOfBusiness, Payer
from models.coverage.plan_kind import PlanKind
from models.period import Period

_OF_LINE: dict[PlanKind, LineOfBusiness] = {
    PlanKind.MEDICARE: LineOfBusiness.MEDICARE,
    PlanKind.MEDICARE_ADVANTAGE: LineOfBusiness.MEDICARE_ADVANTAGE,
    PlanKind.MEDICARE_SUPPLEMENT: LineOfBusiness.MEDIGAP,
    PlanKind.MEDICAID: LineOfBusiness.MEDICAID,
    PlanKind.MEDICAID_MANAGED: LineOfBusiness.MEDICAID,
    PlanKind.CHILDREN: LineOfBusiness.MEDICAID,
    PlanKind.FEDERAL: LineOfBusiness.FEDERAL,
    PlanKind.MILITARY: LineOfBusiness.FEDERAL,
    PlanKind.WORKERS_COMPENSATION: LineOfBusiness.WORKERS_COMPENSATION,
    PlanKind.AUTO: LineOfBusiness.AUTO,
    PlanKind.STUDENT: LineOfBusiness.STUDENT,
    PlanKind.SELF_FUNDED: LineOfBusiness.COMMERCIAL,
    PlanKind.COMMERCIAL: LineOfBusiness.COMMERCIAL,
    PlanKind.MARKETPLACE: LineOfBusiness.COMMERCIAL,
    PlanKind.STATE: LineOfBusiness.COMMERCIAL,
    PlanKind.SHORT_TERM: LineOfBusiness.COMMERCIAL,
}
"""The line of business that a kind of plan leaves no doubt of."""

_FUNDED_OTHERWISE = {PlanKind.MARKETPLACE, PlanKind.STATE, PlanKind.SHORT_TERM, PlanKind.STUDENT}
"""Kinds of plan that no employer pays for itself; of any other it has to be told."""


class ClockDays(StrEnum):
    """Which days a payer's clock counts."""

    CALENDAR = "calendar"
    WORKING = "working"  # neither weekends nor holidays


@dataclass(frozen=True, slots=True)
class DecisionTime:
    """So many days from the receipt of a request; None: it is known of nobody, `urgent` or not.

    `urgent`: of a request that the payer is asked to decide on at once; else of any other.

    `says` is the sentence, without its full stop. It holds for the `payers` named; else for every
    plan of a line, in the `states` named, and of the kinds of plan named. Of `other_plans` it does
    not hold. `in_force` are the days of the request. `state_holidays`: the clock of working days
    stops on holidays of the state as well. 72 hours are three days of the calendar.
    """

    id: str
    says: str
    cites: tuple[str, ...]
    days: int | None = None
    clock: ClockDays = ClockDays.CALENDAR
    lines: tuple[LineOfBusiness, ...] = ()
    payers: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    plans: tuple[PlanKind, ...] = ()
    other_plans: tuple[PlanKind, ...] = ()
    in_force: Period = Period()  # noqa: RUF009 - it never changes
    note: str = ""
    state_holidays: bool = False
    urgent: bool = False

    def __hash__(self) -> int:
        """By its id: over all that it says it would take longer than what is kept under it."""
        return hash(self.id)


@dataclass(frozen=True, slots=True)
class RequestTo:
    """Where a request goes: the payer, its plan as far as it was told, the state, and the day.

    `is_urgent`: it is asked to be decided at once.
    """

    payer: Payer
    plan: str
    state: str | None
    on: date
    is_urgent: bool = False

    @property
    def lines(self) -> tuple[LineOfBusiness, ...]:
        """The lines of business that the plan may be of."""
        told = next((line for kind, line in _OF_LINE.items() if kind == self.plan), None)
        return (told,) if told else self.payer.lines

    @property
    def is_plan_open(self) -> bool:
        """Whether the time depends on a plan that nobody told: its line, or who pays for it."""
        is_commercial = LineOfBusiness.COMMERCIAL in self.lines
        return not self.plan and (len(self.lines) > 1 or is_commercial)

    @property
    def states(self) -> tuple[str, ...]:
        """The state whose law may hold: the only one of the payer, else that of the clinic."""
        if len(self.payer.states) == 1:
            return self.payer.states
        return (self.state,) if self.state else ()


def times_for(held: Iterable[DecisionTime], request: RequestTo) -> tuple[DecisionTime, ...]:
    """The times that may hold for a request, one of them for sure; empty where none is known.

    Where a plan may be of several lines of business, a time is known of each of them.
    """
    fitting = [time for time in held if _may_hold(time, request)]
    by_line = [_of_line(line, fitting, request) for line in request.lines]
    return tuple(dict.fromkeys(time for found in by_line for time in found)) if all(by_line) else ()


def _may_hold(time: DecisionTime, request: RequestTo) -> bool:
    ids = {request.payer.id, request.payer.facts}
    return (
        time.in_force.holds(request.on)
        and (time.days is None or time.urgent is request.is_urgent)
        and (not time.payers or not ids.isdisjoint(time.payers))
        and (not time.states or not set(time.states).isdisjoint(request.states))
        and request.plan not in time.other_plans
    )


def _of_line(
    line: LineOfBusiness, held: Iterable[DecisionTime], request: RequestTo
) -> list[DecisionTime]:
    """What is known of one line: by the payer itself, by the plan that was told, else by law.

    A time of some plans alone says nothing of a plan that was not told, unless one is known of the
    others as well.
    """
    of_line = [time for time in held if not time.lines or line in time.lines]
    if own := [time for time in of_line if time.payers and time.days]:
        return own
    if of_plan := [time for time in of_line if request.plan in time.plans]:
        return of_plan
    of_all = [time for time in of_line if not time.plans]
    is_settled = request.plan in _FUNDED_OTHERWISE
    return of_all if not of_all or is_settled else [*of_all, *(t for t in of_line if t.plans)]
