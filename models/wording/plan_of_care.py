"""How a plan of care is told: what was noted of it, what is owed by when, what an alert says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from models.coverage.duty import Duty
from models.coverage.fact_book import FactBook
from models.ports import OwedDuty
from models.reply import Line, Section
from models.visits.plan_of_care import Nearness, PlanClock, PlanDuty, PlanEntry, PlanStep
from models.wording import phrases
from models.wording.standings import weekday

STEPS = {
    PlanStep.BEGUN: "first treatment day",
    PlanStep.CERTIFIED: "certified",
    PlanStep.SENT: "sent to who referred",
    PlanStep.RECERTIFIED: "recertified",
    PlanStep.REPORTED: "progress report",
    PlanStep.REFERRED: "referral",
    PlanStep.ENDED: "ended",
}
NAMES = {
    PlanDuty.CERTIFY: "certification",
    PlanDuty.RECERTIFY: "recertification",
    PlanDuty.REPORT: "progress report",
    PlanDuty.REFERRAL: "referral",
}
"""What is owed, in a sentence."""

DONE_BY = {
    PlanDuty.CERTIFY: "certified",
    PlanDuty.RECERTIFY: "recertified",
    PlanDuty.REPORT: "report",
    PlanDuty.REFERRAL: "referral",
}
"""What is typed once a duty is done."""

_BUTTONS = {
    PlanDuty.CERTIFY: "Certified today",
    PlanDuty.RECERTIFY: "Recertified today",
    PlanDuty.REPORT: "Report written today",
    PlanDuty.REFERRAL: "Referral came today",
}


def done(clock: PlanClock, alias: str) -> tuple[str, str]:
    """The button by which a duty is noted as done, and its command."""
    return noted_by(clock.duty, alias)


def noted_by(duty: PlanDuty, alias: str) -> tuple[str, str]:
    """The same for any duty of an alias."""
    return _BUTTONS[duty], f"/session plan-of-care {alias} {DONE_BY[duty]}"


def noted(said: Mapping[str, Any], _: FactBook) -> tuple[str, str]:
    """The name of a step, as it may be typed behind undo, and its day."""
    return f"plan {said['step']}", phrases.day(date.fromisoformat(said["on"]))


def withdrawn(said: Mapping[str, Any], book: FactBook) -> tuple[str, str]:
    """The name of a step's being taken back."""
    name, day = noted(said, book)
    return f"withdrawal of {name}", day


TITLE = "Plans of care"
"""Above what is owed of those of everybody."""


def on_board(row: OwedDuty, on: date) -> str:
    """What is owed, behind its alias, without a full stop."""
    return f"{row.alias}: {in_line(row.clock, on)}"


def step(entry: PlanEntry) -> str:
    """What was noted: "certified Dec 1, 2026, until Feb 12, 2027"."""
    until = f", until {phrases.day(entry.until)}" if entry.until else ""
    direct = ", without a referral" if entry.is_direct else ""
    return f"{STEPS[entry.step]} {phrases.day(entry.on)}{until}{direct}"


def in_order(plan: Iterable[PlanEntry]) -> str:
    """A plan in one line, its steps in their order."""
    return phrases.sentence("; ".join(map(step, plan)))


def section(clocks: Sequence[PlanClock], book: FactBook, on: date) -> tuple[Section, ...]:
    """What is owed of the plan that runs, as a part of a longer card."""
    told = lines(clocks, book, on)
    return (Section("Plan of care", told),) if told else ()


def title(duty: PlanDuty, clock: PlanClock | None = None, on: date | None = None) -> str:
    """What is owed in few words: "certification due Sun Dec 20, 2026"."""
    name = NAMES[duty]
    if clock is None:
        return f"{name} due"
    if clock.last:
        was = "was due" if on and clock.last < on else "due"
        return f"{name} {was} {weekday(clock.last)}"
    if clock.used > clock.of:
        return f"{name} late, treatment day {clock.used}"
    return f"{name} due, treatment day {clock.used} of {clock.of}"


def in_line(clock: PlanClock, on: date) -> str:
    """A clock as a sentence without its full stop."""
    match clock.duty:
        case PlanDuty.REPORT:
            return f"Progress report {_treated(clock)}"
        case PlanDuty.REFERRAL:
            now = f"now {clock.used}{_with_first(clock)}"
            visits = f", or visit {clock.of} ({now})" if clock.of else ""
            until = f"until {weekday(clock.last)}" if clock.last else ""
            return f"Without a referral {until}{visits}{_late(clock, on)}"
        case _:
            by = f"by {weekday(clock.last)}" if clock.last else ""
            return f"{phrases.sentence(NAMES[clock.duty])} {by}{_late(clock, on)}"


def _treated(clock: PlanClock) -> str:
    if clock.used > clock.of:
        return f"late, treatment day {clock.used} is past day {clock.of}"
    if clock.used == clock.of:
        return f"due now, treatment day {clock.of} is reached"
    booked = f", which is booked {weekday(clock.expected)}" if clock.expected else ""
    return f"by treatment day {clock.of}{booked}; {clock.used} so far{_with_first(clock)}"


def _with_first(clock: PlanClock) -> str:
    """That the first treatment day is among those counted, though no session of it is logged."""
    if clock.unlogged is None:
        return ""
    return f", with {phrases.day(clock.unlogged)}, which is not logged"


def _late(clock: PlanClock, on: date) -> str:
    if clock.last == on and not clock.is_late(on):
        return ": today"
    return ": late" if clock.is_late(on) else ""


def lines(clocks: Iterable[PlanClock], book: FactBook, on: date) -> tuple[Line, ...]:
    """What is owed, each with the sources of its rule."""
    rules = {duty.id: duty for duty in book.duties}
    return tuple(
        Line(f"{in_line(clock, on)}.", rules[clock.rule].cites if clock.rule in rules else ())
        for clock in clocks
    )


def warnings(clocks: Iterable[PlanClock], on: date) -> Iterator[Line]:
    """A line for each that somebody should know of now."""
    return (Line(f"{in_line(clock, on)}.") for clock in near(clocks, on))


def near(clocks: Iterable[PlanClock], on: date) -> tuple[PlanClock, ...]:
    """Those of which somebody should know now."""
    return tuple(clock for clock in clocks if clock.nearness(on) is not Nearness.FAR)


def facts(duties: Iterable[Duty], clocks: Sequence[PlanClock], on: date) -> tuple[Line, ...]:
    """What the rules of these clocks say, and to what they do not apply."""
    held = {duty.id: duty for duty in duties}
    parts = {held[clock.rule].part for clock in clocks if clock.rule in held}
    return tuple(
        Line(duty.says, duty.cites)
        for duty in held.values()
        if duty.in_force.holds(on)
        and (duty.part in parts)
        and (not duty.states or duty.id in {clock.rule for clock in clocks})
    )
