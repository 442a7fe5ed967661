"""Leaves out topics that do not fit: alarms where nobody is in need, and another line's rules."""

from __future__ import annotations

from collections.abc import Sequence

from handlers import clinical_questions
from models.coverage.payer import LineOfBusiness, Payer
from models.understanding.reading import Answerer, Route
from models.understanding.topics.topic_lines import is_of_another_line


def without_alarms(found: Route) -> Route:
    """A claim for something that once could not wait is no emergency: the next topic answers."""
    calm = tuple(topic for topic in found.topics if not clinical_questions.is_alarm(topic))
    if len(calm) == len(found.topics):
        return found
    return Route(Answerer.NEAR if calm else Answerer.NOTHING, "no emergency", calm)


def of_own_line(found: Route, payers: Sequence[Payer], line: LineOfBusiness | None) -> Route:
    """Without topics on a line of business of which no payer is that the text names."""
    own = tuple(topic for topic in found.topics if not is_of_another_line(topic, payers, line))
    if len(own) == len(found.topics):
        return found
    if not own:
        return Route(Answerer.COVERAGE, "a topic is of another line of business")
    answerer = found.answerer if own[0] is found.topics[0] else Answerer.NEAR
    return Route(answerer, "a topic is of another line of business", own)
