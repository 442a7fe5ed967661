"""Until when a first claim, or what contests a decision, has to be in (AppealWindow)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from models.coverage.payer import LineOfBusiness, Payer


class AppealUnit(StrEnum):
    """What a window is counted in."""

    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"


class WindowOf(StrEnum):
    """What has to be in by the end of a window."""

    APPEAL = "appeal"  # what contests a decision
    CLAIM = "claim"  # the first claim for a service


class ClockStart(StrEnum):
    """From which event a window is counted."""

    SERVICE = "service"  # its day of service
    RECEIPT = "receipt"  # the day on which the decision was received
    LATER = "later"  # a decision, a payment or a notice, none of which comes before the service


@dataclass(frozen=True, slots=True)
class DecisionDays:
    """The days of a payer's decision as somebody tells them: of the decision, of its receipt."""

    made: date | None = None
    received: date | None = None


@dataclass(frozen=True, slots=True)
class AppealWindow:
    """So many units to contest a decision; None: sources disagree or are old, and no day is told.

    One `of` a first claim is so much time to send it, counted from the service; where it `is_final`
    what came later cannot be contested. `says` goes on behind "To contest it:" or "First claims:",
    without its full stop. It holds for the `payers` named, in the `states` named; one of `lines`
    alone is what holds for patients of plans of that line, whatever the payer takes from a clinic.
    `only`: of plans of this kind; of others what the payer takes elsewhere. `besides` is a whole
    sentence that a clinic has to know with it.
    """

    id: str
    says: str
    cites: tuple[str, ...]
    payers: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    lines: tuple[LineOfBusiness, ...] = ()
    count: int | None = None
    unit: AppealUnit = AppealUnit.DAYS
    counted_from: ClockStart = ClockStart.LATER
    only: str = ""
    besides: str = ""
    of: WindowOf = WindowOf.APPEAL
    is_final: bool = False

    def earliest_end(self, day: date) -> date | None:
        """The last day, counted from this one; None where nobody can tell."""
        return day + self._length(self.count) if self.count else None

    def start(self, decision: DecisionDays) -> date | None:
        """The day from which it runs, where that one was told."""
        if self.counted_from is ClockStart.SERVICE:
            return None
        is_of_receipt = self.counted_from is ClockStart.RECEIPT
        return decision.received if is_of_receipt else decision.made

    def _length(self, count: int) -> relativedelta:
        match self.unit:
            case AppealUnit.DAYS:
                return relativedelta(days=count)
            case AppealUnit.MONTHS:
                return relativedelta(months=count)
            case AppealUnit.YEARS:
                return relativedelta(years=count)


def windows_of(
    held: Iterable[AppealWindow],
    payer: Payer,
    state: str | None,
    of: WindowOf = WindowOf.APPEAL,
) -> tuple[AppealWindow, ...]:
    """A payer's windows in a state: its own there; what it takes elsewhere for the other plans."""
    own = [w for w in held if w.of is of and not {payer.id, payer.facts}.isdisjoint(w.payers)]
    of_state = [window for window in own if state in window.states]
    elsewhere = [window for window in own if not window.states]
    if any(not window.only for window in of_state):
        elsewhere = []
    return (*of_state, *elsewhere)


def windows_of_line(held: Iterable[AppealWindow], payer: Payer) -> tuple[AppealWindow, ...]:
    """What holds for patients of every plan of the payer's lines of business."""
    by_line = [window for window in held if window.of is WindowOf.APPEAL and not window.payers]
    return tuple(w for w in by_line if not set(w.lines).isdisjoint(payer.lines))
