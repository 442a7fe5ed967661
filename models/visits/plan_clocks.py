"""By when what is owed of a chart's plan of care (clocks): certify, recertify, report, referral.

Days are counted so that none comes too late: a period of 90 days counts its first day, and the 30
days of a certification are those that follow the first treatment day, as the manual words it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from models import federal_holidays
from models.coverage.duty import Duty, DutyClock, DutyPart, counting
from models.coverage.fact_book import FactBook
from models.coverage.payer import LineOfBusiness
from models.visits.booking import days_ahead
from models.visits.chart import Chart
from models.visits.plan_of_care import PlanClock, PlanDuty, PlanEntry, PlanStep, current, of_step
from models.visits.session import NEEDLING, Discipline, Session

_DAY = timedelta(days=1)
_OF_MEDICARE = {LineOfBusiness.MEDICARE, LineOfBusiness.MEDIGAP}
_NO_THERAPY = {Discipline.ACUPUNCTURE, Discipline.MASSAGE}
RELIEF = date(2025, 1, 1)
"""From this day a plan that was sent needs no signature back, with an order on file."""


def clock_reader(book: FactBook) -> Callable[[Chart, date], tuple[PlanClock, ...]]:
    """The clocks of a chart on a day, by these facts."""
    return lambda chart, on: clocks(chart, book, on)


def is_of_medicare(payer: str | None, book: FactBook) -> bool:
    """Whether Medicare's duties hold with a payer: of original Medicare, or where none is set."""
    known = book.payers.get(payer or "")
    return known is None or not _OF_MEDICARE.isdisjoint(known.lines)


def clocks(chart: Chart, book: FactBook, on: date) -> tuple[PlanClock, ...]:
    """What is owed of the plan that runs on a day, the soonest first."""
    plan = current(chart.care_plan, on)
    if not plan or chart.closed:
        return ()
    found = [*_referral(chart, plan, book, on)]
    if is_of_medicare(chart.payer_on(on), book):
        found += [*_certify(plan, book), *_recertify(plan, book), *_report(chart, plan, book, on)]
    return tuple(sorted(found, key=lambda clock: (clock.owed_by or date.max, clock.duty)))


_DOES = {
    PlanStep.CERTIFIED: PlanDuty.CERTIFY,
    PlanStep.SENT: PlanDuty.CERTIFY,
    PlanStep.RECERTIFIED: PlanDuty.RECERTIFY,
    PlanStep.REPORTED: PlanDuty.REPORT,
    PlanStep.REFERRED: PlanDuty.REFERRAL,
}


def owed_before(chart: Chart, entry: PlanEntry, book: FactBook) -> PlanClock | None:
    """What a step does, as it was owed on the day of that step; None where nothing was."""
    others = tuple(other for other in chart.care_plan if other.key != entry.key)
    owed = clocks(replace(chart, care_plan=others), book, entry.on)
    return next((clock for clock in owed if clock.duty is _DOES.get(entry.step)), None)


def _certify(plan: Sequence[PlanEntry], book: FactBook) -> Iterator[PlanClock]:
    begun, rule = plan[0], counting(book.duties, DutyPart.CERTIFY, plan[0].on)
    if rule is None or of_step(plan, PlanStep.CERTIFIED):
        return
    last = begun.on + timedelta(days=rule.days or 0)
    if is_sent_enough(plan, last):
        return
    yield PlanClock(PlanDuty.CERTIFY, begun.on, last, rule=rule.id)


def waits_for_signature(plan: Sequence[PlanEntry], on: date, book: FactBook) -> bool:
    """Whether a plan was never signed, and may still be signed in time on a day."""
    return any(clock.last and on <= clock.last for clock in _certify(plan, book))


def is_sent_enough(plan: Sequence[PlanEntry], last: date) -> bool:
    """Whether a plan needs no signature back: sent by its last day, with an order on file."""
    is_timely = any(e.step is PlanStep.SENT and e.on <= last for e in plan)
    return is_timely and plan[0].on >= RELIEF and is_ordered(plan)


