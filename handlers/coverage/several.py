"""Several payers asked about at once: a small table, each row with its verdict."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from handlers.coverage.clarify import again
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.reply import Choice, Line, Reply
from models.understanding.question import Question
from models.wording import phrases

_MOST_CHOICES = 5


def say(question: Question, book: FactBook, answer: Callable[[Question], Reply]) -> Reply:
    """One row for each payer that was named; `answer` gives the whole card of one of them."""
    rows, choices = [], []
    for payers in question.payers_apart:
        if len(payers) > 1:
            rows.append(Line(_unclear(payers)))
            continue
        alone = replace(question, payers=payers, payers_apart=())
        reply = answer(alone)
        verdict = f"{reply.badge.words}. " if reply.badge else ""
        rows.append(Line(f"{payers[0].name}: {verdict}{_first_sentence(reply)}"))
        choices.append(Choice(payers[0].name, again(alone, payers[0], book)))
    about = ", ".join(question.codes) or "dry needling"
    return Reply(
        headline=f"{len(rows)} payers · {about}",
        lines=tuple(rows),
        choices=tuple(choices[:_MOST_CHOICES]),
        small_print=phrases.NOT_A_GUARANTEE,
    )


def _first_sentence(reply: Reply) -> str:
    return reply.lines[0].text if reply.lines else ""


def _unclear(payers: Sequence[Payer]) -> str:
    names = phrases.either([payer.name for payer in payers[:4]])
    return f"{names}: which of them? Ask for each by its name."
