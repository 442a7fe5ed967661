"""A limit of visits that is held of the payer that is named: it answers, and no general topic."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from handlers.topic_subjects import payers_apart
from handlers.which_payer import MOST_OFFERED
from models.coverage.aspect import Aspect
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.coverage.topic import Topic
from models.reply import Line, Reply
from models.understanding.payers.strange_payers import surely_named
from models.understanding.question import Question
from models.understanding.reading import Answerer, Reading, Route
from models.visits.limit import Limit
from models.wording import sentences

OF_LIMIT = "a limit of this payer is held"

_OF_TOPICS = frozenset({Answerer.TOPIC, Answerer.NEAR})
_ASPECTS = frozenset({Aspect.LIMIT, Aspect.RESET})

# What these say in general of how many and until when, the payer's own limit says of its own.
_HOW_MANY = frozenset({"visits_a_year", "medicaid_visits", "resets_mid_care", "wc_visits"})
_WINDOWS = "win_"
_LONGEST = 180  # characters of what leads


def route(found: Route, reading: Reading, book: FactBook) -> Route:
    """The payer's card in place of a general topic on how many visits, or until when they count."""
    if found.answerer not in _OF_TOPICS or not found.topics:
        return found
    topic = found.topics[0]
    if topic.id not in _HOW_MANY and not topic.id.startswith(_WINDOWS):
        return found
    payers = reading.question.payers if surely_named(reading) else ()
    are_too_many = len(payers) > MOST_OFFERED and not reading.question.payers_apart  # "Medicaid"
    is_held = not are_too_many and any(held(payer, book) for payer in payers)
    if not is_held or _speaks_of(topic, payers):
        return found
    return Route(Answerer.COVERAGE, OF_LIMIT)


def _speaks_of(topic: Topic, payers: tuple[Payer, ...]) -> bool:
    """Whether a topic is of these payers alone: "what is Medicare's year"."""
    return any(payer.id in topic.payers for payer in payers) or {p.id for p in payers} == {
        "medicare"
    }


def asked(question: Question) -> Question:
    """The question, of the limit where it asks of nothing that a limit answers."""
    if not _ASPECTS.isdisjoint(question.aspects):
        return question
    return question._replace(aspects=(Aspect.LIMIT, *question.aspects))


def held(payer: Payer, book: FactBook) -> tuple[Limit, ...]:
    """The limits of a payer by which charts count."""
    limits = chain.from_iterable(position.limits for position in book.positions_of(payer.id))
    return tuple(limit for limit in limits if isinstance(limit, Limit))


def led(reply: Reply, topic: Topic, payers: tuple[Payer, ...], book: FactBook) -> Reply:
    """A general topic on limits, asked of one payer: its own limit is said before it."""
    if len(payers) != 1 or _ASPECTS.isdisjoint(topic.aspects):
        return reply
    limits = held(payers[0], book)
    if not limits or not payers_apart(topic, payers):
        return reply
    first, rest = sentences.within(f"{payers[0].name}: {limits[0].says}", _LONGEST)
    of_more = " Its card has more." if rest or len(limits) > 1 else ""
    own = Line(f"{first}{of_more} In general:", limits[0].cites)
    lines = tuple(line for line in reply.lines if not line.text.startswith("I hold nothing of "))
    return replace(reply, lines=(own, *lines))
