"""Leaves out topics that do not fit: needless alarms, another line's rules, what a card answers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers import clinical_questions
from models.coverage.aspect import Aspect
from models.coverage.fact_book import FactBook
from models.coverage.payer import LineOfBusiness, Payer
from models.coverage.topic import Topic, TopicKind
from models.understanding.payers.payer_routes import OF_NOTICE
from models.understanding.reading import MEDICARE, Answerer, Reading, Route
from models.understanding.topics.topic_lines import is_of_another_line

_NEEDED = re.compile(r"\b(?:needs?|needed|requires?|required|necessary)\b", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?:how (?:long|fast|soon)|missing|forgot\w*|retro\w*|late)\b", re.IGNORECASE
)

_CHILDREN = "children"
_OF_AGE = frozenset(
    """child children childs kid kids minor minors teen teens teenager teenagers adolescent
    pediatric pediatrics peds young youth youths underage under old age aged ages son daughter boy
    girl baby babies toddler parent parents mom dad mother father school student athlete athletes
    junior""".split()
)
_AGED = re.compile(r"\b[0-9]{1,2}[ -]?(?:yo|yrs?|years?|y/o)\b|\bu-?1[0-9]\b", re.IGNORECASE)


def without_alarms(found: Route, reading: Reading) -> Route:
    """The topics without alarms, and without children where no age is told: of nobody's health.

    A claim for something that once could not wait is no emergency: the next topic answers. And the
    numbers of a date make no child of the patient.
    """
    tells_age = not reading.words.isdisjoint(_OF_AGE) or _AGED.search(reading.text)
    fitting = tuple(
        topic
        for topic in found.topics
        if not clinical_questions.is_alarm(topic) and (tells_age or topic.id != _CHILDREN)
    )
    if fitting[:1] == found.topics[:1]:
        return Route(found.answerer, found.why, fitting)
    return Route(Answerer.NEAR if fitting else Answerer.NOTHING, "no emergency", fitting)


def of_payers(found: Route, reading: Reading, payers: Sequence[Payer], book: FactBook) -> Route:
    """The topics that fit the payers that a text names; their card, where that answers better."""
    fitting = _of_own_line(found, payers, reading)
    is_held = not reading.topic.is_its_own and _holds_what_is_needed(fitting, reading, payers, book)
    return Route(Answerer.COVERAGE, "the payer's own rule is held") if is_held else fitting


def _of_own_line(found: Route, payers: Sequence[Payer], reading: Reading) -> Route:
    """Without topics on a line of business of which no payer is that the text names.

    Where a notice is asked about and none is left, the next topic of money, whoever the payer is.
    """
    line = reading.question.line
    own = tuple(
        topic
        for topic in found.topics
        if not is_of_another_line(topic, payers, line) and not _is_medicares(topic, payers, reading)
    )
    if len(own) == len(found.topics):
        return found
    if not own and found.why == OF_NOTICE:
        near = (t for t in reading.topic.near if Aspect.PRICE in t.aspects and not t.payers)
        own = tuple(t for t in near if not is_of_another_line(t, payers, line))
    if not own:
        return Route(Answerer.COVERAGE, "a topic is of another line of business")
    answerer = found.answerer if own[0] is found.topics[0] else Answerer.NEAR
    return Route(answerer, "a topic is of another line of business", own)


def _is_medicares(topic: Topic, payers: Sequence[Payer], reading: Reading) -> bool:
    """Whether a topic speaks of Medicare's own notice, where a Medicaid waiver is asked about."""
    lines = {reading.question.line} if reading.question.line else {p.lines for p in payers}
    is_medicaid = lines in ({LineOfBusiness.MEDICAID}, {(LineOfBusiness.MEDICAID,)})
    return is_medicaid and topic.payers == (MEDICARE,) and "abn" not in reading.words


def _holds_what_is_needed(
    found: Route, reading: Reading, payers: Sequence[Payer], book: FactBook
) -> bool:
    """Whether one payer's card tells if authorization or a referral is needed, as is asked.

    A topic that speaks of no payer would answer for everybody: "the first visits need none".
    """
    is_of_all = found.topics and not found.topics[0].payers and len(payers) == 1
    if not is_of_all or not _NEEDED.search(reading.text) or _OTHER.search(reading.text):
        return False
    positions = [p for p in book.positions_of(payers[0].id) if p.recorded.last is None]
    held = {
        Aspect.AUTHORIZATION: any(p.authorization for p in positions),
        Aspect.REFERRAL: any(p.referral for p in positions),
    }
    return any(held.get(aspect) for aspect in reading.question.aspects)


def of_health(topic_id: str, reading: Reading, book: FactBook) -> Route:
    """The clinical topic that is nearest, else the one that is held on the word of danger."""
    held = book.topics[topic_id]
    near = next(iter(reading.topic.near), held)
    is_clinical = held.kind is near.kind is TopicKind.CLINICAL
    is_clinical = is_clinical and not clinical_questions.is_alarm(near)
    topic = near if is_clinical else held
    return Route(Answerer.TOPIC, "a word of danger", (topic, *reading.topic.near))
