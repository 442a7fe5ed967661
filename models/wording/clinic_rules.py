"""A clinic's own rule in words: whose word it is, for whom, from when, what it counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from models.clinic.rule import (
    NEEDLING,
    ClinicRule,
    RuleLimit,
    RuleScope,
    RuleSource,
    RuleWithdrawal,
)
from models.coverage.fact_book import FactBook
from models.coverage.payer import LINE_NAMES, Payer
from models.coverage.position import Verdict
from models.coverage.profession import NAMES as PROFESSIONS
from models.coverage.state import NAMES as STATES
from models.mention import person
from models.reply import Citation, Line
from models.visits.limit import Unit
from models.wording import phrases, window_words

_BY = {
    RuleSource.CONTRACT: "by your contract of",
    RuleSource.LETTER: "by the payer's letter of",
    RuleSource.PORTAL: "by the payer's portal on",
    RuleSource.CALL: "by a call on",
}
_UNITS = {Unit.TREATMENT: "treatment", Unit.TIMED_UNIT: "timed unit"}

LINE = "Your clinic's rule"
"""How the line on a rule begins."""

WHOSE = "your clinic's rule"


def by(source: RuleSource, said_on: date) -> str:
    """By what the payer said so, and when: "by a call on Nov 1, 2026"."""
    return f"{_BY[source]} {phrases.day(said_on)}"


def citation(rule: ClinicRule) -> Citation:
    """The rule as the one who says so; it has no id, as no source of the facts."""
    name = f"{WHOSE}, {by(rule.source, rule.said_on)}"
    return Citation("", name, "", WHOSE, phrases.day(rule.said_on), name=name)


def verdict(rule: ClinicRule) -> str:
    """The verdict as it stands within a sentence."""
    return phrases.VERDICTS[rule.verdict].words.lower()


def line(rule: ClinicRule, book: FactBook, of: str = "") -> Line:
    """The rule in one sentence, which says whose it is; `of` names a payer that the card is not."""
    on = f" on {of}" if of else ""
    return Line(f"{LINE}{on}, {by(rule.source, rule.said_on)}: {said(rule, book)}.")


def said(rule: ClinicRule, book: FactBook, *, dated: bool = True) -> str:
    """What a rule says: verdict, codes and bounds, days unless told before, what it counts."""
    codes = phrases.either(rule.scope.codes, "and")
    claims = " ".join([verdict(rule), f"for {codes}", *bounds(rule.scope, book)])
    is_bound = dated and (rule.in_force.first or rule.in_force.last)
    days = phrases.period(rule.in_force) if is_bound else ""
    if not dated and rule.in_force.last:
        days = f"until {phrases.day(rule.in_force.last)}"
    counts = limit(rule.limit) if rule.limit else ""
    return ", ".join(filter(None, (claims, days, counts)))


def limit(of: RuleLimit) -> str:
    """What a rule counts: "20 visits per calendar year"."""
    noun = _UNITS.get(of.unit, "visit")
    return f"{phrases.count(of.number, noun)} per {window_words.window(of.window)}"


def counts(of: RuleLimit) -> str:
    """What draws on the limit of a rule."""
    what = "Every timed unit of" if of.unit is Unit.TIMED_UNIT else "Every visit with"
    return f"{what} this payer draws on it, whatever is billed."


def entered(rule: ClinicRule) -> str:
    """Who entered a rule and when, who called, and what was noted beside it."""
    who_called = ", who called" if rule.called_by == rule.by else ""
    parts = [f"Entered {phrases.day(rule.known_on)} by {person(rule.by)}{who_called}"]
    if rule.called_by and not who_called:
        parts.append(f"called by {person(rule.called_by)}")
    if rule.has_reference:
        parts.append("a reference of the call was noted")
    if rule.ask_on:
        parts.append(f"ask again {phrases.day(rule.ask_on)}")
    return f"{'; '.join(parts)}."


def taken_back(withdrawal: RuleWithdrawal | None) -> str:
    """Who took a rule back and when; empty where it stands."""
    if withdrawal is None:
        return ""
    return f" Taken back {phrases.day(withdrawal.known_on)} by {person(withdrawal.by)}."


def bounds(scope: RuleScope, book: FactBook) -> Iterator[str]:
    """For whom a rule holds, where it is not for everybody: "for low back pain"."""
    if scope.condition:
        yield f"for {book.conditions[scope.condition].name}"
    if scope.profession:
        yield f"billed by {phrases.an(PROFESSIONS[scope.profession])}"
    if scope.line:
        yield f"under {LINE_NAMES[scope.line]} plans"
    if scope.state:
        yield f"in {STATES.get(scope.state, scope.state)}"


def typed(rule: ClinicRule, payer: str, book: FactBook) -> str:
    """What somebody would type behind the verb to enter a rule."""
    scope, of, days = rule.scope, rule.limit, rule.in_force
    parts = [
        payer,
        typed_verdict(rule.verdict),
        " ".join(scope.codes),
        f"for {book.conditions[scope.condition].name}" if scope.condition else "",
        f"by {scope.profession}" if scope.profession else "",
        LINE_NAMES[scope.line] if scope.line else "",
        f"in {STATES.get(scope.state, scope.state)}" if scope.state else "",
        f"from {days.first}" if days.first else "",
        f"until {days.last}" if days.last else "",
        f"by {rule.source} on {rule.said_on}",
        caller(rule.called_by),
        f"ask again {rule.ask_on}" if rule.ask_on else "",
        "reference noted" if rule.has_reference else "",
        f", {limit(of)}" if of else "",
    ]
    return " ".join(filter(None, parts)).replace(" ,", ",")


def claims(payer: Payer, scope: RuleScope, book: FactBook) -> str:
    """For which claims a rule is to be, as it is typed, and as a form finds it: codes come first.

    No rule is for a state in which the payer is not met.
    """
    line, state = scope.line, scope.state
    is_there = state is not None and payer.may_be_in(state) and payer.only_state != state
    bounds = [
        LINE_NAMES[line] if line and not payer.sells_only(line) else "",
        f"for {book.conditions[scope.condition].name}" if scope.condition else "",
        f"by {scope.profession}" if scope.profession else "",
        f"in {STATES.get(state, state)}" if state and is_there else "",
    ]
    codes = scope.codes or (NEEDLING if any(bounds) else ())
    return " ".join(filter(None, [payer.name, *codes, *bounds]))


def asked(rule: ClinicRule, payer: str, book: FactBook) -> str:
    """The question that a rule answers, as a command."""
    scope = rule.scope
    parts = [
        f"/coverage {payer} {scope.codes[0]}",
        f"for {book.conditions[scope.condition].name}" if scope.condition else "",
        f"by {scope.profession}" if scope.profession else "",
        LINE_NAMES[scope.line] if scope.line else "",
        f"in {STATES.get(scope.state, scope.state)}" if scope.state else "",
    ]
    return " ".join(filter(None, parts))


def caller(user: str) -> str:
    """Who called, as it is typed; empty for nobody."""
    return f"called by {person(user)}" if user else ""


def typed_verdict(of: Verdict) -> str:
    """A verdict as it is typed: "not covered"."""
    return of.value.replace("_", " ")
