"""A topic's card with what is held of the payers, codes and licenses that are named beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from handlers import held_limits, therapy_amounts, topic_subjects, topics
from handlers.command import Request, Services
from handlers.coverage import command as coverage
from handlers.coverage.card import medicare_verdict
from handlers.coverage.charging import charging
from handlers.coverage.denial import appeals, denial_beside_payer
from handlers.coverage.several import held_texts
from handlers.coverage.several.payer_rows import PayerRows
from handlers.cpt import beside_topic, next_edits, valid_days
from models.coverage.aspect import Aspect
from models.coverage.fact_book import FactBook
from models.coverage.payer import Payer
from models.coverage.topic import Topic, TopicKind
from models.reply import Reply
from models.understanding.payers.strange_payers import surely_named
from models.understanding.question import Question
from models.understanding.reading import Answerer, Reading, Route


def say(found: Route, reading: Reading, request: Request, services: Services) -> Reply:
    """The card of the first topic; what of the text it does not speak of is said first."""
    payers, book, question = surely_named(reading), services.book, reading.question
    topic = found.topics[0]
    if found.answerer is Answerer.TOPIC:
        reply = topics.say_topic(topic, book, request)
    else:
        of_next = next(map(reading.leading_of, found.topics[1:2]), None)
        reply = topics.say_near(found.topics, book, of_next)
    reply = beside_topic.with_codes(reply, topic, question, book)
    reply = beside_topic.led_by_count(reply, topic, reading, book)
    reply = topic_subjects.led_by(reply, reading.leading_of(topic))
    reply = _of_payers(reply, topic, reading, request, services)
    reply = denial_beside_payer.borne(reply, topic, reading, payers, book)
    reply = medicare_verdict.led(reply, topic, reading, request, book)
    reply = held_texts.beside(reply, topic, payers, request.today, book)
    reply = valid_days.beside_old_claims(reply, topic, reading, book)
    reply = next_edits.before(reply, topic.id, request)
    if topic.id == therapy_amounts.TOPIC:
        reply = therapy_amounts.led(reply, question)
    if topic.kind is TopicKind.TRAINING:
        reply = topic_subjects.of_professions(reply, topic, reading.state)
    return _of_denials(reply, topic, reading, book)


def _of_payers(
    reply: Reply, topic: Topic, reading: Reading, request: Request, services: Services
) -> Reply:
    """The card with days to appeal, what a denial means of each payer, charges, or its limits."""
    payers, book, question = surely_named(reading), services.book, reading.question
    charged = charging.led(reply, topic, payers, reading, book)
    if (of := appeals.TOPICS.get(topic.id)) and len(payers) == 1 and not question.denials:
        home = question.state or request.clinic.state
        days = appeals.days_told(question, request.today)
        told = appeals.told(of, payers[0], home, days, book)
        return appeals.led_by_window(reply, payers[0], told)
    answer_alone = partial(coverage.reply_to, request=request, services=services)
    rows = PayerRows(book, answer_alone, request.clinic.state, request.clinic.rules)
    if _is_denied(topic, payers, question, rows):
        return denial_beside_payer.beside(charged, topic, reading, payers, rows)
    if charged is not reply:
        return charged
    general = topic_subjects.of_payers(reply, topic, payers)
    return held_limits.led(general, topic, payers, book)


def _is_denied(topic: Topic, payers: Sequence[Payer], question: Question, rows: PayerRows) -> bool:
    """Whether payers that are named, and of which something is held, denied it."""
    of_denials = Aspect.DENIAL in topic.aspects and topic_subjects.payers_apart(topic, payers)
    if not (question.denials or of_denials):
        return False
    return any(map(rows.is_held, payers)) or (len(payers) == 1 and bool(question.denials))


def _of_denials(reply: Reply, topic: Topic, reading: Reading, book: FactBook) -> Reply:
    """The card of a topic on denials, with the remarks and reasons that were typed."""
    is_told = reply.canonical.startswith("/denial")  # its card says itself what is not held
    if is_told or Aspect.DENIAL not in topic.aspects:
        return reply
    reply = denial_beside_payer.remarks_first(reply, topic, reading, book)
    reply = denial_beside_payer.undecided(reply, topic, reading.question, book)
    return topic_subjects.of_reasons(reply, reading.strange_reasons)
