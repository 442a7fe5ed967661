"""For whom no rule of a payer can be: a state or plan that it has not, a code nobody knows."""

from __future__ import annotations

from collections.abc import Callable

from handlers.coverage.own_rule.rule_refusals import NOT_SAVED
from models.coverage.fact_book import FactBook
from models.coverage.payer import LINE_NAMES, Payer, PayerKind
from models.coverage.profession import NAMES as NAMES_OF
from models.coverage.state import NAMES
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice
from models.understanding.conditions.conditions import UNGROUPED
from models.understanding.question import Question
from models.wording import phrases

_MOST_CHOICES = 4
_OF_MANY_LINES = frozenset({PayerKind.COMMERCIAL, PayerKind.TPA, PayerKind.NETWORK})
"""Companies that may sell more kinds of plans than I know of."""

Typed = Callable[[Question], str]
"""The command of a rule with other bounds, and all else as it was typed."""


def refuse(payer: Payer, question: Question, book: FactBook, typed: Typed) -> None:
    """Raise `NotUnderstood` for the first bound that cannot be kept."""
    if question.other_profession:
        raise NotUnderstood(
            f"I have no facts on {phrases.an(question.other_profession)} who bills.",
            f"{NOT_SAVED} Leave it out, or name another profession.",
            field=FieldName.PROFESSION,
        )
    if len(question.professions) > 1:
        raise NotUnderstood(
            "One rule is for one profession, or for all.",
            f"{NOT_SAVED} Enter each by itself.",
            [
                Choice(
                    f"Billed by {phrases.an(NAMES_OF[who])}",
                    typed(question._replace(profession=who, professions=(who,))),
                )
                for who in question.professions[:_MOST_CHOICES]
            ],
            field=FieldName.PROFESSION,
        )
    if question.condition in UNGROUPED:
        raise NotUnderstood(
            "I do not know which condition you mean.",
            f"{NOT_SAVED} Name one that my facts use, or leave it out.",
            field=FieldName.CONDITION,
        )
    _refuse_state(payer, question, typed)
    _refuse_line(payer, question, typed)
    _refuse_code(question, book, typed)


def _refuse_state(payer: Payer, question: Question, typed: Typed) -> None:
    if len(question.states) > 1:
        raise NotUnderstood(
            "One rule is for one state.",
            f"{NOT_SAVED} Enter each by itself.",
            [
                Choice(f"In {NAMES.get(state, state)}", typed(question._replace(states=(state,))))
                for state in question.states[:_MOST_CHOICES]
            ],
            field=FieldName.STATE,
        )
    if question.state is None or payer.may_be_in(question.state):
        return
    names = [NAMES.get(state, state) for state in payer.states]
    met = phrases.either(names, "and") if len(names) <= _MOST_CHOICES else f"{len(names)} states"
    raise NotUnderstood(
        f"I know {payer.name} in {met} alone, not in {NAMES.get(question.state, question.state)}.",
        f"{NOT_SAVED} Where it holds for all its plans, leave the state out.",
        [Choice("Without the state", typed(question._replace(states=())))],
        field=FieldName.STATE,
    )


def _refuse_line(payer: Payer, question: Question, typed: Typed) -> None:
    """A program has plans of its own kind alone."""
    line = question.line
    if line is None or payer.sells(line) or not payer.lines or payer.kind in _OF_MANY_LINES:
        return
    has = phrases.either([LINE_NAMES[each] for each in payer.lines], "and")
    raise NotUnderstood(
        f"{payer.name} is {has}, and has no {LINE_NAMES[line]} plans that I know.",
        f"{NOT_SAVED} Name the payer of those plans, or leave their kind out.",
        [Choice("Without the kind of plan", typed(question._replace(line=None)))],
        field=FieldName.LINE,
    )


def _refuse_code(question: Question, book: FactBook, typed: Typed) -> None:
    strange = [code for code in question.codes if code not in book.codes]
    if not strange:
        return
    known = tuple(code for code in question.codes if code not in strange)
    alone = Choice(
        f"For {phrases.either(known, 'and')} alone", typed(question._replace(codes=known))
    )
    raise NotUnderstood(
        f"{strange[0]} is not a code that I have facts on.",
        f"{NOT_SAVED} Check the code, or leave it out for 20560 and 20561.",
        [alone] if known else [],
        field=FieldName.CODES,
    )
