"""All states at once: by their verdict on a profession, or what each rule says of an aspect."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.state import body_parts
from handlers.state.card import SMALL_PRINT
from handlers.state.state_case import StateCase
from models.coverage import profession
from models.coverage.fact_book import FactBook
from models.coverage.profession import Profession
from models.coverage.state import ANSWERS, NAMES, Permission, State
from models.reply import Choice, Line, Reply, Section
from models.wording import phrases
from models.wording.sourced import sourced

_ALLOWED = (Permission.BY_LAW, Permission.BY_COURT, Permission.BY_BOARD)
_FORBIDDEN = (Permission.PROHIBITED, Permission.RULES_PENDING)
_BARRED = (*_FORBIDDEN, Permission.NOT_YET)
MOST_CHOICES = 4
_OTHERS = "In the others I hold nothing on it: neither yes nor no."
NEITHER = "This means neither yes nor no."


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
        lines=(Line(speak), Line(_OTHERS if naming else NEITHER)),
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
            for who in professions[:MOST_CHOICES]
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


def _names(codes: Sequence[str]) -> str:
    return ", ".join(NAMES[code] if len(codes) <= 4 else code for code in codes)  # noqa: PLR2004


def _permission(state: State, who: Profession, on: date) -> Permission | None:
    """What the state's rules of a day say of a profession; another's rule may deny it."""
    today = state.in_force(on)
    own = next((rule.permission for rule in today if rule.profession is who), None)
    is_barred = any(who.value in rule.bars for rule in today)
    return own or (Permission.PROHIBITED if is_barred else None)
