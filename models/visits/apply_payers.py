"""What another payer makes of a chart: authorizations stay with the payer that granted them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from models.visits import events
from models.visits.authorization import Authorization
from models.visits.balance import PLAN_LIMITS, Balance, plan_of
from models.visits.chart import Chart, DoneBy
from models.visits.payer_periods import PayerPeriods, payer_on, with_payer


def after_set(event: events.PayerSet, chart: Chart, by: DoneBy) -> Chart:
    """The authorizations and balances of days that get another payer stay with the old one.

    Where a payer was wrong from the start, they never were its own.
    """
    periods = with_payer(chart.payer_periods, event.payer, event.first, event.last)
    authorizations = tuple(
        replace(a, granted_by=_granted_by(a, chart, periods) if event.first else a.granted_by)
        for a in chart.history.authorizations
    )
    balances = chart.history.balances
    if event.first:
        balances = tuple(_told_of(balance, chart, periods) for balance in balances)
    current, several = payer_on(periods, by.on), periods if len(periods) > 1 else ()
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
        chart,
        payer=current,
        payers=several,
        retired_authorizations=retired,
        history=replace(chart.history, authorizations=authorizations, balances=balances),
    )


def after_restored(event: events.PayersRestored, chart: Chart, by: DoneBy) -> Chart:
    """An authorization that stayed with another payer is again that of its first day."""
    authorizations = tuple(_given_back(a, event.payers) for a in chart.history.authorizations)
    retired = tuple(
        replace(gone, authorization=_given_back(gone.authorization, event.payers))
        for gone in chart.retired_authorizations
    )
    balances = tuple(_its_own_again(b, event.payers) for b in chart.history.balances)
    several = event.payers if len(event.payers) > 1 else ()
    current = payer_on(event.payers, by.on)
    return replace(
        chart,
        payer=current,
        payers=several,
        retired_authorizations=retired,
        history=replace(chart.history, authorizations=authorizations, balances=balances),
    )


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
