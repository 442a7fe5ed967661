"""Words whether a code is valid on a day of service, and which codes stood for it before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from models.amended import amended
from models.coverage.aspect import Aspect
from models.coverage.code import Code, CodeKind
from models.coverage.edits import FEW_MUSCLES, MANY_MUSCLES, EditTable
from models.coverage.fact_book import FactBook
from models.coverage.topic import Topic
from models.reply import Line, Reply
from models.understanding.question import Question
from models.understanding.reading import Reading
from models.wording import phrases

_ONE_QUARTER = timedelta(days=91)  # a table begins with its quarter
_OLD = "old_code"  # the topic on codes before 2020
_KEEPING = "keep_records"  # the year of what is kept is no day of a claim
_FAR_BACK = "far back"
_UNITS = "mue"  # the dispute on units a day
_EXISTS = frozenset("real valid exist existed exists active".split())
_OF_MEDICARE = date(2020, 1, 21)  # from then on Medicare's schedule lists them as active


def before_first(question: Question, codes: Sequence[str], book: FactBook) -> Iterator[Line]:
    """That codes are not valid on a day or in a year before their first one."""
    known = [book.codes[code] for code in codes if code in book.codes]
    early = [code for code in known if _is_before(question, code)]
    for first in dict.fromkeys(code.valid.first for code in early):
        alike = [code for code in early if code.valid.first == first]
        names = phrases.either([code.code for code in alike], "and")
        start, are = ("starts", "it is") if len(alike) == 1 else ("start", "they are")
        since = phrases.day(first) if first else ""
        yield Line(
            f"No: {names} {start} on {since}, so {are} not valid for {asked_day(question)}.",
            alike[0].says.cites,
        )
    if any(code.kind is CodeKind.DRY_NEEDLING for code in early):
        yield from unlisted(book)


def before_any(question: Question, book: FactBook) -> Iterator[Line]:
    """As `before_first`, of the codes that are typed, and of needling's own where none is."""
    yield from before_first(question, question.codes or (FEW_MUSCLES, MANY_MUSCLES), book)


def is_of_old_codes(question: Question, codes: Sequence[str], book: FactBook) -> bool:
    """Whether unlisted codes are asked about for a day before needling had its own."""
    unlisted = any(c in book.codes and book.codes[c].kind is CodeKind.UNLISTED for c in codes)
    needling = book.codes.get(FEW_MUSCLES)
    return bool(unlisted and needling and _is_before(question, needling))


def asked(question: Question, codes: Sequence[str], book: FactBook) -> Iterator[Line]:
    """Whether codes are valid on the day or in the year that is asked."""
    dated = question.year and Aspect.DATES in question.aspects
    if question.on is None and not (dated or is_of_old_codes(question, codes, book)):
        return
    on = question.on or date(question.year or 0, 12, 31)
    for code in (book.codes[code] for code in codes if code in book.codes):
        first = code.valid.first
        yield from _of_code(code, on, question, book)
        if first and first <= on < _OF_MEDICARE and code.kind is CodeKind.DRY_NEEDLING:
            yield from _of_topic(book, "Medicare first")


def _of_code(code: Code, on: date, question: Question, book: FactBook) -> Iterator[Line]:
    """Whether a code is valid on the day that is asked, or on the last one of the year."""
    first = code.valid.first
    if code.kind is CodeKind.UNLISTED:
        yield from _of_unlisted(code, question, book)
    elif first is None:
        day = asked_day(question)
        yield Line(f"I hold no first day of {code.code}, so nothing on {day} itself.")
    elif question.on == first:
        yield Line(
            f"Yes, from that very day: {code.code} is for dates of service from "
            f"{phrases.day(first)}.",
            code.says.cites,
        )
    elif on > first:
        yield is_valid(code, first)
    elif not _is_before(question, code):
        yield Line(f"Only from {phrases.day(first)}: {code.code}.", code.says.cites)


def is_valid(code: Code, first: date) -> Line:
    """That a code is valid since its first day."""
    return Line(f"Yes: {code.code} is valid since {phrases.day(first)}.", code.says.cites)


