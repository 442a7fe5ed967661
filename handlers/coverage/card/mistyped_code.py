"""A code that a slip of the finger made of a needling code: what holds if that one was meant."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from handlers.cpt.mistyped_codes import resembling
from models.coverage.code import CodeKind
from models.coverage.fact_book import FactBook
from models.reply import Choice, Line, Reply
from models.understanding.question import Question

_LONG = re.compile(r"[0-9]{6}")


def of_needling(question: Question, book: FactBook) -> str:
    """The needling code that was typed with its digits swapped, or with one too many."""
    typed = _typed(question)
    if typed in book.codes or not (typed and question.payers):
        return ""
    is_long = not question.codes
    near = resembling(typed, book)
    swapped = [code for code in near if is_long or sorted(code) == sorted(typed)]
    needling = [code for code in swapped if book.codes[code].kind is CodeKind.DRY_NEEDLING]
    return needling[0] if len(needling) == 1 else ""


def _typed(question: Question) -> str:
    """The one code that is asked of, or a number with a digit too many to be one."""
    long = [word for word in question.unused if _LONG.fullmatch(word)]
    typed = question.codes or long
    return typed[0] if len(typed) == 1 else ""


def asked_back(question: Question, meant: str, answer: Callable[[Question], Reply]) -> Reply:
    """The question whether that code was meant, and what the payer says of it: no verdict."""
    told = answer(question._replace(codes=(meant,)))
    verdict = f"{told.badge.words}. " if told.badge else ""
    first = (Line(f"If {meant}: {verdict}{line.text}", line.cites) for line in told.lines[:1])
    asked = Line(f"I have no facts on “{_typed(question)}”. Did you mean {meant}?")
    others = [choice for choice in told.choices if not choice.command.startswith("/share")]
    meant_so = [Choice(told.headline, told.canonical)] if told.canonical else []
    return replace(
        told,
        badge=None,
        lines=(asked, *first, *told.lines[1:]),
        choices=(*meant_so, *others),
        canonical="",
    )
