"""The card of one state and one profession: the aspect first, then the rule, then what it asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from handlers.coverage.card import disputes
from handlers.state.no_rule import UNKNOWN, say_under_another
from handlers.state.state_case import StateCase
from models.coverage import profession
from models.coverage.dispute import Dispute
from models.coverage.fact_book import FactBook
from models.coverage.profession import Profession
from models.coverage.state import ALLOWED, HOURS, REFERRAL, ScopeRule, State
from models.reply import Choice, Fact, Line, Reply, Section
from models.wording import phrases, provenance, repeats, sentences, state_rules
from models.wording.sourced import lines, sourced
from models.wording.state_sentences import in_short

SMALL_PRINT = "General information, not legal advice. The licensing board decides."

_MOST_CHOICES = 4


def say(state: State, who: Profession, asked: StateCase, book: FactBook) -> Reply:
    """Word one state's rules for a profession, what is asked first."""
    today = state.in_force(asked.on)
    leading = next((rule for rule in today if rule.profession is who), None)
    if leading is None:
        told = say_under_another(state, who.value, profession.NAMES[who], asked)
    else:
        told = _leading(leading, state, asked)
    others = [rule for rule in today if rule is not leading]
    before = [r for r in state.rules if r.profession is who and r not in today]
    sections = [*told.sections]
    if before and leading is None:
        told = replace(told, lines=(*_begins_later(before, state, asked), *told.lines[1:]))
    if before:
        sections.append(Section("On other dates", tuple(_dated(rule) for rule in before)))
    of_state = _disputes(state, who, book)
    sections += disputes.sections(of_state, book)
    if others:
        sections.append(Section("Other professions", tuple(map(profession_line, others))))
    reply = replace(
        told,
        headline=f"{state.name} · {profession.NAMES[who]}",
        sections=tuple(sections),
        choices=(*choices(state, others), *disputes.choices(of_state)),
        small_print=SMALL_PRINT,
    )
    dates = dates_of(leading, " · ") if leading else ""
    by_whom = provenance.by_whom(told.lines, book.citations, dates)
    return replace(sourced(reply, book), provenance=by_whom)


def dates_of(rule: ScopeRule, between: str) -> str:
    """Since when a rule is in force, and when a source last said so."""
    since, checked = phrases.since(rule.in_force), phrases.partial(rule.as_of) if rule.as_of else ""
    if checked and since == f"Since {checked}":
        return f"{since}, checked that day"
    return phrases.sentence(between.join(filter(None, [since, checked and f"checked {checked}"])))


def _begins_later(rules: list[ScopeRule], state: State, asked: StateCase) -> tuple[Line, ...]:
    """That nothing is held for a day, and from when on something is."""
    who = phrases.an(profession.NAMES[rules[0].profession])
    later = {r.in_force.first: r for r in rules if r.in_force.first and r.in_force.first > asked.on}
    none = Line(f"I hold nothing on {who} in {state.within} for {_when(asked)}.")
    if not later:
        return (none,)
    first = min(later)
    rule = later[first]
    begins = f"What I hold begins on {phrases.day(first)}: {in_short(rule)}."
    signed = [said for said in sentences.split(rule.says) if " signed " in said]
    begins = " ".join([begins, *signed])  # a law may be older than its rule
    return none, Line(begins, rule.cites)


def choices(state: State, rules: Iterable[ScopeRule]) -> tuple[Choice, ...]:
    """Buttons to the other professions of a state."""
    named = dict.fromkeys(rule.profession for rule in rules)
    return tuple(
        Choice(phrases.sentence(profession.NAMES[who]), f"/state {state.name} {who}")
        for who in list(named)[:_MOST_CHOICES]
    )


def profession_line(rule: ScopeRule) -> Line:
    """One profession and its permission."""
    name = phrases.sentence(profession.NAMES[rule.profession])
    return Line(f"{name}: {in_short(rule)}.", rule.cites)


def _leading(rule: ScopeRule, state: State, asked: StateCase) -> Reply:
    first = state_rules.leading(rule, state, asked.aspects, asked.words)
    rest = sentences.besides(rule.says, first)
    told = (*first, Line(rest, rule.cites)) if rest else first
    is_undated = asked.is_past and not (rule.in_force.first or rule.in_force.last)
    if is_undated:
        told = (_not_known_then(rule, asked), *told)
    says_nothing = all(line.text.startswith("I hold nothing") for line in first[:1])
    if says_nothing and rule.permission in ALLOWED and (hours := rule.asks(HOURS)):
        told = (*told, Line(f"{HOURS}: {hours.says}", hours.cites))
    said = {line.text for line in told}
    required = [Line(f"{words}: {says.says}", says.cites) for words, says in rule.requirements]
    sections = []
    if below := tuple(
        line for line in required if line.text not in said and not repeats.is_said(line.text, told)
    ):
        sections.append(Section("What the state asks", below))
    access = state.direct_access if rule.profession is Profession.PT else None
    if access and state_rules.direct_access(access) not in first:
        apart = rule.asks(REFERRAL) is not None
        general = state_rules.direct_access(access, needling_apart=apart)
        sections.append(Section("A referral", (general,)))
    return Reply(
        headline="",
        badge=UNKNOWN if is_undated else phrases.PERMISSIONS[rule.permission],
        lines=told,
        facts=tuple(_facts(rule)),
        sections=tuple(sections),
        cautions=tuple(
            Line(rest, line.cites)
            for line in lines(rule.cautions)
            if (rest := sentences.besides(line.text, told))
        ),
    )


def _not_known_then(rule: ScopeRule, asked: StateCase) -> Line:
    """That a rule without days is not known to have held on a day long past."""
    read = f"what I hold was read {_dated_by(rule.as_of)}" if rule.as_of else "it is undated"
    return Line(f"For {_when(asked)} I do not know: {read}. Ask the board what held then.")


def _dated_by(as_of: str) -> str:
    said = phrases.partial(as_of)
    return f"on {said}" if "," in said else f"in {said}"


def _when(asked: StateCase) -> str:
    """The day that is asked of, or the whole year."""
    first_day, last_day = date(asked.on.year, 1, 1), date(asked.on.year, 12, 31)
    is_year = (asked.on, asked.until) == (first_day, last_day)
    return str(asked.on.year) if is_year else phrases.day(asked.on)


def _facts(rule: ScopeRule) -> Iterable[Fact]:
    if rule.citation:
        yield Fact("Citation", rule.citation, rule.cites)


def _dated(rule: ScopeRule) -> Line:
    return Line(
        f"{phrases.sentence(phrases.period(rule.in_force))}: {in_short(rule)}. {rule.says}",
        rule.cites,
    )


def _disputes(state: State, who: Profession, book: FactBook) -> list[Dispute]:
    of_state = [d for d in book.disputes if state.code in d.states]
    return [d for d in of_state if not d.professions or who in d.professions]


def say_unresearched(state: State, who: str, asked: StateCase, book: FactBook) -> Reply:
    """Word what is known for a profession on which the book has no rule."""
    today = state.in_force(asked.on)
    told = say_under_another(state, who, who, asked)
    reply = replace(
        told,
        headline=f"{state.name} · {who}",
        sections=(Section("Professions that I know", tuple(map(profession_line, today))),),
        choices=choices(state, today),
        small_print=SMALL_PRINT,
    )
    return sourced(reply, book)
