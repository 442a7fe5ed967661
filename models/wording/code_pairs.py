"""Words which codes go together: "Never on one day", "only with modifier 59", "no edit"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations, groupby, product

from models.coverage.edits import Edit, EditTable, PairVerdict, Together
from models.reply import Badge, Line, Tone
from models.wording import phrases

_A_PAIR = 2

Group = tuple[str, ...]
"""Codes that words name together and among which they do not decide: one code, where typed."""

BADGES: dict[Together, Badge] = {
    Together.NEVER: Badge("Not together on one day", Tone.BAD),
    Together.WITH_MODIFIER: Badge("Together only with a modifier", Tone.CAUTION),
    Together.NO_EDIT: Badge("No edit pairs them", Tone.GOOD),
    Together.UNKNOWN: Badge("No edit data", Tone.NEUTRAL),
}
_WORST_FIRST = (Together.NEVER, Together.WITH_MODIFIER, Together.UNKNOWN, Together.NO_EDIT)

NEVER = "Never on one day"
"""How it begins that no modifier helps."""

OTHER_PAYERS = "Payers may bundle more than Medicare does, and later tables were not seen."


def table_name(table: EditTable) -> str:
    """The table as a sentence names it, with its day."""
    return f"Medicare's edits of {phrases.day(table.as_of)}"


def badge(verdicts: Iterable[PairVerdict]) -> Badge:
    """The badge of the worst verdict."""
    kinds = {verdict.together for verdict in verdicts}
    return BADGES[next(kind for kind in _WORST_FIRST if kind in kinds)]


def verdicts(groups: Sequence[Group], table: EditTable) -> list[PairVerdict]:
    """What the table says of every two codes of different groups."""
    return [
        table.pair(one, two)
        for first, second in combinations(groups, 2)
        for one, two in product(first, second)
    ]


def lines(groups: Sequence[Group], table: EditTable) -> tuple[Line, ...]:
    """One line for each kind of verdict, the worst first; equal pairs share one."""
    told = verdicts(groups, table)
    by_kind = {kind: [v for v in told if v.together is kind] for kind in _WORST_FIRST}
    edits = [v.edit for v in told if v.edit]
    said = [Line(text, table.cites) for text in _edits(edits, table)]
    notes = dict.fromkeys(edit.note for edit in edits if edit.note)
    said += [Line(note.says, note.cites) for note in notes]
    if nowhere := by_kind[Together.NO_EDIT]:
        said += _no_edit(nowhere, table, is_rest=bool(edits))
    said += _unknown(by_kind[Together.UNKNOWN], table)
    return tuple(said)


def _edits(edits: Sequence[Edit], table: EditTable) -> Iterable[str]:
    ordered = sorted(edits, key=lambda e: (e.with_modifier, e.column_one))
    for (may, modifier), same in groupby(ordered, key=lambda e: (e.with_modifier, e.modifier)):
        for one, other in _rectangles([(e.column_one, e.column_two) for e in same]):
            paid, denied = spelled(one, "or"), spelled(other, "or")
            if not may:
                yield (
                    f"{NEVER}: {table_name(table)} pay {paid} and deny {denied}. No modifier helps."
                )
                continue
            how = "25 on the visit" if modifier == "25" else "59 or an X modifier"
            yield (
                f"{paid} with {denied}: only with modifier {how}, when they were truly separate. "
                f"Else {table_name(table)} pay {paid} alone."
            )


def never_on_one_day(codes: Sequence[str], table: EditTable | None) -> tuple[Line, ...]:
    """The pairs among the codes of a day that are never paid together, a short line each."""
    if table is None or len(codes) < _A_PAIR:
        return ()
    pairs = (table.pair(one, two) for one, two in combinations(codes, 2))
    edits = [p.edit for p in pairs if p.edit and p.together is Together.NEVER]
    return tuple(
        Line(
            f"Not billed together: {paid} and {spelled(denied, 'or')} on one day. "
            f"{phrases.sentence(table_name(table))} pay {paid} alone."
        )
        for paid, denied in _by_paid(edits)
    )


def _by_paid(edits: Iterable[Edit]) -> Iterable[tuple[str, Group]]:
    """Each code that is paid, and those that are denied beside it; what is told once is enough."""
    denied: dict[str, list[str]] = {}
    for edit in edits:
        denied.setdefault(edit.column_one, []).append(edit.column_two)
    for paid, codes in denied.items():
        above = (set(others) for others in denied.values() if paid in others)
        if not any(others.issuperset(codes) for others in above):
            yield paid, tuple(codes)


def _rectangles(pairs: Sequence[tuple[str, str]]) -> list[tuple[Group, Group]]:
    """Pairs of codes gathered: those with the same second codes share one line."""
    seconds = {one: tuple(b for a, b in pairs if a == one) for one, _ in pairs}
    firsts: dict[Group, list[str]] = {}
    for one, others in seconds.items():
        firsts.setdefault(others, []).append(one)
    gathered = [(tuple(ones), others) for others, ones in firsts.items()]
    if len(gathered) > 1 and len({others for _, others in gathered}) == len(pairs):
        return [((one,), (two,)) for one, two in pairs]
    return gathered


def _no_edit(told: Sequence[PairVerdict], table: EditTable, *, is_rest: bool) -> list[Line]:
    """Pairs that stand in no row: bill both."""
    pairs = _rectangles([(v.one, v.two) for v in told])
    codes = list(dict.fromkeys(code for v in told for code in (v.one, v.two)))
    if len(pairs) == 1:
        one, two = pairs[0]
        none = f"{table_name(table)} do not pair {spelled(one, 'or')} with {spelled(two, 'or')}"
    else:
        none = f"{table_name(table)} pair no two of {spelled(codes, 'and')}"
    head = f"Not bundled: {none}, so no modifier is needed between them."
    if is_rest:
        head = "No edit pairs the others."
        if len(pairs) == 1:
            head = f"No edit pairs {spelled(pairs[0][0], 'or')} with {spelled(pairs[0][1], 'or')}."
    lines = [Line(f"{head} Document each on its own.", table.cites)]
    if ended := {v.deleted.year for v in told if v.deleted}:
        which = phrases.either([f"{v.one} with {v.two}" for v in told if v.deleted][:3], "and")
        when = phrases.either([str(year) for year in sorted(ended)])
        lines.append(Line(f"An edit once paired {which}: it ended in {when}.", table.cites))
    return lines


def _unknown(told: Sequence[PairVerdict], table: EditTable) -> list[Line]:
    strange = [c for v in told for c in (v.one, v.two) if c not in table.looked_up]
    names = spelled(tuple(dict.fromkeys(strange)), "or")
    return [Line(f"I know no edit data for {names}.")] if strange else []


def of_one(group: Group, table: EditTable, known: Iterable[str]) -> tuple[Line, ...]:
    """What a code goes with and what not: two or three lines of numbers."""
    edits = [e for code in group for e in table.edits_of(code)]
    others = {e: ({e.column_one, e.column_two} - set(group)) for e in edits}
    never = sorted({c for e, cs in others.items() if not e.with_modifier for c in cs})
    visits = sorted({e.visit for e in edits if e.with_modifier and e.visit})
    may = sorted({c for e, cs in others.items() if e.with_modifier and not e.visit for c in cs})
    free = sorted(
        code
        for code in known
        if code in table.looked_up and not {code} & {*group, *never, *visits, *may}
    )
    name = table_name(table)
    told = (
        (never, f"Never on one day, by {name}: {{}}."),
        (may, "Only with modifier 59 or an X modifier, when it is true: {}."),
        (visits, "Only with modifier 25 on the visit, when it was separate: {}."),
        (free, f"No edit, by {name}: {{}}."),
    )
    return tuple(
        Line(words.format(spelled(tuple(codes), "and")), table.cites)
        for codes, words in told
        if codes
    )


_SHORTEST_RUN = 3


def spelled(codes: Sequence[str], joiner: str) -> str:
    """Codes as they are read out, runs shortened: "97161 to 97164 and 97530"."""
    runs: list[list[str]] = []
    for code in codes:
        if (
            runs
            and code.isdigit()
            and runs[-1][-1].isdigit()
            and int(code) == int(runs[-1][-1]) + 1
        ):
            runs[-1].append(code)
        else:
            runs.append([code])
    words: list[str] = []
    for run in runs:
        words += [f"{run[0]} to {run[-1]}"] if len(run) >= _SHORTEST_RUN else run
    return phrases.either(words, joiner)