def is_ordered(plan: Sequence[PlanEntry]) -> bool:
    """Whether an order or referral is on file: only where somebody told so."""
    return of_step(plan, PlanStep.REFERRED) is not None


def _recertify(plan: Sequence[PlanEntry], book: FactBook) -> Iterator[PlanClock]:
    """The last certification ends with what it was signed for, after 90 days at most."""
    rule = counting(book.duties, DutyPart.RECERTIFY, plan[0].on)
    if rule is None:
        return
    start = of_step(plan, PlanStep.RECERTIFIED) or plan[0]
    first = of_step(plan, PlanStep.CERTIFIED) if start is plan[0] else None
    set_ends = [entry.until for entry in (start, first) if entry and entry.until]
    last = min([start.on + timedelta(days=(rule.days or 1) - 1), *set_ends])
    yield PlanClock(PlanDuty.RECERTIFY, start.on, last, rule=rule.id)


def _report(
    chart: Chart, plan: Sequence[PlanEntry], book: FactBook, on: date
) -> Iterator[PlanClock]:
    """The next report is owed on the tenth treatment day behind the last one."""
    rule = counting(book.duties, DutyPart.REPORT, plan[0].on)
    if rule is None:
        return
    reported = of_step(plan, PlanStep.REPORTED)
    first = reported.on + _DAY if reported else plan[0].on
    clock = PlanClock(PlanDuty.REPORT, first, of=rule.days or 0, rule=rule.id)
    yield _counted(clock, chart, on)


def _referral(
    chart: Chart, plan: Sequence[PlanEntry], book: FactBook, on: date
) -> Iterator[PlanClock]:
    begun = plan[0]
    rule = counting(book.duties, DutyPart.REFERRAL, begun.on, state=chart.state)
    if rule is None or not begun.is_direct or of_step(plan, PlanStep.REFERRED):
        return
    last = _last_day(begun.on, rule)
    clock = PlanClock(PlanDuty.REFERRAL, begun.on, last, of=rule.visits or 0, rule=rule.id)
    yield _counted(clock, chart, on)


def _last_day(first: date, rule: Duty) -> date:
    """The last of so many days, the first one counted."""
    days = (rule.days or 1) - 1
    if rule.clock is not DutyClock.WORKING:
        return first + timedelta(days=days)
    last = first
    while not federal_holidays.is_working_day(last):
        last += _DAY
    while days:
        last += _DAY
        days -= federal_holidays.is_working_day(last)
    return last


def _counted(clock: PlanClock, chart: Chart, on: date) -> PlanClock:
    """The clock with the treatment days that it counts, and the day on which the last falls.

    The first day of a plan was told to be one, whether its session is logged or not.
    """
    if not clock.of:
        return clock
    logged = treatment_days(chart.history.sessions, clock.first, on)
    begun = {plan[0].on for plan in (current(chart.care_plan, on),) if plan}
    unlogged = begun.intersection({clock.first}).difference(logged)
    treated = sorted({*logged, *unlogged})
    booked = [day for day in days_ahead(chart, on) if day not in treated]
    left = clock.of - len(treated)
    days = [*treated, *booked]
    expected = days[clock.of - 1] if left <= len(booked) else None
    first = min(unlogged, default=None)
    return replace(clock, used=len(treated), expected=expected, unlogged=first)


def treatment_days(sessions: Iterable[Session], first: date, last: date) -> list[date]:
    """The days of treatment between two days, in order; evaluations are treatment.

    A day of acupuncture or massage alone is none, nor one on which the patient paid for needling
    alone.
    """
    days = {s.on for s in sessions if not s.voided and first <= s.on <= last and _is_therapy(s)}
    return sorted(days)


def _is_therapy(session: Session) -> bool:
    is_cash_needling = session.self_pay and NEEDLING.issuperset(session.codes)
    return session.discipline not in _NO_THERAPY and not is_cash_needling
