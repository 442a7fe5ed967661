"""Which limits hold for a chart on a day, the payer's and its own; the one count that is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from models.coverage.fact_book import FactBook
from models.coverage.plans import plans_of
from models.coverage.position import Circumstances
from models.visits.chart import Chart, Count
from models.visits.limit import HeldLimit, Limit, LimitKind, LimitScope, limits_held
from models.visits.standing import Standing, every_window, standings
from models.visits.window import BenefitYear

_BY_CALENDAR = "The plan's year is taken to begin on 1 January: nobody told another day."


def limits_of(chart: Chart, book: FactBook, on: date) -> tuple[Limit, ...]:
    """The limits that count on a day: the payer's, then the clinic's own; none that nobody states.

    What the payer says beside these, and why it is not counted, is in `stated_limits`.
    Authorizations are no part of it: `models.visits.standing.standings` adds them.
    """
    stated = (
        statement.sentence
        for statement in stated_limits(chart, book, on)
        if statement.holds is LimitScope.YES
    )
    chosen = dict(chart.readings)
    of_payer = (limit.read_as(chosen) for limit in stated if isinstance(limit, Limit))
    limits = {limit.id: _of_plan(limit, chart) for limit in (*chart.own_limits, *of_payer)}
    return tuple(sorted(limits.values(), key=lambda limit: limit.kind is LimitKind.CAP))


def stated_limits(chart: Chart, book: FactBook, on: date) -> tuple[HeldLimit, ...]:
    """What the chart's payer says of visits, countable or not; nothing where no payer is set."""
    if chart.payer is None:
        return ()
    circumstances = Circumstances(on, condition=chart.condition, state=chart.state)
    return limits_held(book.positions.get(chart.payer, ()), circumstances, _own_plan(chart, book))


def current(chart: Chart, book: FactBook, on: date) -> tuple[Standing, ...]:
    """How the chart stands on a day, by every limit and authorization that counts on it."""
    return standings(limits_of(chart, book, on), chart.history, on)


def counter(book: FactBook) -> Count:
    """How charts are counted by these facts."""
    return lambda chart, on: count(chart, book, on)


def count(chart: Chart, book: FactBook, on: date) -> tuple[Standing, ...]:
    """The standings to keep: those of windows that are over, each on its last day, then `current`.

    Those of the day are told by their `on`. `models.visits.standing.binding` is for them alone.
    """
    limits = limits_of(chart, book, on)
    past = (
        standing
        for limit in limits
        for standing in every_window(limit, chart.history, on)
        if standing.on != on
    )
    return (*past, *standings(limits, chart.history, on))


def _own_plan(chart: Chart, book: FactBook) -> str:
    """The chart's plan where it is one of the payer's own: a kind of plan names none of them."""
    own = plans_of(chart.payer, book)
    return next((plan for plan in own if plan.casefold() == chart.plan.casefold()), "")


def _of_plan(limit: Limit, chart: Chart) -> Limit:
    """The limit with the benefit year of this patient's plan, where it counts by one."""
    if not isinstance(limit.window, BenefitYear):
        return limit
    if chart.benefit_year:
        return replace(limit, window=BenefitYear(*chart.benefit_year))
    is_january = limit.window == BenefitYear(1)
    return replace(limit, assumes=limit.assumes or _BY_CALENDAR) if is_january else limit
