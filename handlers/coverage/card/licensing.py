"""Words what a state's rule says of the profession that is named beside a payer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.coverage import profession
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.coverage.profession import Profession
from models.coverage.state import NAMES, SUPERVISION, Permission, ScopeRule
from models.reply import Line
from models.understanding.question import Question
from models.wording import phrases

_IN_FEW = frozenset(
    {Profession.PTA, Profession.OT, Profession.OTA, Profession.AT, Profession.PA, Profession.NP}
)
"""Professions that may needle in few states: a payer's yes says nothing of that."""

ASSISTANTS = frozenset({Profession.PTA, Profession.OTA})
"""Most rules bar them: whether they may needle is said before what is paid."""

_FEW = 2  # states that a city may be in
_ALLOWED = frozenset({Permission.BY_LAW, Permission.BY_COURT, Permission.BY_BOARD})


def in_state(
    question: Question, payers: Sequence[Payer], today: date | None, book: FactBook
) -> tuple[Line, ...]:
    """Whether the profession that was typed may needle in the state; of a PT only if it may not.

    What a payer pays says nothing of a license, and a claim needs both.
    """
    where = question.state or _only_state(payers)
    perhaps = question.states if where is None and question.unclear_place else ()
    if 0 < len(perhaps) <= _FEW:  # "PT in Portland"
        each = [_in_one(question, state, today, book) for state in perhaps]
        return tuple(dict.fromkeys(line for lines in each for line in lines))
    return _in_one(question, where, today, book)


def _in_one(
    question: Question, where: str | None, today: date | None, book: FactBook
) -> tuple[Line, ...]:
    """The same of one state, or of none that is known."""
    who = question.profession
    if who is None and question.other_profession and question.states and where in NAMES:
        other = phrases.an(question.other_profession)
        none = f"I have no facts on needling by {other} in {NAMES[where]}: ask the licensing board."
        return (Line(none),)
    if who in _IN_FEW and where is None:
        named = phrases.an(profession.NAMES[who])
        return (Line(f"Whether {named} may needle at all the state decides: ask with /state."),)
    if who is None or who is Profession.MD or where not in NAMES:
        return ()
    on = question.on or today
    rules = book.states[where].rules if where in book.states else ()
    held = [
        rule
        for rule in rules
        if rule.profession is who and (rule.in_force.holds(on) if on else not rule.in_force.last)
    ]
    if who is Profession.PT and any(rule.permission in _ALLOWED for rule in held):
        return ()
    if not held and (barred := _barred(who, where, rules, on)):
        return (barred,)
    return (_line(who, where, held),)


def _barred(
    who: Profession, where: str, rules: Sequence[ScopeRule], on: date | None
) -> Line | None:
    """That another profession's rule bars one without a rule of its own, as it does assistants."""
    for rule in rules:
        is_now = rule.in_force.holds(on) if on else not rule.in_force.last
        if is_now and who.value in rule.bars and (says := rule.asks(SUPERVISION)):
            named = phrases.an(profession.NAMES[who])
            whose = profession.NAMES[rule.profession]
            return Line(
                f"Needling by {named} in {NAMES[where]}: not allowed. The rule for {whose}s: "
                f"{says.says}",
                says.cites,
            )
    return None


def _line(who: Profession, where: str, held: Sequence[ScopeRule]) -> Line:
    named = phrases.an(profession.NAMES[who])
    if not held:
        return Line(
            f"I hold no rule in force on needling by {named} in {NAMES[where]}: ask the board."
        )
    words = phrases.PERMISSIONS[held[0].permission].words
    limits = held[0].limits if held[0].permission in _ALLOWED else ()
    limited = "; ".join(_within(says.says) for says in limits)
    limited = f", but {limited}." if limits else "."
    return Line(
        f"Needling by {named} in {NAMES[where]}: {words[:1].lower()}{words[1:]}{limited}",
        held[0].cites,
    )


def _within(sentence: str) -> str:
    """A sentence as a part of another: "hand and wrist only"."""
    return f"{sentence[:1].lower()}{sentence[1:].rstrip('.')}"


def _only_state(payers: Sequence[Payer]) -> str | None:
    where = {payer.states for payer in payers}
    only = where.pop() if len(where) == 1 else ()
    return only[0] if len(only) == 1 else None
