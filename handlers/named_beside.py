"""Buttons to what a text names beside that which answers it, where all was typed in one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handlers.command import Request
from models.coverage.fact_book import FactBook
from models.coverage.state import NAMES
from models.reply import Choice, Reply
from models.understanding.reading import Answerer, Reading, Route, names_payer

_OF_TOPICS = frozenset({Answerer.TOPIC, Answerer.NEAR})
_BY_LABEL = 20  # codes, as a button can name them


def with_buttons(
    reply: Reply, found: Route, reading: Reading, request: Request, book: FactBook
) -> Reply:
    """The card with a button to the payer, state and codes that are named and not answered."""
    held = {_command(choice) for choice in reply.choices}
    named = _named(found, reading, Answerer(request.command), book)
    beside = [choice for choice in named if _command(choice) not in held]
    return replace(reply, choices=(*beside, *reply.choices))


def _command(choice: Choice) -> str:
    return choice.command.partition(" ")[0]


def names_own_state(reading: Reading, home: Answerer | None, *routes: Route) -> bool:
    """Whether the state that was typed to its own command is passed over for a payer.

    The first of the routes is the reading's own; another one may answer of the state.
    """
    state = reading.state
    is_one = len(state.states) == 1 and not state.guessed_from
    is_told = any(route.answerer is Answerer.STATE for route in routes)
    is_passed_over = routes[0].answerer is Answerer.COVERAGE and not is_told
    return is_one and home is Answerer.STATE and is_passed_over


def _named(found: Route, reading: Reading, home: Answerer, book: FactBook) -> Iterator[Choice]:
    question, is_topic = reading.question, found.answerer in _OF_TOPICS
    typed = [code for code in question.codes if code.lower() in reading.words]
    known = " ".join(code for code in typed if code in book.codes)[:_BY_LABEL]
    payers = question.payers if names_payer(reading) and not question.guessed_from else ()
    if is_topic and len(payers) == 1:
        named = f"{payers[0].name} {known.partition(' ')[0]}".strip()
        yield Choice(f"Coverage: {named}", f"/coverage {named}")
    if is_topic and known and home is Answerer.CODES:
        yield Choice(f"Codes: {known}", f"/cpt {known}")
    if len(reading.state.states) != 1 or reading.state.guessed_from:
        return
    if is_topic or names_own_state(reading, home, found):
        where = reading.state.states[0]
        yield Choice(f"Who may needle in {NAMES[where]}", f"/state {where}")
