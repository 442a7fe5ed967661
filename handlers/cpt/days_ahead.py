"""A day of service that lies ahead: nothing is billed for it yet, and a year may change codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handlers.cpt.valid_days import VALID, asked_day
from models.coverage.aspect import Aspect
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
    names = phrases.either([code.code for code in held], "and")
    is_one = len(held) == 1
    if first.year > today.year:
        told = Line(
            f"Not known yet: I hold no last day of {names}, and the code set of {first.year} was "
            "not read. Check the AMA's release or your software before you bill.",
            held[0].says.cites,
        )
    else:
        told = Line(
            f"{phrases.sentence(asked_day(question))} lies ahead: bill it after the visit, for "
            f"what was done. {names} {'is' if is_one else 'are'} valid today.",
            held[0].says.cites,
        )
    lines = (line for line in reply.lines if VALID not in line.text)
    return replace(reply, lines=(told, *lines))
