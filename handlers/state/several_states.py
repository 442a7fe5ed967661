"""Several at once: the professions of a state, several states, or all states by verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers.state.card import SMALL_PRINT, choices, dates_of
from handlers.state.every_state import MOST_CHOICES, NEITHER
from handlers.state.no_rule import under_another
from handlers.state.state_case import StateCase
from models.coverage import profession
from models.coverage.aspect import Aspect
from models.coverage.fact_book import FactBook
from models.coverage.profession import Profession
from models.coverage.state import Permission, State
from models.reply import Choice, Line, Reply
from models.wording import phrases, sentences, state_changes, state_rules, verdict_rows
from models.wording.sourced import sourced
from models.wording.verdict_rows import VerdictRow

_MOST_ROWS = 5
_OF_RULES = frozenset({Aspect.REQUIREMENTS, Aspect.COVERED})  # "IL to MO, same rules?"
_PROHIBITED = phrases.PERMISSIONS[Permission.PROHIBITED].words
_CONTESTED = phrases.PERMISSIONS[Permission.CONTESTED].words

_Told = tuple[VerdictRow, tuple[Line, ...]]
"""A row, and the lines that answer what else was asked of it."""


def say_professions(
    state: State,
    professions: Sequence[Profession],
    others: Sequence[str],
    asked: StateCase,
    book: FactBook,
) -> Reply:
    """A row for each profession that is asked about; for all that the state has, if none is."""
    today = state.in_force(asked.on)
    whom = professions if professions or others else [rule.profession for rule in today]
    told = [_row(state, who, asked, profession.NAMES[who]) for who in dict.fromkeys(whom)]
    told += [_row_of_other(state, other, asked, other) for other in others]
    named = [profession.NAMES[who] for who in professions] + list(others)
    reply = _table("Who may needle", "Profession", _few(told), book)
    if not named:
        unknown = Line("On others I have no facts. That means neither yes nor no.")
        reply = replace(reply, lines=(*reply.lines, unknown))
    return sourced(
        replace(
            reply,
            headline=f"{state.name} · {phrases.either(named, 'and') or 'who may needle'}",
            choices=choices(
                state, [r for r in today if not professions or r.profession in professions]
            ),
        ),
        book,
    )


def _few(told: Sequence[_Told]) -> list[_Told]:
    """The rows; of more than are seen at once those on which nothing is held in one."""
    bare = [row for row, lines in told if row.verdict == verdict_rows.UNKNOWN and not lines]
    if len(told) <= _MOST_ROWS or len(bare) <= 1:
        return list(told)
    first, *others = (row.name for row in bare)
    names = ", ".join((first, *(f"{name[:1].lower()}{name[1:]}" for name in others)))
    rest = [each for each in told if each[0] not in bare]
    return [*rest, (replace(bare[0], name=names), ())]


def say_states(
    states: Sequence[State],
    professions: Sequence[Profession],
    asked: StateCase,
    book: FactBook,
    others: Sequence[str] = (),
) -> Reply:
    """A row for each state, and for each profession that is asked about."""
    is_one = len(professions) + len(others) == 1
    told = [
        _row(state, who, asked, _place(state, "" if is_one else profession.NAMES[who]))
        for state in states
        for who in professions
    ]
    told += [
        _row_of_other(state, other, asked, _place(state, "" if is_one else other))
        for state in states
        for other in others
    ]
    named = [profession.NAMES[who] for who in professions] + list(others)
    behind = f" {professions[0]}" if len(professions) == 1 else ""
    table = _table("State by state", "State", told, book)
    is_of_rules = is_one and _OF_RULES.issuperset(asked.aspects)
    side_by_side = _side_by_side([row for row, _ in told]) if is_of_rules and table.lines else ()
    reply = replace(
        replace(table, lines=(*side_by_side, *table.lines)),
        headline=f"{phrases.sentence(phrases.either(named, 'and'))} · {count_of(states)}",
        choices=tuple(
            Choice(state.name, f"/state {state.name}{behind}") for state in states[:MOST_CHOICES]
        ),
    )
    return sourced(reply, book)


def _side_by_side(rows: Sequence[VerdictRow]) -> tuple[Line, ...]:
    """Whether the verdict is the same in each state, where a table may have no room for all."""
    if len(rows) <= 2:  # noqa: PLR2004 - two rows are always seen
        return ()
    told = "; ".join(f"{row.name}: {row.verdict[:1].lower()}{row.verdict[1:]}" for row in rows)
    is_same = len({row.verdict for row in rows}) == 1
    cites = tuple(dict.fromkeys(cite for row in rows for cite in row.cites))
    return (Line(f"{'The same verdict' if is_same else 'Not the same'}. {told}.", cites),)


def _place(state: State, who: str) -> str:
    return f"{state.name}, {who}" if who else state.name


def _table(caption: str, of_whom: str, told: Sequence[_Told], book: FactBook) -> Reply:
    """A small table, led by what is asked beside whether it is allowed at all.

    One row needs none. Of one that is contested both sides stand in sight. What is asked has room
    for each row: the first line of each leads, and the dates stand in the details.
    """
    rows = [row for row, _ in told]
    first = tuple(line for _, lines in told for line in lines[:1])
    asked = (*first, *(line for _, lines in told for line in lines[1:]))
    if len(rows) == 1:
        (alone,) = rows
        text = f"{alone.name}: {alone.verdict}. {alone.says}".strip()
        return Reply("", lines=(*asked, Line(text, alone.cites)), small_print=SMALL_PRINT)
    contested = [row for row in rows if row.verdict == _CONTESTED and row.says]
    return Reply(
        headline="",
        lines=(*asked, *(Line(f"{row.name}: {row.says}", row.cites) for row in contested)),
        tables=(verdict_rows.tabled(caption, of_whom, rows, book, dated=not asked),),
        sections=(
            *verdict_rows.said(row for row in rows if row not in contested),
            *(verdict_rows.dates(rows) if asked else ()),
        ),
        small_print=SMALL_PRINT,
    )


def count_of(states: Sequence[State]) -> str:
    """The states by name, or how many they are."""
    if len(states) <= 3:  # noqa: PLR2004 - a headline has room for three
        return phrases.either([state.name for state in states], "and")
    return f"{len(states)} states"


def _row_of_other(state: State, other: str, asked: StateCase, name: str) -> _Told:
    """A profession without facts: by the rule of those whom it works for, if that speaks of it."""
    barring, delegation = under_another(state, other, asked)
    name = phrases.sentence(name)
    lines = tuple(replace(line, text=f"{name}: {line.text}") for line in delegation)
    if barring:
        return VerdictRow(name, _PROHIBITED, cites=barring.cites), lines
    return VerdictRow(name, verdict_rows.UNKNOWN, says=NEITHER), lines


def _row(state: State, who: Profession, asked: StateCase, name: str) -> _Told:
    """A profession's permission, since when and by whom; and what else is asked of its rule."""
    today, name = state.in_force(asked.on), phrases.sentence(name)
    rule = next((rule for rule in today if rule.profession is who), None)
    if rule is None:
        barring = next((rule for rule in today if who.value in rule.bars), None)
        if barring is None:
            return VerdictRow(name, verdict_rows.UNKNOWN, says=NEITHER), ()
        says = f"By the rule for {phrases.an(profession.NAMES[barring.profession])}."
        return VerdictRow(name, _PROHIBITED, says=says, cites=barring.cites), ()
    leading = state_rules.leading(rule, state, asked.aspects)
    leading = tuple(line for line in leading if not line.text.startswith(state_changes.NOW))
    if Aspect.CITATION in asked.aspects and leading:  # "who won the lawsuit"
        leading = (Line(sentences.first_sentence(rule.says), rule.cites), *leading)
    says = "" if leading else sentences.first_sentence(rule.says)
    words = phrases.PERMISSIONS[rule.permission].words
    row = VerdictRow(name, words, dates_of(rule, ", "), says, rule.cites)
    return row, tuple(replace(line, text=f"{name}: {line.text}") for line in leading)
