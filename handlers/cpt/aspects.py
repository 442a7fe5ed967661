"""Words what is asked of a code: units a day, muscles, minutes, prices by year, modifiers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from handlers.cpt import card, valid_days
from models.coverage.aspect import Aspect
from models.coverage.code import Code, CodeKind
from models.coverage.edits import (
    FEW_MUSCLES,
    MANY_MUSCLES,
    Together,
    timed_units,
)
from models.coverage.fact_book import FactBook
from models.reply import Badge, Line, Tone
from models.understanding.codes.billing_questions import CodeMatter
from models.understanding.codes.code_questions import INJECTIONS
from models.understanding.question import Question
from models.wording import phrases
from models.wording.code_pairs import Group, spelled, table_name, verdicts

SEPARATING = frozenset({"59", "XE", "XP", "XS", "XU"})
"""Modifiers that say that two services were separate."""

_UNBUNDLING = "59"

_MEDICARES = {"97014": "G0283"}  # unattended stimulation: the lists untimed_codes, therapy_codes
_OF_THERAPY = frozenset({"GP", "GO", "GN", "KX", "CQ", "CO"})
_IN_BRACKETS = re.compile(r" \([^()]*\)")

_WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight")

_INJECTED_AND_NEEDLED = re.compile(r"2055[0-3] with 2056[01]:|2056[01] with 2055[0-3]:")
_NOT_THE_SAME = Badge("Not for the same muscle", Tone.BAD)
_SAME, _OTHER = "Not for the same muscle.", "Another muscle may be billed, with a true modifier."


def by_muscle(question: Question, told: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of a pair, that on the same muscle or another first where it is asked."""
    asked = {CodeMatter.SAME_MUSCLE, CodeMatter.OTHER_MUSCLE} & question.matters
    noted = [line for line in told if line.text.startswith(_SAME)]
    if not asked or not noted or CodeMatter.OTHER_DAYS in question.matters:
        return _beside_its_pair(told, noted)
    rest = [line for line in told if line not in noted]
    text = (
        f"{_OTHER} {_SAME}"
        if CodeMatter.OTHER_MUSCLE in asked
        else f"No: {_inside(_SAME)} {_OTHER}"
    )
    return (Line(text, noted[0].cites), *rest)


