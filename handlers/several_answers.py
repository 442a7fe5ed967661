"""Several questions of one text: whether each is answered by itself, on one card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from handlers import clinical_questions, named_beside
from handlers.combined_answers import in_one, unanswered
from handlers.command import Request, Services
from handlers.question_route import is_free, route_of
from handlers.state import command as state
from models.coverage.aspect import Aspect
from models.errors import Trouble
from models.reply import Line, Reply
from models.understanding import carried_over, linked_questions
from models.understanding.reading import Answerer, Reading, Readings, names_payer
from models.understanding.routing import NOT_UNDERSTOOD
from models.understanding.topics.clinical_questions import Care
from models.understanding.topics.deciding_conditions import ORDER

_OF_WHAT = 2  # parts of a headline: the payer or state, and the codes or profession

Alone = Callable[[Reading, Request], Reply]
"""Answers one question."""


def of_each(numbered: tuple[str, ...], readings: Readings, request: Request, alone: Alone) -> Reply:
    """One card for the questions that the asker numbers: each is answered, or said not to be.

    What cannot wait leads, whichever number it has.
    """
    first = readings.of(numbered[0])  # a state of one is none of another that has its own number
    asked = [readings.of(carried_over.of_payer(first, text)) for text in numbered]
    freely = replace(request, command="ask")
    in_turn = sorted(enumerate(asked, 1), key=lambda of_number: not _is_urgent(of_number[1]))
    return in_one([_of_number(number, one, freely, alone) for number, one in in_turn])


def _of_number(number: int, asked: Reading, request: Request, alone: Alone) -> Reply:
    """The answer to one numbered question, or that it has none."""
    request = replace(request, text=asked.text)
    try:
        if route_of(asked, request).answerer is Answerer.NOTHING:
            return unanswered(number)
        return alone(asked, request)
    except Trouble as trouble:
        return unanswered(number, Line(str(trouble)))


def _is_urgent(asked: Reading) -> bool:
    return asked.care is not None and asked.care.care is Care.ALARM


def beside_harm(
    parts: tuple[str, ...], readings: Readings, request: Request, alone: Alone
) -> Reply | None:
    """What somebody has after needling, beside a question of the desk's: both are answered."""
    harmed = list(filter(clinical_questions.asks_of_harm, map(readings.of, parts)))
    if not is_free(request) or len(harmed) != 1:
        return None
    others = [reading for reading in map(readings.of, parts) if reading is not harmed[0]]
    ordered = [*harmed, *others]
    return in_one([alone(r, replace(request, text=r.text)) for r in ordered])


def together(
    parts: tuple[str, ...], readings: Readings, request: Request, services: Services, alone: Alone
) -> Reply | None:
    """One card of several short answers; None where the text is one question after all."""
    try:
        if readings.of(request.text).question.networks:
            return None  # "GEHA, the card has Aetna's logo"
        first = [readings.of(part) for part in parts]
        freely = replace(request, command="ask")  # what follows may be of another command
        freed = route_of(first[0], request).why == NOT_UNDERSTOOD  # nothing of its own command
        own = freely if freed else request
        routes = [route_of(reading, freely if at else own) for at, reading in enumerate(first)]
        if is_free(request) and (asked := linked_questions.only_asked(first, routes)):
            return alone(asked, replace(request, text=asked.text))
        is_one = linked_questions.are_of_one_state(first, routes)
        placed = [readings.of(text) for text in carried_over.placed(first)]
        routes = [route_of(reading, freely if at else own) for at, reading in enumerate(placed)]
        if is_one or not (
            linked_questions.are_apart(placed, routes)
            or linked_questions.are_apart_but_one(placed, routes)
        ):
            return None
        placed = [
            readings.of(carried_over.of_others_rule(placed[0], reading, found)) if at else reading
            for at, (reading, found) in enumerate(zip(placed, routes, strict=True))
        ]
        replies = [
            unanswered(at + 1)
            if at and routes[at].answerer is Answerer.NOTHING
            else alone(reading, replace(freely if at else own, text=reading.text))
            for at, reading in enumerate(placed)
        ]
        home = None if is_free(own) else Answerer(own.command)
        if named_beside.names_own_state(placed[0], home, *routes):
            replies = [state.reply_to(placed[0].state, own, services), *replies]
    except Trouble:
        return None
    of_what = {tuple(reply.headline.split(" · ")[:_OF_WHAT]) for reply in replies}
    are_told_twice = len({title[0] for title in of_what}) == 1 and _only_names(placed)
    if len(of_what) < len(parts) or are_told_twice:
        return None
    return in_one(replies)


def _only_names(asked: Sequence[Reading]) -> bool:
    """Whether one part names a payer and asks no more of it than another does of its code."""
    bare = [each for each in asked if not each.question.codes and names_payer(each)]
    covered = all(set(each.question.aspects) <= {Aspect.COVERED} for each in asked)
    return len(bare) == 1 and covered and all(map(names_payer, asked))


def asks_for_order(reading: Reading) -> bool:
    """Whether it asks which of several payers pays first: "medpay then aetna, who is first"."""
    question = reading.question
    return ORDER in question.decisive and bool(question.payers_apart[1:])
