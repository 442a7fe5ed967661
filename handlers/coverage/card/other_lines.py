"""Plans of the same name but of another line of business: "Wellcare" alone is Medicaid's too."""

from __future__ import annotations

from dataclasses import replace

from handlers.coverage.clarify import again
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.coverage.state import NAMES
from models.reply import Choice, Line, Reply
from models.understanding.question import Question
from models.wording import phrases
from models.words import plain_words

_MOST = 3
_OF_A_LINE = frozenset(
    """ma mapd advantage medicare medicaid medicade medicad marketplace exchange dual dsnp quest
    life commercial supplement medigap""".split()
)


def beside(reply: Reply, question: Question, text: str, book: FactBook) -> Reply:
    """A payer's card, with the other plans that its bare name may mean, and a button for each."""
    payer = question.payers[0]
    others = () if question.line or _OF_A_LINE & {*plain_words(text)} else _of_name(payer, book)
    if not others:
        return reply
    named = Line(f"Of that name too: {phrases.either([*map(_placed, others)], 'and')}.")
    at = 2 if question.guessed_from else 1
    free = () if question.states else others  # a state has its own of them
    buttons = (Choice(other.name, again(question, other, book)) for other in free)
    return replace(
        reply,
        lines=(*reply.lines[:at], named, *reply.lines[at:]),
        choices=(*buttons, *reply.choices),
    )


def _of_name(payer: Payer, book: FactBook) -> tuple[Payer, ...]:
    """The other plans whose names begin with the payer's, and that are of another line."""
    base, is_told, _ = payer.name.casefold().partition(" (")
    if not (is_told and payer.lines and base in {name.casefold() for name in payer.names}):
        return ()
    others = tuple(
        other
        for other in book.payers_by_first_word.get(base.partition(" ")[0], ())
        if other.name.casefold().startswith(f"{base} ") and not set(other.lines) <= set(payer.lines)
    )
    return others[:_MOST]


def _placed(payer: Payer) -> str:
    where = [state for state in payer.states if state in NAMES]
    return f"{payer.name} ({', '.join(where)})" if where and "(" not in payer.name else payer.name
