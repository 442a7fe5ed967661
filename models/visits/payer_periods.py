"""Who pays on which day, by which plan: payers in order (PayerPeriod), and how one is set."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from models.coverage.plan_kind import PlanKind
from models.period import Period

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PayerPeriod:
    """A payer, by id, from a day until the next one begins. None: no payer; from the start.

    `plan` is the payer's of these days, or that the patient pays; empty where nobody said.
    """

    payer: str | None
    first: date | None = None
    plan: str = ""

    @property
    def begins(self) -> date:
        """Its first day, as one that can be compared."""
        return self.first or date.min


PayerPeriods = tuple[PayerPeriod, ...]
"""In order, the first from the start: every day has one, and two that follow are not the same.

The same payer may follow with another plan.
"""


def payer_on(periods: PayerPeriods, day: date) -> str | None:
    """The payer of a day."""
    period = _period_on(periods, day)
    return period.payer if period else None


def plan_on(periods: PayerPeriods, day: date) -> str:
    """The plan by which a day is paid; empty where nobody said."""
    period = _period_on(periods, day)
    return period.plan if period else ""


def paid_until(periods: PayerPeriods, day: date) -> date | None:
    """The last day on which the payer of a day goes on to pay; None where no other is noted."""
    payer = payer_on(periods, day)
    others = (p.begins - _DAY for p in periods if p.begins > day and p.payer != payer)
    return next(others, None)


def is_self_pay(periods: PayerPeriods, day: date) -> bool:
    """Whether it was said of a day that the patient pays, and no payer."""
    period = _period_on(periods, day)
    return period is not None and not period.payer and period.plan == PlanKind.SELF_PAY


def _period_on(periods: PayerPeriods, day: date) -> PayerPeriod | None:
    return next((p for p in reversed(periods) if p.begins <= day), None)


def with_payer(
    periods: PayerPeriods,
    payer: str | None,
    first: date | None,
    last: date | None = None,
    plan: str | None = None,
) -> PayerPeriods:
    """The periods once a payer pays from a day, or from the start, until a day or for good.

    After its last day goes on what was there before. Where no `plan` is told, the first one holds
    that was noted of the same payer for these days.
    """
    begins = first or date.min
    before = [period for period in periods if period.begins < begins]
    behind: list[PayerPeriod] = []
    if last is not None:
        resumes = last + _DAY
        later = (period for period in periods if period.begins > resumes)
        going_on = _period_on(periods, resumes) or PayerPeriod(None)
        behind = [replace(going_on, first=resumes), *later]
    if plan is None:
        within = Period(first, last)
        of_it = (p for p, days in spans(periods) if p.payer == payer and within.overlaps(days))
        plan = next((period.plan for period in of_it if period.plan), "")
    return _joined([PayerPeriod(None), *before, PayerPeriod(payer, first, plan), *behind])


def with_plan(periods: PayerPeriods, plan: str, day: date) -> PayerPeriods:
    """The periods with the plan of who pays on a day, as long as that one pays by one plan."""
    held = _period_on(periods, day)
    return _joined(replace(p, plan=plan) if p is held else p for p in periods)


def with_secondary(
    periods: PayerPeriods, payer: str | None, first: date | None, last: date | None = None
) -> PayerPeriods:
    """The same of who pays second; nothing where nobody ever does."""
    after = with_payer(periods, payer, first, last)
    return () if after == (PayerPeriod(None),) else after


def spans(periods: PayerPeriods) -> tuple[tuple[PayerPeriod, Period], ...]:
    """Each payer and plan with the first and last day."""
    ends = [later.begins - _DAY for _, later in pairwise(periods)]
    return tuple(
        (period, Period(period.first, end))
        for period, end in zip(periods, [*ends, None], strict=False)
    )


def _joined(periods: Iterable[PayerPeriod]) -> PayerPeriods:
    """Of two that begin alike the later holds, and of two alike that follow the first is enough."""
    by_day = {period.begins: period for period in periods}
    kept: list[PayerPeriod] = []
    for period in by_day.values():
        if not kept or (kept[-1].payer, kept[-1].plan) != (period.payer, period.plan):
            kept.append(period)
    return tuple(kept)
