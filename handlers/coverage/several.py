"""Several payers asked about at once: a small table, each row with its verdict."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from handlers.coverage.card import not_used
from handlers.coverage.clarify import again
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer, PayerKind
from models.coverage.position import Verdict
from models.reply import Choice, Line, Reply
from models.understanding.decisive import ORDER
from models.understanding.question import Question
from models.wording import phrases

_MOST_CHOICES = 5
_MOST_ROWS = 5

_ORDER = Line(
    "Which pays first depends on the patient: ask both plans for the order of benefits. "
    "Bill the first, then the second with the first one's remittance."
)
_WHICH_FIRST = Choice("Which plan first", "/ask Which of two plans do I bill first?")


def say(question: Question, book: FactBook, answer: Callable[[Question], Reply]) -> Reply:
    """One row for each payer that was named; `answer` gives the whole card of one of them."""
    rows, choices = [], []
    for payers in question.payers_apart:
        if len(payers) > 1:
            rows.append(Line(_unclear(payers)))
            continue
        alone = question._replace(payers=payers, payers_apart=())
        rows.append(_row(payers[0], answer(alone), book))
        choices.append(Choice(payers[0].name, again(alone, payers[0], book)))
    about = ", ".join(question.codes) or "dry needling"
    is_order = ORDER in question.decisive
    return Reply(
        headline=f"{len(rows)} payers · {about}",
        lines=(*((_ORDER,) if is_order else ()), *rows),
        choices=(*((_WHICH_FIRST,) if is_order else ()), *choices[:_MOST_CHOICES]),
        small_print=phrases.NOT_A_GUARANTEE,
    )


def are_few(question: Question, book: FactBook) -> bool:
    """Whether one name fits so few payers that all their answers are told at once."""
    if question.unknown_payer or question.payers_apart or question.other_service:
        return False
    held = any(book.positions_of(payer.id) for payer in question.payers)
    return held and 1 < len(question.payers) <= _MOST_ROWS


def say_plans(question: Question, book: FactBook, answer: Callable[[Question], Reply]) -> Reply:
    """One row for each payer that a shared name fits: which plan it is, the reader knows."""
    question = question._replace(guessed_from="")
    plans = sorted(question.payers, key=lambda payer: payer.name)
    answers = {plan.id: answer(question._replace(payers=(plan,))) for plan in plans}
    apart = question._replace(payers_apart=tuple((plan,) for plan in plans))
    reply = say(apart, book, lambda alone: answers[alone.payers[0].id])
    decided = any(map(_is_decided, answers.values()))
    return replace(
        reply,
        headline="Which plan do you mean?" if decided else "I hold no decision of any of its plans",
        badge=None if decided else phrases.VERDICTS[Verdict.UNKNOWN],
        lines=(*reply.lines, Line("If it is none of these, name the plan in full.")),
        cautions=not_used(question),
    )


def _is_decided(reply: Reply) -> bool:
    undecided = {phrases.VERDICTS[verdict] for verdict in (Verdict.UNKNOWN, Verdict.SILENT)}
    return reply.badge is not None and reply.badge not in undecided


def _row(payer: Payer, reply: Reply, book: FactBook) -> Line:
    if payer.kind is PayerKind.NETWORK:
        return Line(f"{payer.name}: a network, which decides nothing. Find the payer on the card.")
    if not book.positions_of(payer.id):
        return Line(f"{payer.name}: Unknown. I hold no facts on it.")
    verdict = f"{reply.badge.words}. " if reply.badge else ""
    return Line(f"{payer.name}: {verdict}{reply.lines[0].text if reply.lines else ''}")


def _unclear(payers: Sequence[Payer]) -> str:
    if len(payers) > _MOST_ROWS:
        return "One of the names fits many payers: ask with the state or the company."
    names = phrases.either([payer.name for payer in payers])
    return f"{names}: which of them? Ask for each by its name."
