"""Words when a state's rule began, what changed of it, and what a license needs again later."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from models.coverage.aspect import Aspect
from models.coverage.state import Permission, ScopeRule, State
from models.reply import Line
from models.wording import phrases
from models.wording.state_sentences import SENDS, SPEAKS, in_short, sentences_of

# What a license needs again; the clause alone, not the hours for starting beside it.
_AGAIN = re.compile(r"\bevery (?:\w+ )?years?\b|\b(?:at|for) renewal\b|\brenewed\b|\bper year\b")
_CLAUSE = re.compile(r"[;.]\s+")

# A sentence that tells a change of the law, beside its year.
_TELLS_CHANGE = re.compile(
    r"\b(?:amend|pass|sign|took effect|change|since|propos|voided|repeal|remov|replac|died|law of|"
    r"laws of|laws 20|affirmed|due to end|code in force)",
    re.IGNORECASE,
)

_HAS_YEAR = re.compile(r"\b20[0-9]{2}\b")
_MOST_TOLD = 2
NOW = "Now: "


def dates(rule: ScopeRule) -> Line:
    """Since when a rule holds, or what is known of it instead."""
    if rule.permission is Permission.RULES_PENDING and rule.in_force.first:
        since = phrases.day(rule.in_force.first)
        return Line(
            f"Not in effect for practice. The law dates from {since}; its rules are pending.",
            rule.cites,
        )
    if rule.in_force.first or rule.in_force.last:
        return Line(
            f"{phrases.sentence(in_short(rule))} {phrases.period(rule.in_force)}.", rule.cites
        )
    dated = [s for s in sentences_of(rule) if _HAS_YEAR.search(s.says)]
    if dated and rule.permission is Permission.NOT_YET:
        return Line(dated[0].says, dated[0].cites)
    return Line(f"{now(rule)} I hold no first day for it.", rule.cites)


def now(rule: ScopeRule) -> str:
    """How it stands now, and since when; of a rule that has an end, from when until when."""
    if rule.in_force.last:
        return f"{phrases.sentence(in_short(rule))}, {phrases.period(rule.in_force)}."
    if rule.in_force.first:
        when = f", {phrases.period(rule.in_force)}"
    else:
        when = f", by a source of {phrases.partial(rule.as_of)}" if rule.as_of else ""
    return f"{NOW}{in_short(rule)}{when}."


def changes(rule: ScopeRule, state: State) -> Iterator[Line]:
    """How it stands, what came behind it, the change that led to it, and one that is pending."""
    yield Line(now(rule), rule.cites)
    for later in _behind(rule, state):
        since = phrases.period(later.in_force)
        yield Line(f"After that: {in_short(later)}, {since}.", later.cites)
    bills = re.compile(SPEAKS[Aspect.BILLS], re.IGNORECASE)
    told = [s for s in sentences_of(rule) if not SENDS.match(s.says)]
    changes = [
        s
        for s in told
        if bills.search(s.says) or (_HAS_YEAR.search(s.says) and _TELLS_CHANGE.search(s.says))
    ]
    yield from (Line(s.says, s.cites) for s in changes[:_MOST_TOLD])
    before = [
        earlier
        for earlier in state.rules
        if earlier.profession is rule.profession and earlier.in_force.last and earlier is not rule
    ]
    for earlier in before[:1]:
        yield Line(
            f"Before: {in_short(earlier)}, {phrases.period(earlier.in_force)}.", earlier.cites
        )
    if not any(bills.search(s.says) for s in changes):
        yield Line("I hold nothing on a pending change.")


def _behind(rule: ScopeRule, state: State) -> list[ScopeRule]:
    """The rule that took the place of one that has an end."""
    end = rule.in_force.last
    of_same = (other for other in state.rules if other.profession is rule.profession)
    later = [r for r in of_same if end and r.in_force.first and r.in_force.first > end]
    return sorted(later, key=lambda rule: rule.in_force.first or date.max)[:1]


def again(rule: ScopeRule) -> Iterator[Line]:
    """What a license needs again."""
    told = [says for _, says in rule.requirements] + list(sentences_of(rule))
    for says in told:
        for clause in _CLAUSE.split(says.says.rstrip(".")):
            if _AGAIN.search(clause):
                yield Line(f"Again later: {clause}.", says.cites)
                return
