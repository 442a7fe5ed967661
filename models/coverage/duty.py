"""What a clinic owes by a rule (Duty): before a patient pays, and by a day of a plan of care."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.coverage.payer import LineOfBusiness, Payer
from models.coverage.profession import Profession
from models.period import Period


class DutyPart(StrEnum):
    """What a duty is about."""

    CHARGE = "charge"  # when a patient may be charged at all
    NOTICE = "notice"  # the edition of the form that is signed before
    MODIFIER = "modifier"  # what a line carries that the patient pays
    ESTIMATE = "estimate"  # of the price, in writing
    RECEIPT = "receipt"  # what the patient is given
    CERTIFY = "certify"  # a plan of care, for the first time
    RECERTIFY = "recertify"  # again, before the last certification ends
    REPORT = "report"  # on the patient's progress
    REFERRAL = "referral"  # where a state lets therapy begin without one, for a while
    EXEMPT = "exempt"  # to what the duties of a plan of care do not apply


class DutyClock(StrEnum):
    """Which days a duty counts."""

    CALENDAR = "calendar"
    WORKING = "working"  # neither weekends nor federal holidays
    TREATMENT = "treatment"  # days on which the patient is treated


@dataclass(frozen=True, slots=True)
class Duty:
    """One sentence on what is owed; of no lines and payers, to everybody's patients.

    `days` are counted by its clock, or until so many `visits`, whichever is first; `ahead` says for
    visits booked so many working days before, or more. Of an edition, `in_force` are the days on
    which it is signed.
    """

    id: str
    part: DutyPart
    says: str
    cites: tuple[str, ...]
    lines: tuple[LineOfBusiness, ...] = ()
    payers: tuple[str, ...] = ()
    billed_by: tuple[Profession, ...] = ()
    states: tuple[str, ...] = ()
    days: int | None = None
    visits: int | None = None
    ahead: int | None = None
    clock: DutyClock = DutyClock.CALENDAR
    in_force: Period = Period()  # noqa: RUF009 - it never changes

    def __hash__(self) -> int:
        """By its id: over all that it says it would take longer than what is kept under it."""
        return hash(self.id)


@dataclass(frozen=True, slots=True)
class CashVisit:
    """A visit that the patient is to pay: of which payer and plan, billed by whom, on which day."""

    payer: Payer
    lines: tuple[LineOfBusiness, ...]
    billed_by: Profession | None
    on: date


def owed(held: Iterable[Duty], part: DutyPart, visit: CashVisit) -> list[Duty]:
    """What is owed of one part: the payer's own first, then of its lines, in the pack's order."""
    fitting = [duty for duty in held if duty.part is part and _fits(duty, visit)]
    return sorted(fitting, key=lambda duty: not duty.payers)


def counting(
    held: Iterable[Duty], part: DutyPart, on: date, *, state: str | None = None
) -> Duty | None:
    """The duty of one part that is counted in days, of any payer, in a state where it is of one."""
    fitting = (
        duty
        for duty in held
        if duty.part is part
        and duty.days
        and duty.in_force.holds(on)
        and (not duty.states or state in duty.states)
    )
    return next(fitting, None)


def _fits(duty: Duty, visit: CashVisit) -> bool:
    ids = {visit.payer.id, visit.payer.facts}
    return (
        duty.in_force.holds(visit.on)
        and (not duty.payers or not ids.isdisjoint(duty.payers))
        and (not duty.lines or not set(duty.lines).isdisjoint(visit.lines))
        and (not duty.billed_by or visit.billed_by is None or visit.billed_by in duty.billed_by)
    )
