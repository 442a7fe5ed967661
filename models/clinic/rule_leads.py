"""Which of two rules of one scope leads, and on which days (Lead): told whenever one is entered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from models.clinic.rule import ClinicRule
from models.clinic.rules_in_force import ClinicRules, in_rank
from models.period import Period


@dataclass(frozen=True, slots=True)
class Lead:
    """A rule that leads, or led, and the days of another of the same scope on which it does."""

    rule: ClinicRule
    days: Period


def displaced(before: ClinicRules, rule: ClinicRule) -> tuple[Lead, ...]:
    """The rules that led on days on which a new one leads now."""
    others = _of_scope(before, rule)
    return _merged(others, rule, lambda day: _leads(rule, others, day))


def replaced(before: ClinicRules, rule: ClinicRule) -> tuple[Lead, ...]:
    """The rules of as good a source in whose place a new one holds now, be they led or not."""
    others = [other for other in _of_scope(before, rule) if other.is_written == rule.is_written]
    return _merged(others, rule, lambda day: _leads(rule, others, day))


def are_all(leads: Sequence[Lead], rule: ClinicRule) -> bool:
    """Whether such leads take every day of a rule."""
    days = [lead.days for lead in leads]
    if not days or days[0].first != rule.in_force.first or days[-1].last != rule.in_force.last:
        return False
    return all(_follows(later, before) for before, later in pairwise(days))


def ahead(rules: ClinicRules, rule: ClinicRule) -> tuple[Lead, ...]:
    """The rules that lead on days on which one holds, and not it."""
    others = [other for other in _of_scope(rules, rule) if other.number != rule.number]
    return _merged(others, rule, lambda day: not _leads(rule, others, day))


def is_replaced(rules: ClinicRules, rule: ClinicRule) -> bool:
    """Whether others of as good a source hold in the place of one on every day of it."""
    same = [other for other in _of_scope(rules, rule) if other.is_written == rule.is_written]
    others = [other for other in same if other.number != rule.number]
    return not any(_leads(rule, others, days.first) for days in _stretches(others, rule))


def _of_scope(rules: ClinicRules, rule: ClinicRule) -> list[ClinicRule]:
    return [other for other in rules.known() if other.scope == rule.scope]


def _leads(rule: ClinicRule, others: Iterable[ClinicRule], day: date | None) -> bool:
    return _first_on([*others, rule], day) == rule


def _merged(
    others: Sequence[ClinicRule], rule: ClinicRule, is_told: Callable[[date | None], bool]
) -> tuple[Lead, ...]:
    """Which of the others is first on each day of a rule that is to be told, in order."""
    leads: list[Lead] = []
    for days in _stretches(others, rule):
        other = _first_on(others, days.first) if is_told(days.first) else None
        last = leads[-1] if leads else None
        if last and last.rule == other and _follows(days, last.days):
            leads[-1] = replace(last, days=Period(last.days.first, days.last))
        elif other:
            leads.append(Lead(other, days))
    return tuple(leads)


def _follows(days: Period, before: Period) -> bool:
    return before.last is not None and days.first == before.last + timedelta(days=1)


def _stretches(others: Sequence[ClinicRule], rule: ClinicRule) -> Iterator[Period]:
    """The days of a rule, cut wherever one of the others begins or is over."""
    held = rule.in_force
    begins = (other.in_force.first for other in others)
    over = (last + timedelta(days=1) for other in others if (last := other.in_force.last))
    cuts = sorted({day for day in (*begins, *over) if day and held.holds(day)} - {held.first})
    for first, following in zip([held.first, *cuts], [*cuts, None], strict=True):
        yield Period(first, following - timedelta(days=1) if following else held.last)


def _first_on(rules: Iterable[ClinicRule], day: date | None) -> ClinicRule | None:
    """Of rules of one scope, the one that leads on a day; None stands for the first of all."""
    holding = (rule for rule in rules if rule.in_force.holds(day or date.min))
    return next(iter(in_rank(holding)), None)
