"""Words what is asked of a code: units a day, muscles, minutes, prices by year, modifiers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from handlers.cpt import modifier_lines, valid_days
from models.coverage.aspect import Aspect
from models.coverage.code import Code, CodeKind
from models.coverage.edits import (
    timed_units,
)
from models.coverage.fact_book import FactBook
from models.reply import Badge, Line, Tone
from models.understanding.codes.billing_questions import CodeMatter
from models.understanding.codes.code_questions import INJECTIONS
from models.understanding.question import Question
from models.wording import phrases

_MEDICARES = {"97014": "G0283"}  # unattended stimulation: the lists untimed_codes, therapy_codes

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
        else f"No: {modifier_lines.inside(_SAME)} {_OTHER}"
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
