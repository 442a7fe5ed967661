"""What came late of a plan of care, what a plan that was sent needs, and why no alert is sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from models.alerts.plan_duties import IF_CARE_GOES_ON, is_care_over
from models.coverage.duty import Duty
from models.coverage.fact_book import FactBook
from models.reply import Line
from models.visits.chart import Chart
from models.visits.plan_clocks import RELIEF, is_ordered, owed_before
from models.visits.plan_of_care import PlanClock, PlanDuty, PlanEntry, PlanStep, current
from models.wording import phrases
from models.wording.plan_of_care import NAMES, STEPS, near
from models.wording.standings import weekday


def remarks(chart: Chart, book: FactBook, today: date, just: PlanEntry | None) -> Iterator[Line]:
    """Which of the last steps came late, and what a plan that was sent needs besides.

    `just` was noted a moment ago: of it is told what is left to do.
    """
    plan = current(chart.care_plan, today)
    for entry in _last_steps(plan):
        was = owed_before(chart, entry, book)
        if was and was.is_late(entry.on):
            yield _late(entry, was, book.duties)
            if was.duty is PlanDuty.CERTIFY and entry == just:
                yield from _named("certify_late", book.duties)
        elif was and entry.step is PlanStep.SENT:
            yield _sent(plan, book.duties, chart.alias)


def silence(chart: Chart, owed: Sequence[PlanClock], today: date) -> Iterator[Line]:
    """That no alert is sent of what is near, because nobody comes any more."""
    unsaid = [clock for clock in near(owed, today) if clock.duty in IF_CARE_GOES_ON]
    if not unsaid:
        return
    if is_care_over(chart, today):
        last = max(s.on for s in chart.history.sessions if s.on <= today and not s.voided)
        came = f"nobody came since {phrases.day(last)} and nothing is booked"
        what = phrases.either([NAMES[clock.duty] for clock in unsaid], "and")
        yield Line(f"No alert is sent of the {what}: {came}. Do it before treatment goes on.")


def _last_steps(plan: Iterable[PlanEntry]) -> Iterator[PlanEntry]:
    """The last of each step; sent it was when it was sent first, unless it is signed as well."""
    steps: dict[PlanStep, PlanEntry] = {}
    for entry in plan:
        if entry.step is not PlanStep.SENT or entry.step not in steps:
            steps[entry.step] = entry
    if PlanStep.CERTIFIED in steps:
        steps.pop(PlanStep.SENT, None)
    yield from steps.values()


def _late(entry: PlanEntry, was: PlanClock, duties: Iterable[Duty]) -> Line:
    cites = next((duty.cites for duty in duties if duty.id == was.rule), ())
    if was.last is None or entry.on <= was.last:
        treated = f"treatment day {was.used}, past day {was.of}"
        return Line(f"{phrases.sentence(STEPS[entry.step])} on {treated}.", cites)
    late = f"{phrases.count((entry.on - was.last).days, 'day')} after {weekday(was.last)}"
    match entry.step:
        case PlanStep.SENT:
            return Line(f"Sent {late}: too late to do without the signature.", cites)
        case PlanStep.REFERRED:
            return Line(f"The referral came {late}, the last day without one.", cites)
        case _:
            done = phrases.sentence(STEPS[entry.step])
            return Line(f"{done} {late}, the last day for it.", cites)


def _sent(plan: tuple[PlanEntry, ...], duties: Iterable[Duty], alias: str) -> Line:
    """What it takes that a plan that was sent in time needs no signature back."""
    cites = next((line.cites for line in _named("certify_sent", duties)), ())
    if plan[0].on < RELIEF:
        return Line("Plans begun before Jan 1, 2025 need the signature, though sent.", cites)
    if not is_ordered(plan):
        owed = "Sent, but no order or referral is noted: the signature is still owed."
        note = f"/session plan-of-care {alias} referral {phrases.typed_day(plan[0].on)}"
        return Line(f"{owed} Is one on file? Note its day: {note}", cites)
    on_file = "With a signed and dated order or referral on file no signature back is needed"
    return Line(f"Sent in time. {on_file}, the first time only.", cites)


def _named(rule: str, duties: Iterable[Duty]) -> Iterator[Line]:
    yield from (Line(duty.says, duty.cites) for duty in duties if duty.id == rule)
