"""Hints at payers that a card on something else would pass over: misspelt, or nobody's name."""

from __future__ import annotations

from dataclasses import replace

from handlers.coverage.shared_names import shared_words
from models.reply import Line, Reply
from models.understanding.payers import strange_payers
from models.understanding.reading import Answerer, Reading, Route
from models.wording import phrases

_OF_TOPICS = frozenset({Answerer.TOPIC, Answerer.NEAR})


def with_hints(reply: Reply, found: Route, reading: Reading) -> Reply:
    """The card with what was taken for a payer and is not answered for it."""
    reply = _with_guessed(reply, reading) if found.answerer in _OF_TOPICS else reply
    strange = "" if found.answerer is Answerer.COVERAGE else strange_payers.perhaps_named(reading)
    is_place = found.answerer is Answerer.STATE and strange in reading.state.guessed_from
    if not strange or is_place:
        return reply
    quoted = phrases.quoted(strange)
    hint = Line(f"I did not recognize {quoted}. If it is a payer, name it alone: /coverage.")
    return replace(reply, lines=(*reply.lines, hint))


def _with_guessed(reply: Reply, reading: Reading) -> Reply:
    """A topic's card that tells which payer a misspelt name was taken for."""
    question = reading.question
    is_sure = not (question.unknown_payer or question.payers_apart)
    if not (question.guessed_from and is_sure) or reading.is_of_topics(question.guessed_from):
        return reply
    payers = question.payers
    called = payers[0].name if len(payers) == 1 else shared_words(payers)
    if not called or any(called.casefold() in line.text.casefold() for line in reply.lines):
        return reply
    quoted = phrases.quoted(question.guessed_from)
    line = Line(f"I took {quoted} for {called}, and answer in general, not for it alone.")
    return replace(reply, lines=(*reply.lines[:1], line, *reply.lines[1:]))
