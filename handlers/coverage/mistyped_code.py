"""A code that a slip of the finger made of a needling code: what holds if that one was meant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from handlers.cpt.mistyped_codes import resembling
from models.coverage.code import CodeKind
from models.coverage.fact_book import FactBook
from models.reply import Choice, Line, Reply
from models.understanding.question import Question


def of_needling(question: Question, book: FactBook) -> str:
    """The needling code that swapped digits made of the one code that is asked of; else nothing."""
    if len(question.codes) != 1 or question.codes[0] in book.codes or not question.payers:
        return ""
    typed = question.codes[0]
    swapped = [code for code in resembling(typed, book) if sorted(code) == sorted(typed)]
    needling = [code for code in swapped if book.codes[code].kind is CodeKind.DRY_NEEDLING]
    return needling[0] if len(needling) == 1 else ""


def asked_back(question: Question, meant: str, answer: Callable[[Question], Reply]) -> Reply:
    """The question whether that code was meant, and what the payer says of it: no verdict."""
    told = answer(question._replace(codes=(meant,)))
    verdict = f"{told.badge.words}. " if told.badge else ""
    first = (Line(f"If {meant}: {verdict}{line.text}", line.cites) for line in told.lines[:1])
    asked = Line(f"I have no facts on “{question.codes[0]}”. Did you mean {meant}?")
    others = [choice for choice in told.choices if not choice.command.startswith("/share")]
    meant_so = [Choice(told.headline, told.canonical)] if told.canonical else []
    return replace(
        told,
        badge=None,
        lines=(asked, *first, *told.lines[1:]),
        choices=(*meant_so, *others),
        canonical="",
    )
