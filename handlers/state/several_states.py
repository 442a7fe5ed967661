"""Several at once: the professions of a state, several states, or all states by verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handlers.state import body_parts
from handlers.state.card import SMALL_PRINT, choices, dates_of
from handlers.state.no_rule import under_another
from handlers.state.state_case import StateCase
from models.coverage import profession
from models.coverage.aspect import Aspect
from models.coverage.fact_book import FactBook
from models.coverage.profession import Profession
from models.coverage.state import ANSWERS, NAMES, Permission, State
from models.reply import Choice, Line, Reply, Section
from models.wording import phrases, sentences, state_changes, state_rules, verdict_rows
from models.wording.sourced import sourced
from models.wording.verdict_rows import VerdictRow

_ALLOWED = (Permission.BY_LAW, Permission.BY_COURT, Permission.BY_BOARD)
_FORBIDDEN = (Permission.PROHIBITED, Permission.RULES_PENDING)
_BARRED = (*_FORBIDDEN, Permission.NOT_YET)
_MOST_CHOICES = 4
_MOST_ROWS = 5
_OF_RULES = frozenset({Aspect.REQUIREMENTS, Aspect.COVERED})  # "IL to MO, same rules?"
_PROHIBITED = phrases.PERMISSIONS[Permission.PROHIBITED].words
_CONTESTED = phrases.PERMISSIONS[Permission.CONTESTED].words
_OTHERS = "In the others I hold nothing on it: neither yes nor no."
_NEITHER = "This means neither yes nor no."

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
            Choice(state.name, f"/state {state.name}{behind}") for state in states[:_MOST_CHOICES]
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


def say_all(who: Profession, on: date, book: FactBook, *, barred: bool) -> Reply:
    """Every state by its verdict on a profession; those that forbid it first, if asked for."""
    held: dict[Permission, list[str]] = {permission: [] for permission in Permission}
    unknown: list[str] = []
    for code in NAMES:
        permission = _permission(book.states.get(code) or State(code, ()), who, on)
        (held[permission] if permission else unknown).append(code)
    others = tuple(each for each in Permission if each not in _BARRED)
    order = (*_BARRED, *others) if barred else (*others, *_BARRED)
    by_kind = [_of_kind(each, held[each]) for each in order if held[each]]
    if unknown:
        by_kind.append(f"On the other {len(unknown)} I have no facts: neither yes nor no.")
    allow = [code for code in NAMES if any(code in held[each] for each in _ALLOWED)]
    bar = sum(len(held[each]) for each in _FORBIDDEN)
    total = f"{len(allow)} of the 50 states and DC allow it by law, rule or opinion; {bar} do not."
    of_bars = [_of_kind(each, held[each]) for each in _BARRED if held[each]]
    within = [code for code in allow if _is_limited(book.states.get(code), who, on)]
    limited = f" With limits on who or where, among others: {_names(within)}." if within else ""
    allowing = [f"Allowed ({len(allow)}): {_names(allow)}.{limited}"] if allow else []
    unclear = len(NAMES) - len(allow) - sum(len(held[each]) for each in _BARRED)
    rest = [f"On the other {unclear} no rule is clear: see the details."] if unclear else []
    barring = " ".join([*of_bars, *rest])
    told = (*of_bars, total, *allowing, *rest) if barred else (total, *allowing, barring)
    return Reply(
        headline=f"{phrases.sentence(profession.NAMES[who])} · all states",
        lines=tuple(map(Line, filter(None, told))),
        sections=(Section("By what it is allowed, or not", tuple(map(Line, by_kind))),),
        choices=tuple(Choice(NAMES[c], f"/state {NAMES[c]} {who}") for c in held[order[0]][:3]),
        small_print=f"{SMALL_PRINT} Ask for a state to see its sources and dates.",
    )


def _is_limited(state: State | None, who: Profession, on: date) -> bool:
    """Whether a state lets only some of a profession needle, or only some regions."""
    rules = state.in_force(on) if state else []
    return any(rule.limits for rule in rules if rule.profession is who)


def _of_kind(permission: Permission, codes: Sequence[str]) -> str:
    return f"{phrases.PERMISSIONS[permission].words} ({len(codes)}): {_names(codes)}."


def say_all_on(who: Profession, asked: StateCase, book: FactBook, part: str = "") -> Reply | None:
    """Of every state what its rule says of an aspect; None where no rule has a place for it.

    Where a part of the body is named, what the rules say of others does not answer.
    """
    headings = next((ANSWERS[a] for a in asked.aspects if a in ANSWERS), ())
    told = {
        code: Line(f"{NAMES[code]}: {says.says}", says.cites)
        for code, state in sorted(book.states.items())
        for rule in state.in_force(asked.on)
        if rule.profession is who and (says := next(filter(None, map(rule.asks, headings)), None))
    }
    if not told:
        return None
    naming = {c: line for c, line in told.items() if not part or body_parts.is_in(part, line.text)}
    told = naming or told
    speak = f"The rules that I hold speak of it in {len(told)}: {_names(list(told))}."
    if not naming:
        others = f"Some name other parts: {_names(list(told))}."
        speak = f"No rule that I hold names {phrases.quoted(part)}. {others}"
    reply = Reply(
        headline=f"{phrases.sentence(profession.NAMES[who])} · {headings[0].lower()} by state",
        lines=(Line(speak), Line(_OTHERS if naming else _NEITHER)),
        sections=(Section("State by state", tuple(told.values())),),
        choices=tuple(Choice(NAMES[c], f"/state {NAMES[c]} {who}") for c in list(told)[:3]),
        small_print=SMALL_PRINT,
    )
    return sourced(reply, book)


def say_all_of(professions: Sequence[Profession], on: date, book: FactBook) -> Reply:
    """For each profession the states that allow it, and those that forbid it."""
    names = phrases.either([profession.NAMES[who] for who in professions], "and")
    return Reply(
        headline=f"{phrases.sentence(names)} · all states",
        lines=tuple(_in_all(who, on, book) for who in professions),
        choices=tuple(
            Choice(phrases.sentence(profession.NAMES[who]), f"/state which states allow {who}")
            for who in professions[:_MOST_CHOICES]
        ),
        small_print=f"{SMALL_PRINT} Ask for a state to see its sources and dates.",
    )


def _in_all(who: Profession, on: date, book: FactBook) -> Line:
    states = [book.states.get(code) or State(code, ()) for code in NAMES]
    given = {state.code: _permission(state, who, on) for state in states}
    allow = [code for code, permission in given.items() if permission in _ALLOWED]
    bar = [code for code, permission in given.items() if permission in _FORBIDDEN]
    told = [f"allowed in {_names(allow) or 'no state that I know'}"]
    told += [f"not allowed in {_names(bar)}"] if bar else []
    name = phrases.sentence(profession.NAMES[who])
    return Line(f"{name}: {'; '.join(told)}. Elsewhere it is unclear, or I have no facts.")


def count_of(states: Sequence[State]) -> str:
    """The states by name, or how many they are."""
    if len(states) <= 3:  # noqa: PLR2004 - a headline has room for three
        return phrases.either([state.name for state in states], "and")
    return f"{len(states)} states"


def _names(codes: Sequence[str]) -> str:
    return ", ".join(NAMES[code] if len(codes) <= 4 else code for code in codes)  # noqa: PLR2004


def _permission(state: State, who: Profession, on: date) -> Permission | None:
    """What the state's rules of a day say of a profession; another's rule may deny it."""
    today = state.in_force(on)
    own = next((rule.permission for rule in today if rule.profession is who), None)
    is_barred = any(who.value in rule.bars for rule in today)
    return own or (Permission.PROHIBITED if is_barred else None)


def _row_of_other(state: State, other: str, asked: StateCase, name: str) -> _Told:
    """A profession without facts: by the rule of those whom it works for, if that speaks of it."""
    barring, delegation = under_another(state, other, asked)
    name = phrases.sentence(name)
    lines = tuple(replace(line, text=f"{name}: {line.text}") for line in delegation)
    if barring:
        return VerdictRow(name, _PROHIBITED, cites=barring.cites), lines
    return VerdictRow(name, verdict_rows.UNKNOWN, says=_NEITHER), lines


def _row(state: State, who: Profession, asked: StateCase, name: str) -> _Told:
    """A profession's permission, since when and by whom; and what else is asked of its rule."""
    today, name = state.in_force(asked.on), phrases.sentence(name)
    rule = next((rule for rule in today if rule.profession is who), None)
    if rule is None:
        barring = next((rule for rule in today if who.value in rule.bars), None)
        if barring is None:
            return VerdictRow(name, verdict_rows.UNKNOWN, says=_NEITHER), ()
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
