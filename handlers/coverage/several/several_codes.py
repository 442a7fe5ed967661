"""Several codes asked of one payer that it rules apart: a small table, a row for each answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from handlers.coverage import clarify
from handlers.coverage.card import cautions
from handlers.coverage.card.card import taken_for
from handlers.coverage.several import payer_rows
from handlers.cpt import valid_days
from handlers.share.share_button import shareable
from models.clinic.rules_in_force import ClinicRules
from models.coverage.aspect import Aspect
from models.coverage.fact_book import FactBook
from models.reply import Choice, Reply
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


def say(question: Question, book: FactBook, answer: Callable[[Question], Reply]) -> Reply | None:
    """The card of the leading codes, with a row for each answer; none where all have the same.

    `answer` gives the whole card of one code. There is no table where a card asks something back,
    or where a code did not exist on the day of service.
    """
    payer = question.payers[0]
    alone = question._replace(guessed_from="")
    known = [code for code in question.codes if code in book.codes]
    replies = {code: answer(alone._replace(codes=(code,))) for code in known}
    is_told_of_days = any(valid_days.before_any(question, book))
    if is_told_of_days or any(reply.badge is None for reply in replies.values()):
        return None
    alike = _alike({code: payer_rows.answered(code, replies[code], book) for code in replies})
    if len(alike) == 1:
        return None
    lead = next((c for c, row in alike.items() if row.verdict != verdict_rows.UNKNOWN), known[:1])
    leading = replies[lead[0]]
    rows = {codes: replace(row, name=phrases.either(codes, "and")) for codes, row in alike.items()}
    reply = replace(
        leading,
        headline=leading.headline.replace(lead[0], ", ".join(lead), 1),
        lines=(*taken_for(question), *leading.lines),
        tables=(verdict_rows.tabled(f"What {payer.name} says", "Codes", rows.values(), book),),
        sections=verdict_rows.said(row for codes, row in rows.items() if codes != tuple(lead)),
        cautions=(*cautions.not_held(question, book), *leading.cautions),
        choices=tuple(
            Choice(
                f"{phrases.either(codes, 'and')} alone",
                clarify.again(question._replace(codes=codes), payer, book),
            )
            for codes in list(alike)[:_MOST_CHOICES]
        ),
        about=tuple(dict.fromkeys(fact for each in replies.values() for fact in each.about)),
    )
    asked = clarify.understood(question, payer, book)
    reply = sourced(reply, book)
    return shareable(reply, asked, is_understood=question.is_understood, about=reply.about)


def _alike(rows: Mapping[str, VerdictRow]) -> dict[tuple[str, ...], VerdictRow]:
    """The row of the first of the codes that share a verdict, its dates and its sources."""
    groups: dict[VerdictRow, list[str]] = {}
    for code, row in rows.items():
        groups.setdefault(replace(row, name="", says=""), []).append(code)
    return {tuple(codes): rows[codes[0]] for codes in groups.values()}
