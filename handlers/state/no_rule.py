"""A profession of which a state has no rule of its own: by the rule of whom it works for."""

from __future__ import annotations

from dataclasses import replace

from handlers.state.state_case import StateCase
from models.coverage import profession
from models.coverage.aspect import Aspect
from models.coverage.profession import (
    AIDE,
    CHIROPRACTIC_ASSISTANT,
    STUDENT,
    STUDENTS_OF,
    UNRESEARCHED,
    Profession,
)
from models.coverage.state import SUPERVISION, Permission, ScopeRule, State
from models.reply import Badge, Line, Reply, Tone
from models.wording import phrases, state_rules

UNKNOWN = Badge("Unknown", Tone.NEUTRAL)

_NEITHER = Line("This means neither yes nor no. Ask the licensing board.")

# Whose rule speaks of these, who have none of their own.
_OVER = {
    Profession.PTA.value: Profession.PT,
    Profession.OTA.value: Profession.OT,
    AIDE: Profession.PT,
    STUDENT: Profession.PT,
    CHIROPRACTIC_ASSISTANT: Profession.DC,
    **STUDENTS_OF,
}


def license_decides(who: str) -> tuple[Line, ...]:
    """What is to be said of a profession without facts, whichever the state; nothing for none."""
    if not who:
        return ()
    whom = phrases.an(who)
    may = f"Whether {whom} may needle, and so bill it, the state's law and the license decide."
    none = f"I have no facts on {whom}: that means neither yes nor no. Ask the licensing board."
    return Line(may), Line(none)


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


def say_under_another(
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
    further = () if delegation else state_rules.named(asked.aspects)
    none = f"{none[:-1]}, nor on {phrases.either(further)} there." if further else none
    return Reply(headline="", badge=UNKNOWN, lines=(Line(none), *delegation, _NEITHER))
