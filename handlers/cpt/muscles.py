"""Words which code counted muscles make, and what is not settled of those on both sides."""

from __future__ import annotations

from collections.abc import Iterator

from models.coverage.edits import FEW_MUSCLES, MANY_MUSCLES, needling_code
from models.coverage.fact_book import FactBook
from models.reply import Choice, Line
from models.understanding.codes.billing_questions import CodeMatter
from models.understanding.question import Question
from models.wording import phrases
from models.wording.sourced import lines

_COUNTING = "muscles"  # the topic on how they are counted
_NO_PARTS = Line(
    "No source here counts heads or parts of one muscle apart: ask the payer before you do."
)
_FEW = 2  # muscles
_INJECTIONS = frozenset({"20552", "20553"})

BOTH = frozenset({FEW_MUSCLES, MANY_MUSCLES})
"""The codes between which the number of muscles chooses."""


def lines_of(question: Question, book: FactBook) -> Iterator[Line]:
    """The code that counted muscles make, and whether a typed one fits."""
    named = set(question.codes)
    if _INJECTIONS & named and {FEW_MUSCLES, MANY_MUSCLES} & named:
        return  # which of the muscles were injected is not told
    if question.unknown_muscles:
        yield _unknown(question.unknown_muscles, book)
    if question.at_levels:
        yield from _levels(book)
    elif question.both_sides:
        yield from _sides(question, book)
    elif question.muscles:
        yield _of_count(question, question.muscles, book)
        yield from _if_the_same(question.muscles, question.fewest_muscles)
    if CodeMatter.PARTS in question.matters:
        yield from _parts(question, book)
    if question.named_muscles:
        yield Line(f"I counted {phrases.either(question.named_muscles, 'and')}.")


def _parts(question: Question, book: FactBook) -> Iterator[Line]:
    """That heads are not counted apart; many muscles without names may be those of a group."""
    if not question.named_muscles and question.muscles and question.muscles > _FEW:
        return
    yield _NO_PARTS
    if not question.muscles:
        yield from lines(book.topics[_COUNTING].answer[1:2])


def _unknown(names: tuple[str, ...], book: FactBook) -> Line:
    """That a list holds words that are no muscle's here, and may be one's."""
    few, many = book.codes[FEW_MUSCLES], book.codes[MANY_MUSCLES]
    told = phrases.either([f"“{name}”" for name in names], "and")
    return Line(
        f"I do not know {told} as a muscle. Count the muscles that were needled: one or two make "
        f"{few.code}, three or more {many.code}.",
        few.units[0].cites,
    )


def _of_count(question: Question, number: int, book: FactBook) -> Line:
    if injected := _injected(question, number, book):
        return injected
    right = needling_code(number)
    cites = book.codes[right].says.cites
    typed = {FEW_MUSCLES, MANY_MUSCLES} & set(question.codes) - {
        code for group in question.described for code in group
    }
    count = phrases.count(number, "muscle")
    make = "makes" if number == 1 else "make"
    if len(typed) > 1:
        return Line(f"{count}: {right} alone, one unit for the session.", cites)
    if typed and right not in typed:
        return Line(f"No: {count} {make} {right}, not {min(typed)}. One unit.", cites)
    if typed:
        return Line(f"Yes: {count} {make} {right}, one unit for the session.", cites)
    return Line(f"{count}: {right}, one unit for the session.", cites)


def _injected(question: Question, number: int, book: FactBook) -> Line | None:
    """The code of trigger point injections that counted muscles make, where one is typed."""
    typed = _INJECTIONS & set(question.codes)
    if not typed or {FEW_MUSCLES, MANY_MUSCLES} & set(question.codes):
        return None
    right = "20552" if number <= _FEW else "20553"
    count, make = phrases.count(number, "muscle"), "makes" if number == 1 else "make"
    start = "Yes" if right in typed else "No"
    wrong = "" if right in typed else f", not {min(typed)}"
    says = f"{start}: {count} injected {make} {right}{wrong}, once per patient per day."
    return Line(says, book.codes[right].says.cites)


_UNSETTLED = "Whether one muscle left and right counts once or twice, no source here says"


def _if_the_same(number: int, fewest: int | None) -> Iterator[Line]:
    """That muscles of two sides were taken for different ones, where that decides the code."""
    if fewest and needling_code(fewest) != needling_code(number):
        yield Line(f"That is if all of them are different muscles. {_UNSETTLED}: ask the payer.")


def _levels(book: FactBook) -> Iterator[Line]:
    """What a muscle at several levels of the spine makes: no source counts levels."""
    few, many = book.codes[FEW_MUSCLES], book.codes[MANY_MUSCLES]
    yield Line(
        "Whether one muscle at several spinal levels counts once or once a level, no source here "
        "says: ask the payer."
    )
    yield Line(
        f"Counted once, one or two muscles make {few.code} at any number of levels. Counted at "
        f"each level, three or more make {many.code}. Never both.",
        few.units[0].cites,
    )


def _sides(question: Question, book: FactBook) -> Iterator[Line]:
    """What muscles of both sides make: no source says whether one of them counts once or twice."""
    few, many = book.codes[FEW_MUSCLES], book.codes[MANY_MUSCLES]
    cites = few.units[0].cites
    number = question.muscles
    if not number:
        yield Line(
            "Both sides are one line: count the muscles of both together. One or two make "
            f"{few.code}, three or more {many.code}.",
            cites,
        )
        yield Line(f"{_UNSETTLED}: ask the payer.")
        return
    once, twice = needling_code(number), needling_code(2 * number)
    if once == twice:
        yield Line(f"{once} either way, one unit for both sides together.", cites)
        yield Line(f"{_UNSETTLED}. Here it does not matter.")
        return
    count = phrases.count(number, "muscle")
    yield Line(f"{_UNSETTLED}: ask the payer.")
    double = f"{number + 1} or {2 * number}"  # one of them may be of one side alone
    yield Line(f"Counted once it is {count}: {once}. Counted twice it is {double}: {twice}.", cites)


def on_counting(question: Question, book: FactBook) -> tuple[Choice, ...]:
    """A button to how muscles are counted, where needles are to be."""
    topic = book.topics.get(_COUNTING)
    if topic is None or CodeMatter.NEEDLES not in question.matters:
        return ()
    return (Choice(topic.question, f"/ask {topic.question}"),)
