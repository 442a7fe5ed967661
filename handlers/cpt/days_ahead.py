"""A day of service that lies ahead: nothing is billed for it yet, and a year may change codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handlers.cpt.valid_days import asked_day, is_valid
from models.coverage.aspect import Aspect
from models.coverage.code import Code
from models.coverage.fact_book import FactBook
from models.reply import Line, Reply
from models.understanding.question import Question
from models.wording import phrases


def dated(codes: Question, question: Question, today: date) -> Question:
    """What is asked of codes, for the day to come that the whole question names: "tomorrow"."""
    if codes.on or codes.year or question.on is None or question.on <= today:
        return codes
    return codes._replace(on=question.on, until=question.until)


def led(
    reply: Reply, question: Question, codes: Sequence[str], today: date, book: FactBook
) -> Reply:
    """The card of codes, led by what can be said of a day that is still to come."""
    first = question.on or (date(question.year, 1, 1) if question.year else today)
    held = [book.codes[code] for code in codes if code in book.codes]
    if first <= today or not held or Aspect.PRICE in question.aspects:
        return reply
    told = _not_read(held, first.year) if first.year > today.year else _ahead(held, question)
    valid = {is_valid(code, code.valid.first) for code in held if code.valid.first}
    return replace(reply, lines=(told, *(line for line in reply.lines if line not in valid)))


def _not_read(held: Sequence[Code], year: int) -> Line:
    """That the codes of a year to come were not read."""
    return Line(
        f"Not known yet: I hold no last day of {_names(held)}, and the code set of {year} was "
        "not read. Check the AMA's release or your software before you bill.",
        held[0].says.cites,
    )


def _ahead(held: Sequence[Code], question: Question) -> Line:
    """That nothing is billed yet for a day to come of this year."""
    are = "is" if len(held) == 1 else "are"
    return Line(
        f"{phrases.sentence(asked_day(question))} lies ahead: bill it after the visit, for "
        f"what was done. {_names(held)} {are} valid today.",
        held[0].says.cites,
    )


def _names(held: Sequence[Code]) -> str:
    return phrases.either([code.code for code in held], "and")
