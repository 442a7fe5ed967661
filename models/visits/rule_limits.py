"""The limits of the clinic's own rules: which hold for a chart on a day, beside the payer's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from models.clinic.rule import ClinicRule, RuleLimit, RuleScope
from models.clinic.rules_in_force import in_rank
from models.coverage.fact_book import FactBook
from models.period import Period
from models.visits.chart import Chart
from models.visits.limit import Limit
from models.visits.window_text import spell


def counted_as(payer: str, book: FactBook) -> str:
    """The payer under which charts are kept that a rule's limit holds for."""
    known = book.payers.get(payer)
    return book.kept(known).id if known else payer


def rule_limits(chart: Chart, book: FactBook, on: date) -> Iterator[Limit]:
    """What the clinic's own rules count for a chart with this payer on a day.

    Of two that count the same, one that was written and one by a call, the one that leads counts.
    """
    limits: dict[str, Limit] = {}
    for rule in in_rank(chart.rules.in_force(on)) if chart.rules else ():
        if rule.limit and _holds(rule.scope, chart, book):
            limit = _limit(rule, rule.limit, counted_as(rule.scope.payer, book))
            limits.setdefault(limit.id, limit)
    yield from limits.values()


def rule_periods(chart: Chart, payers: tuple[str | None, ...], book: FactBook) -> Iterator[Period]:
    """When rules with a limit on these payers begin to hold, and cease to."""
    for rule in chart.rules.known() if chart.rules else ():
        if counted_as(rule.scope.payer, book) in payers:
            yield rule.in_force


def _holds(scope: RuleScope, chart: Chart, book: FactBook) -> bool:
    """Whether a rule holds for a chart; one on a condition only where that one is told."""
    is_of_state = not (scope.state and chart.state) or scope.state == chart.state
    is_treated = scope.condition in {None, chart.condition}
    return counted_as(scope.payer, book) == chart.payer and is_of_state and is_treated


def _limit(rule: ClinicRule, limit: RuleLimit, payer: str) -> Limit:
    """The limit under an id that stays when the number is told anew: every visit draws on it."""
    scope = rule.scope
    bounds = filter(None, (scope.condition, scope.state))
    return Limit(
        f"{limit.number} visits.",
        (),
        id="/".join((payer, "rule", spell(limit.window), "+".join(scope.codes), *bounds)),
        number=limit.number,
        window=limit.window,
        unit=limit.unit,
        own_rule=rule.source.value,
    )
