"""Several codes asked of one payer that it rules apart: a small table, a row for each answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from handlers.coverage import cautions, clarify, licensing, payer_rows
from handlers.coverage.card import days_asked
from handlers.coverage.card_title import titled
from handlers.cpt import valid_days
from models.clinic.rules_in_force import ClinicRules
from models.coverage.aspect import Aspect
from models.coverage.fact_book import FactBook
from models.reply import Choice, Line, Reply
from models.understanding.question import Question
from models.wording import phrases, verdict_rows
from models.wording.sourced import sourced
from models.wording.verdict_rows import VerdictRow

_MOST_CHOICES = 4


def are_asked(question: Question, book: FactBook, rules: ClinicRules) -> bool:
    """Whether nothing but coverage is asked of several codes that the book knows.

    What is told beside a payer without facts, of its state's program, is no row of its own.
    """
    payer = question.payers[0]
    if not (book.positions_of(payer.id) or rules.of_payer(payer.id)):
        return False
    is_more = bool(question.decisive or set(question.aspects) - {Aspect.COVERED})
    return not is_more and sum(code in book.codes for code in question.codes) > 1


def say(
    question: Question, book: FactBook, answer: Callable[[Question], Reply], today: date
) -> Reply | None:
    """A row for each answer, with the codes that have it; none where all codes have the same.

    `answer` gives the whole card of one code. A code whose card asks something back needs a
    question of its own, and then there is no table either.
    """
    payer = question.payers[0]
    known = [code for code in question.codes if code in book.codes]
    replies = {code: answer(question._replace(codes=(code,))) for code in known}
    if any(reply.badge is None for reply in replies.values()):
        return None
    alike = _alike({code: payer_rows.answered(code, replies[code], book) for code in replies})
    if len(alike) == 1:
        return None
    rows = [replace(row, name=phrases.either(codes, "and")) for codes, row in alike.items()]
    first, *others = sorted(rows, key=lambda row: row.verdict == verdict_rows.UNKNOWN)
    reply = Reply(
        headline=" · ".join(
            [titled(payer, question), ", ".join(question.codes), *days_asked(question)]
        ),
        lines=(
            *valid_days.before_any(question, book),
            Line(f"{first.name}: {first.says}", first.cites),
            *licensing.in_state(question, (payer,), None, book),
        ),
        tables=(verdict_rows.tabled(f"What {payer.name} says", "Codes", rows, book),),
        sections=verdict_rows.said(others),
        cautions=(*cautions.not_held(question, book), *cautions.in_short(question, today)),
        choices=tuple(
            Choice(
                f"{phrases.either(codes, 'and')} alone",
                clarify.again(question._replace(codes=codes), payer, book),
            )
            for codes in list(alike)[:_MOST_CHOICES]
        ),
        small_print=phrases.NOT_A_GUARANTEE,
    )
    return sourced(reply, book)


def _alike(rows: Mapping[str, VerdictRow]) -> dict[tuple[str, ...], VerdictRow]:
    """The row of the first of the codes that share a verdict, its dates and its sources."""
    groups: dict[VerdictRow, list[str]] = {}
    for code, row in rows.items():
        groups.setdefault(replace(row, name="", says=""), []).append(code)
    return {tuple(codes): rows[codes[0]] for codes in groups.values()}
