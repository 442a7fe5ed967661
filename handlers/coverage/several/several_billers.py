"""Several professions that may bill, asked of one payer: a small table, a row for each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from handlers.coverage import clarify
from handlers.coverage.several import payer_rows
from models.coverage import profession
from models.coverage.aspect import Aspect
from models.coverage.fact_book import FactBook
from models.reply import Choice, Reply
from models.understanding.question import Question
from models.wording import verdict_rows
from models.wording.sourced import sourced


def are_asked(question: Question) -> bool:
    """Whether nothing but coverage is asked of several who may bill."""
    is_more = bool(question.decisive or set(question.aspects) - {Aspect.COVERED})
    return not is_more and len(question.professions) > 1


def say(question: Question, book: FactBook, answer: Callable[[Question], Reply]) -> Reply | None:
    """The card of the first of them, with a row for each; None where a card asks something back.

    `answer` gives the whole card of one. It is not shared as the answer of the first alone.
    """
    payer = question.payers[0]
    asked = {
        who: question._replace(profession=who, professions=(who,)) for who in question.professions
    }
    replies = {who: answer(alone) for who, alone in asked.items()}
    if any(reply.badge is None for reply in replies.values()):
        return None
    rows = [
        payer_rows.answered(profession.IN_SHORT[who], reply, book) for who, reply in replies.items()
    ]
    reply = replace(
        next(iter(replies.values())),
        tables=(verdict_rows.tabled(f"What {payer.name} says", "Who bills", rows, book),),
        sections=verdict_rows.said(rows[1:]),
        choices=tuple(
            Choice(f"If {profession.IN_SHORT[who]} bills", clarify.again(alone, payer, book))
            for who, alone in asked.items()
        ),
        canonical="",
        details_command="",
        is_understood=False,
    )
    return sourced(reply, book)
