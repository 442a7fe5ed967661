"""What holds before a patient is charged, by the payer that a question names: it leads the topic.

A contract may let a commercial plan's member pay. With Medicaid, workers' compensation and the VA
other rules hold, and nobody is to take the general answer for theirs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from models.coverage.duty import CashVisit, Duty, DutyPart, owed
from models.coverage.fact_book import FactBook
from models.coverage.payer import LineOfBusiness, Payer
from models.coverage.topic import Topic
from models.reply import Line, Reply, Section
from models.understanding.question import Question
from models.understanding.reading import Reading
from models.understanding.topics.topic_lines import ids_of
from models.wording import cash as wording
from models.wording.sourced import sourced

_PROGRAMS = frozenset({LineOfBusiness.MEDICAID, LineOfBusiness.WORKERS_COMPENSATION})
"""Of these no contract alone decides what a patient may be charged."""

_ABN = "ABN"
_NEARLY_ALL = 0.9


def led(
    reply: Reply, topic: Topic, payers: Sequence[Payer], reading: Reading, book: FactBook
) -> Reply:
    """The card of a topic on charging, led by what holds of these payers; the rest is folded."""
    is_their_own = not ids_of(payers).isdisjoint(topic.payers)
    if not topic.charges or is_their_own or not payers:
        return reply
    told = of_payers(payers, reading.question, reading.today, book)
    if told is None:
        return reply
    lines = (wording.NO_ABN, told) if _ABN in topic.question else (told,)
    others = Section("Of other plans, in general", (*reply.lines, *reply.cautions))
    card = replace(reply, lines=lines, cautions=(), sections=(others, *reply.sections))
    return sourced(card, book)


def of_payers(
    payers: Sequence[Payer], question: Question, today: date, book: FactBook
) -> Line | None:
    """What holds of charging the patients of these payers alone; None where a contract decides.

    Of several plans of one patient the program's rule is told: it binds whatever the other allows.
    """
    on = question.on or today
    named = question.payers_apart or (tuple(payers),)
    told = (_of_one(group, question, on, book) for group in named)
    return next(filter(None, told), None)


def _of_one(payers: Sequence[Payer], question: Question, on: date, book: FactBook) -> Line | None:
    """The same of one payer, or of all that one name fits."""
    lines = {question.line} if question.line else _lines(payers)
    only = payers[0] if len(payers) == 1 else None
    visit = CashVisit(payers[0], (*lines,), question.profession, on)
    duties = owed(book.duties, DutyPart.CHARGE, visit)
    own = next((duty for duty in duties if duty.payers), None)
    if only and own:
        return _line(own)
    if len(lines) != 1 or not lines <= _PROGRAMS:
        return None
    of_line = next((duty for duty in duties if not duty.payers), None)
    return _line(of_line) if of_line else wording.charge_worker(only.name if only else "")


def _lines(payers: Sequence[Payer]) -> set[LineOfBusiness]:
    """Their lines of business; of the many that one name fits, as "medicaid", of nearly all."""
    held = Counter(line for payer in payers for line in payer.lines)
    return {line for line, number in held.items() if number >= _NEARLY_ALL * len(payers)}


def _line(duty: Duty) -> Line:
    return Line(duty.says, duty.cites)