def _beside_its_pair(told: Sequence[Line], noted: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of many pairs, with that on muscles in the line of the injection and needling."""
    own = [line for line in told if _INJECTED_AND_NEEDLED.search(line.text)]
    if not (told[3:] and noted and own):
        return tuple(told)
    cites = tuple(dict.fromkeys((*own[0].cites, *noted[0].cites)))
    whole = Line(f"{own[0].text} {noted[0].text}", cites)
    return tuple(whole if line is own[0] else line for line in told if line not in noted)


def badge_of(question: Question, badge: Badge) -> Badge:
    """The badge of a pair; of an injection and needling in one muscle, that it is not for it."""
    return _NOT_THE_SAME if is_for_same_muscle(question) else badge


def is_for_same_muscle(question: Question) -> bool:
    """Whether an injection and needling of one muscle are asked about."""
    same = CodeMatter.SAME_MUSCLE in question.matters
    other = CodeMatter.OTHER_MUSCLE in question.matters
    other = other or CodeMatter.OTHER_DAYS in question.matters
    return same and not other and bool(INJECTIONS & set(question.all_codes))


def units(code: str, question: Question, book: FactBook, name: str = "") -> Iterator[Line]:
    """How many units of a code a day; whether it is timed. `name` stands for several alike."""
    known, table = book.codes.get(code), book.edits
    told = question.minutes or question.needling_minutes
    if told and known:
        yield _minutes(known, told, name or code)
    daily = table.units(code) if table else None
    if table is None or daily is None:
        yield Line(f"I hold no number of units a day for {code}.")
        return
    if valid_days.is_of_another_table(question, table):
        yield from _units_then(name or code, known, question, book)
        return
    by = f"Medicare's table of {phrases.day(table.as_of)}"
    code = name or code
    most = _most(daily.most)
    of_time = CodeMatter.FACE_TIME in question.matters and not (known and known.timed)
    asked = None if of_time else question.number  # "how many minutes make one unit"
    fixed = "fixed by policy, so no appeal gains more" if daily.is_fixed else "more needs records"
    if not daily.most:
        text = f"None: {by} takes no unit of {code}{_in_its_place(code)}."
    elif asked and asked > daily.most:
        start = "No" if daily.is_fixed else "Not as a rule"
        text = f"{start}: {most} of {code} a day, not {asked} ({by}, {fixed})."
    elif asked:
        text = f"Yes: {by} takes up to {most} of {code} a day."
    else:
        is_said = CodeMatter.TIMED in question.matters and not (known and known.timed)
        timing = "" if is_said else _timing(known)
        text = f"{timing}{most} of {code} a day at most ({by}, {fixed})."
    yield Line(phrases.sentence(text), table.cites)
    if known is None and Aspect.UNITS in question.aspects:
        yield Line(f"I hold nothing on whether {code} is timed.")


def _units_then(
    name: str, known: Code | None, question: Question, book: FactBook
) -> Iterator[Line]:
    """The units of a day for which no table is held: what is known of it, and the later table."""
    table, day = book.edits, valid_days.asked_day(question)
    daily = table.units(known.code if known else name) if table else None
    if table is None or daily is None:
        return
    if known:
        yield from valid_days.units_before(known, question, book)
    yield Line(
        f"Medicare's table for {day} was not seen. The one held, of {phrases.day(table.as_of)}, "
        f"takes {_most(daily.most)} of {name} a day.",
        table.cites,
    )


def _most(number: int) -> str:
    if number >= len(_WORDS):
        return phrases.count(number, "unit")
    return f"{_WORDS[number]} unit{'s' if number != 1 else ''}"


def _in_its_place(code: str) -> str:
    """The code that Medicare pays for the same, where it pays none of this one."""
    return f", but {_MEDICARES[code]} in its place" if code in _MEDICARES else ""


def _timing(known: Code | None) -> str:
    if known is None:
        return ""
    if known.timed:
        return "Timed, in units of 15 minutes: "
    return "Not timed: "


def all_minutes(minutes: int, timed: Sequence[Code]) -> Line:
    """The units that the timed minutes of a day make over all codes."""
    number = timed_units(minutes)
    make = phrases.count(number, "unit") if number else "no unit"
    return Line(
        f"{minutes} timed minutes in all make {make} under Medicare's 8-minute rule.",
        timed[0].units[0].cites,
    )


def timed_therapy(book: FactBook) -> list[Code]:
    """The codes that the 8-minute rule counts."""
    return [c for c in book.codes.values() if c.timed and c.kind is CodeKind.THERAPY and c.units]


def _minutes(code: Code, minutes: int, name: str) -> Line:
    cites = code.units[0].cites if code.units else code.says.cites
    if not code.timed or code.kind is CodeKind.ACUPUNCTURE:
        by = "by muscles" if code.kind is CodeKind.DRY_NEEDLING else "once"
        if code.kind is CodeKind.ACUPUNCTURE:
            return Line(f"{code.code} is {phrases.sentence(code.says.says).lower()}", cites)
        return Line(f"{name} is not timed: it is counted {by}, whatever the minutes.", cites)
    number = timed_units(minutes)
    make = phrases.count(number, "unit") if number else "no unit"
    return Line(f"{minutes} minutes make {make} of {name} under Medicare's 8-minute rule.", cites)


def modifiers(question: Question, groups: Sequence[Group], book: FactBook) -> Iterator[Line]:
    """Whether the modifiers that are named go on the codes, else what is said of modifiers."""
    named = [book.codes[code] for code in question.modifiers if code in book.codes]
    if not named:
        for group in groups:
            known = book.codes.get(group[0])
            if known and known.modifiers:
                yield from (Line(said.says, said.cites) for said in known.modifiers)
            elif known:
                yield Line(f"I hold nothing on modifiers for {spelled(group, 'or')}.")
        return
    if not {CodeMatter.VERSUS, CodeMatter.WHICH} & question.matters:
        yield from _one_of_them(question.modifiers, book)
    if (
        len(groups) == 1
        and len(named) > 1
        and len({m.on_needling.says if m.on_needling else m.code for m in named}) == 1
    ):
        first, names = named[0], phrases.either([m.code for m in named], "and")
        on = _on(first, groups, book, question.modifiers)
        told = [replace(i, text=i.text.replace(f"{first.code} on ", f"{names} on ", 1)) for i in on]
        what = [Line(f"{m.code}: {m.says.says}", m.says.cites) for m in named]
        compares = CodeMatter.VERSUS in question.matters
        yield from (*what, *told) if compares else (*told, *what)
        return
    told = [line for modifier in named for line in _on(modifier, groups, book, question.modifiers)]
    yield from dict.fromkeys(told)


def _one_of_them(typed: Sequence[str], book: FactBook) -> Iterator[Line]:
    """That 59 and its subsets are not put on one line together."""
    separating = list(dict.fromkeys(code for code in typed if code in SEPARATING))
    whole = book.codes.get(_UNBUNDLING)
    subsets = [said for said in whole.units if "subsets" in said.says] if whole else []
    if len(separating) > 1 and subsets:
        names, one_of = phrases.either(separating, "and"), phrases.either(sorted(SEPARATING), "and")
        text = f"Not {names} on one line: Medicare takes one of {one_of} a line."
        yield Line(text, subsets[0].cites)


def _on(
    modifier: Code, groups: Sequence[Group], book: FactBook, typed: Sequence[str]
) -> Iterator[Line]:
    """One modifier on the codes; what is said of all that separate stands in one line."""
    if len(groups) > 1 and book.edits and modifier.code in SEPARATING | {"25"}:
        told = verdicts(groups, book.edits)
        kinds = {verdict.together for verdict in told}
        edits = [v.edit for v in told if v.edit]
        by, cites = table_name(book.edits), book.edits.cites
        if kinds == {Together.NO_EDIT}:
            separating = list(dict.fromkeys(code for code in typed if code in SEPARATING))
            alike = phrases.either(separating) if modifier.code in separating else modifier.code
            names = [spelled(group, "or") for group in groups]
            pairs = f"{names[0]} with {phrases.either(names[1:], 'or')}"
            yield Line(
                f"No {alike} needed: {by} do not pair {pairs}. Document each on its own.",
                cites,
            )
            return
        if kinds == {Together.NEVER}:
            yield Line(f"No: {by} let no modifier separate these codes.", cites)
            return
        asked_25 = modifier.code == "25"
        if edits and all(e.with_modifier and (e.modifier == "25") is asked_25 for e in edits):
            on = f" on {edits[0].visit}" if asked_25 else ""
            when = "the visit was truly separate" if asked_25 else "that is true"
            at_stake = phrases.either(list(dict.fromkeys(e.column_two for e in edits)), "and")
            denied = "" if asked_25 else f" Without it {at_stake} is the line that is denied."
            yield Line(f"Yes, {modifier.code}{on}, but only when {when}.{denied}", cites)
            return
    needling = any(set(group) & {FEW_MUSCLES, MANY_MUSCLES} for group in groups)
    codes = spelled([code for group in groups for code in group], "or")
    if needling and modifier.on_needling:
        of = spelled([c for g in groups for c in g if c in {FEW_MUSCLES, MANY_MUSCLES}], "or")
        said = modifier.on_needling
        others = _on_therapy(modifier, groups, book)
        first, stop, rest = said.says.partition(". ") if others else (said.says, "", "")
        yield Line(f"{modifier.code} on {of}: {_inside(first)}{stop.strip()}{others}", said.cites)
        if rest:
            yield Line(rest, said.cites)
    else:
        yield Line(f"{modifier.code}: {modifier.says.says}", modifier.says.cites)
        separates = modifier.code in SEPARATING and len(groups) == 1
        own_edits = card.together(groups[0], book) if separates else ()
        yield from own_edits or (Line(f"I hold nothing on whether {codes} needs {modifier.code}."),)


def _on_therapy(modifier: Code, groups: Sequence[Group], book: FactBook) -> str:
    """What a modifier of therapy says on the therapy codes beside needling; empty for others."""
    therapy = {code.code for code in book.codes.values() if code.kind is CodeKind.THERAPY}
    others = [code for group in groups for code in group if code in therapy]
    if not others or modifier.code not in _OF_THERAPY:
        return ""
    said = modifier.units[0] if modifier.units else modifier.says
    first = _IN_BRACKETS.sub("", said.says.partition(". ")[0]).removesuffix(".")
    return f" On {spelled(others, 'or')}: {_inside(first)}."


def _inside(sentence: str) -> str:
    """A sentence that goes on behind a colon: its first letter small, unless it is a name's."""
    is_word = sentence[1:2].islower() or sentence[1:2] == " "
    return f"{sentence[:1].lower()}{sentence[1:]}" if is_word else sentence