def led_by_validity(reply: Reply, reading: Reading, book: FactBook) -> Reply:
    """The list of who paid on a day, led by whether the code was valid: "was it even real yet"."""
    if reading.words.isdisjoint(_EXISTS):
        return reply
    told = (*before_first(reading.question, reading.question.codes, book),)
    told = told or (*asked(reading.question, reading.question.codes, book),)
    return amended(reply, lines=(*told[:1], *reply.lines))


def of_table(question: Question, book: FactBook) -> Iterator[Line]:
    """That the edits are of another quarter than the day that is asked."""
    table = book.edits
    if table and is_of_another_table(question, table):
        held = phrases.day(table.as_of)
        yield Line(f"The edits held are of {held}: look up those of {asked_day(question)}.")


def is_of_another_table(question: Question, table: EditTable) -> bool:
    """Whether a day or a year is asked for which the table of edits and units says nothing."""
    if question.on is None:
        return question.year is not None and question.year != table.as_of.year
    first, last = question.on, question.until or question.on
    return last < table.as_of or first > table.as_of + _ONE_QUARTER


def beside_old_claims(reply: Reply, topic: Topic, reading: Reading, book: FactBook) -> Reply:
    """A topic on a claim for needling of before 2020, with the code of that time.

    What the topic says of how far back somebody may look is told too.
    """
    needling = book.codes.get(FEW_MUSCLES)
    is_of_that_time = topic.id in {_OLD, _KEEPING}
    if needling is None or is_of_that_time or not reading.may_type_a_code:  # nor a year
        return reply
    question = reading.codes
    codes = (*question.codes, *([FEW_MUSCLES] if question.for_needling else ()))
    is_of_needling = {FEW_MUSCLES, MANY_MUSCLES} & {*codes} or is_of_old_codes(
        question, codes, book
    )
    if not (_is_before(question, needling) and is_of_needling):
        return reply
    back = [Line(s.says, s.cites) for s in topic.details if _FAR_BACK in s.says.lower()]
    told = (*reply.lines[:1], *unlisted(book), *back, *reply.lines[1:])
    return replace(reply, lines=tuple(dict.fromkeys(told)))


def units_before(code: Code, question: Question, book: FactBook) -> Iterator[Line]:
    """What is held of the units of needling in their first year."""
    year = question.on.year if question.on else question.year
    dispute = next((d for d in book.disputes if d.id == _UNITS and code.code in d.codes), None)
    sides = dispute.sides if dispute and code.valid.first and year == code.valid.first.year else ()
    yield from (Line(side.says, side.cites) for side in sides if not side.holds)


def _is_before(question: Question, code: Code) -> bool:
    first = code.valid.first
    last = question.until or question.on
    if first is None:
        return False
    return (last is not None and last < first) or bool(
        last is None and question.year and question.year < first.year
    )


def asked_day(question: Question) -> str:
    """The day, days or year that a question names."""
    if question.on is None:
        return str(question.year)
    if question.until and question.until != question.on:
        return f"{phrases.day(question.on)} to {phrases.day(question.until)}"
    return phrases.day(question.on)


def _of_unlisted(code: Code, question: Question, book: FactBook) -> Iterator[Line]:
    needling = book.codes.get(FEW_MUSCLES)
    if needling is None or needling.valid.first is None:
        return
    since = phrases.day(needling.valid.first)
    if _is_before(question, needling):
        day = asked_day(question)
        text = (
            f"For dry needling before {since} {code.code} was advised, so for {day} too. "
            "What the payer took then is the payer's to say."
        )
    else:
        text = f"Not for dry needling: since {since} that is 20560 or 20561."
    yield Line(text, code.says.cites)


def unlisted(book: FactBook) -> Iterator[Line]:
    """Which unlisted codes stood for needling before 2020."""
    yield from _of_topic(book, "20999")


def _of_topic(book: FactBook, words: str) -> Iterator[Line]:
    topic = book.topics.get("codes")
    said = [s for s in topic.details if words in s.says] if topic else []
    yield from (Line(s.says, s.cites) for s in said)
