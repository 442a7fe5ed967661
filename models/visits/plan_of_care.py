"""A plan of care: what was noted (PlanEntry), what is owed by when (PlanClock), when it is near.

The clocks are Medicare's of therapy, and those of states that let therapy begin without a referral.
They stand beside the limits of a payer, and none of them counts a visit against one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SUBJECT = "plan"
"""What stands before a duty where an alert names what it is about."""

_DAY = timedelta(days=1)


class PlanStep(StrEnum):
    """What was noted of a plan."""

    BEGUN = "begun"  # the first treatment day
    CERTIFIED = "certified"  # signed for the first time
    SENT = "sent"  # to whoever referred, with a signed order on file
    RECERTIFIED = "recertified"  # signed again
    REPORTED = "reported"  # a progress report was written
    REFERRED = "referred"  # a referral came
    ENDED = "ended"  # treatment under the plan is over


@dataclass(frozen=True, slots=True, order=True)
class PlanEntry:
    """One step of a plan, on its day.

    `until` is the last day for which a plan is set up or was certified, None where nobody said.
    `is_direct`: treatment began without a referral.
    """

    on: date
    step: PlanStep
    until: date | None = None
    is_direct: bool = False

    @property
    def key(self) -> tuple[date, PlanStep]:
        """What makes it the same as another: a step is noted once a day."""
        return self.on, self.step


@dataclass(frozen=True, slots=True)
class PlanNoted:
    """An event of a chart: a step of the plan of care."""

    entry: PlanEntry


@dataclass(frozen=True, slots=True)
class PlanWithdrawn:
    """An event of a chart: a step of the plan of care was noted by mistake."""

    entry: PlanEntry


PlanEvent = PlanNoted | PlanWithdrawn


def after(plan: Iterable[PlanEntry], event: PlanEvent) -> tuple[PlanEntry, ...]:
    """What is noted after an event. The same step of the same day once more replaces it."""
    noted = [event.entry] if isinstance(event, PlanNoted) else []
    others = [entry for entry in plan if entry.key != event.entry.key]
    return tuple(sorted([*others, *noted]))


class PlanDuty(StrEnum):
    """What is owed of a plan."""

    CERTIFY = "certify"
    RECERTIFY = "recertify"
    REPORT = "report"
    REFERRAL = "referral"


_SOON = {PlanDuty.CERTIFY: 7, PlanDuty.RECERTIFY: 14, PlanDuty.REFERRAL: 7}
"""So many days before its last day a duty is near."""

_SOON_VISITS = 2
"""So many treatment days before the one on which it is owed a duty is near."""


class Nearness(StrEnum):
    """How near the end of a clock is."""

    FAR = "far"
    SOON = "soon"
    LAST = "last"  # it is the last day, or was


@dataclass(frozen=True, slots=True)
class PlanClock:
    """A duty of a plan that nobody has done yet.

    It runs since `first`, until `last`, a day that is set; None where treatment days alone are
    counted: `used` of `of`, 0 where none are. `expected` is the booked day on which the last of
    those falls. `unlogged` is the first treatment day, where it counts among those as it was told
    and no session of it is logged. `rule` is the id of the duty in the facts.
    """

    duty: PlanDuty
    first: date
    last: date | None = None
    used: int = 0
    of: int = 0
    expected: date | None = None
    rule: str = ""
    unlogged: date | None = None

    @property
    def key(self) -> tuple[str, date]:
        """What it is about, for an alert."""
        return f"{SUBJECT}/{self.duty}", self.first

    @property
    def left(self) -> int:
        """The treatment days that are left of those counted."""
        return self.of - self.used

    @property
    def owed_by(self) -> date | None:
        """The day by which it is owed, as far as one is known."""
        days = [day for day in (self.last, self.expected) if day]
        return min(days, default=None)

    @property
    def near_on(self) -> date | None:
        """The first day on which somebody should know of it; None while that day is not known."""
        if self.of and self.left <= _SOON_VISITS:
            return self.first
        return self.last - timedelta(days=_SOON.get(self.duty, 0)) if self.last else None

    def nearness(self, on: date) -> Nearness:
        """How near its end is on a day."""
        days = (self.last - on).days if self.last else None
        if (days is not None and days <= 0) or (self.of and self.left <= 0):
            return Nearness.LAST
        is_near = self.near_on is not None and self.near_on <= on
        return Nearness.SOON if is_near else Nearness.FAR

    def is_late(self, on: date) -> bool:
        """Whether its last day is over, or more treatment days have passed than it allows."""
        return (self.last is not None and self.last < on) or (0 < self.of < self.used)

    def days_to_look(self) -> Iterable[date]:
        """The days on which time alone brings it nearer."""
        if self.last is None:
            return ()
        return self.last - timedelta(days=_SOON.get(self.duty, 0)), self.last, self.last + _DAY


_BOUNDS = {PlanStep.BEGUN, PlanStep.ENDED}
_BEFOREHAND = {PlanStep.REFERRED, PlanStep.CERTIFIED}
"""What may come before the first treatment day."""


def current(entries: Iterable[PlanEntry], on: date) -> tuple[PlanEntry, ...]:
    """The plan that runs on a day: the step that began it first, then those behind, by day.

    A referral and a first signature of before its first day are its own, unless they are of a plan
    before it. Empty where none was begun, and once the last one has ended. An end on the first day
    of a plan is that of the one before, if that one still ran.
    """
    noted = sorted(entry for entry in entries if entry.on <= on)
    begun = [entry for entry in noted if entry.step is PlanStep.BEGUN]
    if not begun:
        return ()
    start = begun[-1]
    floor = max((e.on for e in noted if e.step in _BOUNDS and e.on < start.on), default=date.min)
    behind = [
        entry
        for entry in noted
        if entry.step is not start.step
        and (entry.on >= start.on or (entry.step in _BEFOREHAND and entry.on >= floor))
    ]
    ended = of_step(behind, PlanStep.ENDED)
    is_of_before = ended is not None and ended.on == start.on and _ran_before(noted, start.on)
    if ended and not is_of_before:
        return ()
    return (start, *(entry for entry in behind if entry is not ended))


def _ran_before(noted: Iterable[PlanEntry], day: date) -> bool:
    return bool(current((entry for entry in noted if entry.on < day), day))


def of_step(entries: Iterable[PlanEntry], step: PlanStep) -> PlanEntry | None:
    """The last entry of one step."""
    return max((entry for entry in entries if entry.step is step), default=None)
