"""The card of one state and one profession: the aspect first, then the rule, then what it asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from handlers.coverage import disputes
from models.coverage import profession
from models.coverage.aspect import Aspect
from models.coverage.dispute import Dispute
from models.coverage.fact_book import FactBook
from models.coverage.profession import (
    AIDE,
    CHIROPRACTIC_ASSISTANT,
    STUDENT,
    STUDENTS_OF,
    UNRESEARCHED,
    Profession,
)
from models.coverage.state import HOURS, REFERRAL, SUPERVISION, Permission, ScopeRule, State
from models.reply import Badge, Choice, Fact, Line, Reply, Section, Tone
from models.wording import glance, phrases, repeats, sentences, state_rules
from models.wording.sourced import lines, sourced
from models.wording.state_sentences import in_short

UNKNOWN = Badge("Unknown", Tone.NEUTRAL)
SMALL_PRINT = "General information, not legal advice. The licensing board decides."

_NEITHER = Line("This means neither yes nor no. Ask the licensing board.")
_MOST_CHOICES = 4

_ALLOWED = frozenset(
    {Permission.BY_LAW, Permission.BY_COURT, Permission.BY_BOARD, Permission.PER_LISTS}
)

# Whose rule speaks of these, who have none of their own.
_OVER = {
    Profession.PTA.value: Profession.PT,
    Profession.OTA.value: Profession.OT,
    AIDE: Profession.PT,
    STUDENT: Profession.PT,
    CHIROPRACTIC_ASSISTANT: Profession.DC,
    **STUDENTS_OF,
}


@dataclass(frozen=True, slots=True)
class StateCase:
    """For which day, which aspects, and which words that name none of them."""

    on: date
    aspects: tuple[Aspect, ...] = ()
    words: tuple[str, ...] = ()
    until: date | None = None


def say(state: State, who: Profession, asked: StateCase, book: FactBook) -> Reply:
    """Word one state's rules for a profession, what is asked first."""
    today = state.in_force(asked.on)
    leading = next((rule for rule in today if rule.profession is who), None)
    if leading is None:
        told = _under_another(state, who.value, profession.NAMES[who], asked)
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
    by_whom = glance.by_whom(told.lines, book.citations, dates)
    return replace(sourced(reply, book), provenance=by_whom)


def dates_of(rule: ScopeRule, between: str) -> str:
    """Since when a rule is in force, and when a source last said so."""
    checked = f"checked {phrases.partial(rule.as_of)}" if rule.as_of else ""
    return phrases.sentence(between.join(filter(None, [phrases.since(rule.in_force), checked])))


def _begins_later(rules: list[ScopeRule], state: State, asked: StateCase) -> tuple[Line, ...]:
    """That nothing is held for a day, and from when on something is."""
    who = phrases.an(profession.NAMES[rules[0].profession])
    later = {r.in_force.first: r for r in rules if r.in_force.first and r.in_force.first > asked.on}
    first_day, last_day = date(asked.on.year, 1, 1), date(asked.on.year, 12, 31)
    is_year = (asked.on, asked.until) == (first_day, last_day)
    when = str(asked.on.year) if is_year else phrases.day(asked.on)
    none = Line(f"I hold nothing on {who} in {state.within} for {when}.")
    if not later:
        return (none,)
    first = min(later)
    rule = later[first]
    begins = f"What I hold begins on {phrases.day(first)}: {in_short(rule)}."
    signed = [said for said in sentences.split(rule.says) if " signed " in said]
    begins = " ".join([begins, *signed])  # a law may be older than its rule
    return none, Line(begins, rule.cites)


def say_unresearched(state: State, who: str, asked: StateCase, book: FactBook) -> Reply:
    """Word what is known for a profession on which the book has no rule."""
    today = state.in_force(asked.on)
    told = _under_another(state, who, who, asked)
    reply = replace(
        told,
        headline=f"{state.name} · {who}",
        sections=(Section("Professions that I know", tuple(map(profession_line, today))),),
        choices=choices(state, today),
        small_print=SMALL_PRINT,
    )
    return sourced(reply, book)


def license_decides(who: str) -> tuple[Line, ...]:
    """What is to be said of a profession without facts, whichever the state; nothing for none."""
    if not who:
        return ()
    whom = phrases.an(who)
    may = f"Whether {whom} may needle, and so bill it, the state's law and the license decide."
    none = f"I have no facts on {whom}: that means neither yes nor no. Ask the licensing board."
    return Line(may), Line(none)


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
    says_nothing = all(line.text.startswith("I hold nothing") for line in first)
    if says_nothing and rule.permission in _ALLOWED and (hours := rule.asks(HOURS)):
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
        badge=phrases.PERMISSIONS[rule.permission],
        lines=told,
        facts=tuple(_facts(rule)),
        sections=tuple(sections),
        cautions=tuple(
            Line(rest, line.cites)
            for line in lines(rule.cautions)
            if (rest := sentences.besides(line.text, told))
        ),
    )


def _facts(rule: ScopeRule) -> Iterable[Fact]:
    if rule.citation:
        yield Fact("Citation", rule.citation, rule.cites)


def under_another(
    state: State, who: str, asked: StateCase
) -> tuple[ScopeRule | None, tuple[Line, ...]]:
    """The rule that bars those who have none of their own, and what it says of delegation."""
    works_for_pt = who in UNRESEARCHED or Aspect.SUPERVISION in asked.aspects
    whose = _OVER.get(who, Profession.PT if works_for_pt and who != Profession.PT else None)
    over = [r for r in state.in_force(asked.on) if r.profession is whose]
    barring = next((rule for rule in over if who in rule.bars), None)
    return barring, tuple(
        Line(f"The rule for {profession.NAMES[rule.profession]}s: {says.says}", says.cites)
        for rule in over
        if (says := rule.asks(SUPERVISION))
    )


def _under_another(
    state: State,
    who: str,
    name: str,
    asked: StateCase,
) -> Reply:
    """What is said of those who have no rule of their own: by the rule of whom they work for."""
    barring, delegation = under_another(state, who, asked)
    by_hand = who in (AIDE, STUDENT, *STUDENTS_OF) and Aspect.SUPERVISION in asked.aspects
    other_tasks = (Line("It speaks of needling itself, not of setting up or clearing away."),)
    if barring:
        told = (*delegation, *(other_tasks if by_hand else ()))
        return Reply(headline="", badge=phrases.PERMISSIONS[Permission.PROHIBITED], lines=told)
    none = f"I have no facts on {phrases.an(name)} in {state.within}."
    if delegation and Aspect.SUPERVISION in asked.aspects:  # "can she do it under me"
        first, *others = delegation
        none = f"I hold no rule for {phrases.an(name)}."
        return Reply(
            headline="",
            badge=UNKNOWN,
            lines=(replace(first, text=f"{none} {first.text}"), *others, _NEITHER),
        )
    return Reply(headline="", badge=UNKNOWN, lines=(Line(none), *delegation, _NEITHER))


def _dated(rule: ScopeRule) -> Line:
    return Line(
        f"{phrases.sentence(phrases.period(rule.in_force))}: {in_short(rule)}. {rule.says}",
        rule.cites,
    )


def _disputes(state: State, who: Profession, book: FactBook) -> list[Dispute]:
    of_state = [d for d in book.disputes if state.code in d.states]
    return [d for d in of_state if not d.professions or who in d.professions]
