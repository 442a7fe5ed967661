"""Words the timed minutes of a day, from which those of needling come out first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handlers.cpt.aspects import all_minutes, timed_therapy
from models.coverage.code import Code, CodeKind
from models.coverage.edits import FEW_MUSCLES, MANY_MUSCLES, least_minutes, timed_units
from models.coverage.fact_book import FactBook
from models.reply import Line
from models.understanding.question import Question
from models.wording import phrases
from models.wording.code_pairs import spelled


def are_apart(question: Question) -> bool:
    """Whether minutes of needling are among others, or stand beside them."""
    beside = question.needling_minutes is not None and question.minutes is not None
    return beside or question.minutes_mixed


def minutes_apart(
    question: Question, timed: Sequence[Code], untimed: Sequence[Code]
) -> Iterator[Line]:
    """The units of the timed minutes, without those of needling, which is not timed."""
    minutes, needling = question.minutes or 0, question.needling_minutes
    all_needling = all(code.kind is CodeKind.DRY_NEEDLING for code in untimed)
    names = "Needling" if all_needling else spelled([code.code for code in untimed], "and")
    is_, its = ("is", "its") if all_needling or len(untimed) == 1 else ("are", "their")
    cites = untimed[0].says.cites if untimed else ()
    if needling is not None:
        yield _untimed(needling, cites)
        if question.minutes is not None:
            yield all_minutes(minutes, timed)
    elif untimed and question.minutes_mixed:
        yield Line(
            f"{names} {is_} not timed: take {its} minutes out of the {minutes} first. How many are "
            "left for the timed codes? That number is needed.",
            cites,
        )
        yield from _asked_units(question, minutes, timed)
        yield from (Line(said.says, said.cites) for said in timed[0].units[:1])
    else:
        if untimed:
            yield Line(f"{names} {is_} not timed, and {its} minutes do not count.", cites)
        yield all_minutes(minutes, timed)


def _untimed(minutes: int, cites: tuple[str, ...]) -> Line:
    """That the minutes of needling make no unit, and that its code is one all the same."""
    told = f"Needling is not timed: its {minutes} minutes do not count."
    return Line(f"{told} Its code is one unit, beside the timed ones.", cites)


def minutes_of_needling(question: Question, codes: Sequence[str], book: FactBook) -> Iterator[Line]:
    """The same where only codes of needling are named, and the other work is not."""
    needling = [book.codes[code] for code in codes if code in {FEW_MUSCLES, MANY_MUSCLES}]
    if not needling and question.needling_minutes is not None:  # "12 needling, 15 therex"
        needling = [book.codes[FEW_MUSCLES]]
    timed = timed_therapy(book)
    if not needling or not timed:
        return
    if question.needling_minutes is None:
        yield from minutes_apart(question, timed, needling)
        return
    count = phrases.count(timed_units(question.minutes or 0), "unit")
    yield _untimed(question.needling_minutes, needling[0].says.cites)
    yield Line(
        f"If the other {question.minutes} minutes were all timed work, they make {count} under "
        "Medicare's 8-minute rule.",
        timed[0].units[0].cites,
    )


def _asked_units(question: Question, minutes: int, timed: Sequence[Code]) -> Iterator[Line]:
    """What units that are typed beside timed codes need."""
    own = dict(question.units_of)
    if own.keys().isdisjoint(code.code for code in timed):
        return
    number = sum(own.get(code.code, 1) for code in timed)  # a code by itself is one unit
    least = least_minutes(number)
    left = minutes - least
    room = (
        f"{f'at most {left}' if left else 'none'} of the {minutes} may be other work"
        if left >= 0
        else f"{minutes} are too few"
    )
    yield Line(
        f"{phrases.count(number, 'timed unit')} need at least {least} timed minutes: {room}.",
        timed[0].units[0].cites,
    )
