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
from models.understanding.reading import Answerer, Reading, Readings, Route, names_payer
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
        asked = _Parts(parts, readings, request)
        first = [readings.of(part) for part in parts]
        routes = asked.routes(first)
        if is_free(request) and (only := linked_questions.only_asked(first, routes)):
            return alone(only, replace(request, text=only.text))
        is_one = linked_questions.are_of_one_state(first, routes)
        placed = [readings.of(text) for text in carried_over.placed(first)]
        routes = asked.routes(placed)
        if is_one or not _are_apart(placed, routes):
            return None
        placed = asked.of_their_rules(placed, routes)
        replies = asked.replies(placed, routes, services, alone)
    except Trouble:
        return None
    of_what = {tuple(reply.headline.split(" · ")[:_OF_WHAT]) for reply in replies}
    are_told_twice = len({title[0] for title in of_what}) == 1 and _only_names(placed)
    if len(of_what) < len(parts) or are_told_twice:
        return None
    return in_one(replies)


class _Parts:
    """Who is asked each part of a text: the first its own command, the others whoever may answer.

    The first is asked freely too where its command understood nothing of it.
    """

    def __init__(self, parts: tuple[str, ...], readings: Readings, request: Request) -> None:
        self._readings = readings
        self._freely = replace(request, command="ask")
        is_strange = route_of(readings.of(parts[0]), request).why == NOT_UNDERSTOOD
        self._own = self._freely if is_strange else request

    def _request(self, at: int) -> Request:
        return self._freely if at else self._own

    def routes(self, asked: Sequence[Reading]) -> list[Route]:
        """Who answers each part."""
        return [route_of(reading, self._request(at)) for at, reading in enumerate(asked)]

    def of_their_rules(self, asked: Sequence[Reading], routes: Sequence[Route]) -> list[Reading]:
        """The parts, of which a later one may be asked of the rule of another."""
        first, *others = asked
        texts = [
            carried_over.of_others_rule(first, reading, route)
            for reading, route in zip(others, routes[1:], strict=True)
        ]
        return [first, *map(self._readings.of, texts)]

    def replies(
        self, asked: Sequence[Reading], routes: Sequence[Route], services: Services, alone: Alone
    ) -> list[Reply]:
        """The answers to the parts, with the state's rule first where one is asked of beside."""
        replies = [
            unanswered(at + 1)
            if at and routes[at].answerer is Answerer.NOTHING
            else alone(reading, replace(self._request(at), text=reading.text))
            for at, reading in enumerate(asked)
        ]
        home = None if is_free(self._own) else Answerer(self._own.command)
        if not named_beside.names_own_state(asked[0], home, *routes):
            return replies
        return [state.reply_to(asked[0].state, self._own, services), *replies]


def _are_apart(asked: Sequence[Reading], routes: Sequence[Route]) -> bool:
    return linked_questions.are_apart(asked, routes) or linked_questions.are_apart_but_one(
        asked, routes
    )


def _only_names(asked: Sequence[Reading]) -> bool:
    """Whether one part names a payer and asks no more of it than another does of its code."""
    bare = [each for each in asked if not each.question.codes and names_payer(each)]
    covered = all(set(each.question.aspects) <= {Aspect.COVERED} for each in asked)
    return len(bare) == 1 and covered and all(map(names_payer, asked))


def asks_for_order(reading: Reading) -> bool:
    """Whether it asks which of several payers pays first: "medpay then aetna, who is first"."""
    question = reading.question
    return ORDER in question.decisive and bool(question.payers_apart[1:])
