"""What another payer or plan makes of a chart: authorizations stay with whom they are from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from models.visits import events
from models.visits.authorization import Authorization
from models.visits.balance import PLAN_LIMITS, Balance, plan_of
from models.visits.chart import Chart, DoneBy
from models.visits.payer_periods import PayerPeriods, payer_on, plan_on, with_payer, with_plan


def after_set(event: events.PayerSet, chart: Chart, by: DoneBy) -> Chart:
    """The authorizations and balances of days that get another payer stay with the old one.

    Where a payer was wrong from the start, they never were its own.
    """
    periods = with_payer(chart.payer_periods, event.payer, event.first, event.last, event.plan)
    authorizations = tuple(
        replace(a, granted_by=_granted_by(a, chart, periods) if event.first else a.granted_by)
        for a in chart.history.authorizations
    )
    balances = chart.history.balances
    if event.first:
        balances = tuple(_told_of(balance, chart, periods) for balance in balances)
    retired = tuple(
        replace(
            gone,
            authorization=replace(
                gone.authorization, granted_by=_granted_by(gone.authorization, chart, periods)
            ),
        )
        if event.first
        else gone
        for gone in chart.retired_authorizations
    )
    return replace(
        _with_periods(chart, periods, by),
        retired_authorizations=retired,
        history=replace(chart.history, authorizations=authorizations, balances=balances),
    )


def after_plan(event: events.PlanSet, chart: Chart, by: DoneBy) -> Chart:
    """The plan is of who pays now: what others have, before or later, stays."""
    return _with_periods(chart, with_plan(chart.payer_periods, event.plan, by.on), by)


def after_restored(event: events.PayersRestored, chart: Chart, by: DoneBy) -> Chart:
    """An authorization that stayed with another payer is again that of its first day."""
    authorizations = tuple(_given_back(a, event.payers) for a in chart.history.authorizations)
    retired = tuple(
        replace(gone, authorization=_given_back(gone.authorization, event.payers))
        for gone in chart.retired_authorizations
    )
    balances = tuple(_its_own_again(b, event.payers) for b in chart.history.balances)
    return replace(
        _with_periods(chart, event.payers, by),
        retired_authorizations=retired,
        history=replace(chart.history, authorizations=authorizations, balances=balances),
    )


def _with_periods(chart: Chart, periods: PayerPeriods, by: DoneBy) -> Chart:
    """The chart with these payers, and the one of the day of the change as the current one."""
    several = periods if len(periods) > 1 else ()
    payer, plan = payer_on(periods, by.on), plan_on(periods, by.on)
    return replace(chart, payer=payer, plan=plan, payers=several)


def _told_of(balance: Balance, chart: Chart, now: PayerPeriods) -> Balance:
    """A balance of a plan with the payer whose plan it is, where another pays on its day now."""
    old = chart.payer_on(balance.as_of)
    is_kept = balance.limit != PLAN_LIMITS or old in {None, payer_on(now, balance.as_of)}
    return balance if is_kept or old is None else replace(balance, limit=plan_of(old))


def _its_own_again(balance: Balance, payers: PayerPeriods) -> Balance:
    is_plan = balance.is_of_plan and balance.told_of == payer_on(payers, balance.as_of)
    return replace(balance, limit=PLAN_LIMITS) if is_plan else balance


def _given_back(authorization: Authorization, payers: PayerPeriods) -> Authorization:
    first = authorization.period.first or date.min
    is_its_own = authorization.granted_by == payer_on(payers, first)
    return replace(authorization, granted_by="") if is_its_own else authorization


def _granted_by(authorization: Authorization, chart: Chart, periods: PayerPeriods) -> str:
    first = authorization.period.first or date.min
    giver = authorization.granted_by or chart.payer_on(first)
    return giver if giver and giver != payer_on(periods, first) else authorization.granted_by
