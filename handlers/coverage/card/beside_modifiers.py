"""What is held of modifiers that stand beside a payer: a payer's card itself speaks of none."""

from __future__ import annotations

from dataclasses import replace

from handlers.coverage.card import leading_lines
from handlers.coverage.card.cautions import not_read
from models.coverage.aspect import Aspect
from models.coverage.edits import FEW_MUSCLES, MANY_MUSCLES
from models.coverage.fact_book import FactBook
from models.coverage.state import NAMES
from models.reply import Line, Reply
from models.understanding.reading import Reading
from models.wording.sourced import sourced

_MODIFIER = frozenset({"modifier", "modifiers", "mod", "mods"})
_NEEDLING = frozenset({FEW_MUSCLES, MANY_MUSCLES})
_MOST = 2
_BEHIND = 1  # the line that answers for the payer


def with_modifiers(reply: Reply, reading: Reading, book: FactBook) -> Reply:
    """The card of one payer, with whether the modifiers that are named go on needling."""
    question = reading.question
    if not (question.modifiers or question.unused or Aspect.MODIFIER in question.aspects):
        return reply
    named = reading.codes.modifiers
    held = [book.codes[code] for code in named if code in book.codes]
    held = [code for code in held if code.on_needling and _is_meant(code.code, reading)][:_MOST]
    is_of_one = len(question.payers) == 1 and not reply.refused and not reply.tables
    if not (held and is_of_one) or not _NEEDLING.intersection(question.codes or _NEEDLING):
        return reply
    none = leading_lines.nothing_on(Aspect.MODIFIER)
    told = [
        Line(f"{code.code}: {said.says[:1].lower()}{said.says[1:]}", said.cites)
        for code in held
        if (said := code.on_needling)
    ]
    lines = [line for line in reply.lines if not line.text.startswith(none)]
    unread = {not_read([code]).text for code in named}
    return sourced(
        replace(
            reply,
            lines=(*lines[:_BEHIND], *told, *lines[_BEHIND:]),
            cautions=tuple(line for line in reply.cautions if line.text not in unread),
        ),
        book,
    )


def _is_meant(code: str, reading: Reading) -> bool:
    """Whether letters or a number are surely a modifier: CO and GA are states too."""
    is_said = code in reading.question.modifiers or not reading.words.isdisjoint(_MODIFIER)
    return is_said or not (code in NAMES or code.isdigit())
