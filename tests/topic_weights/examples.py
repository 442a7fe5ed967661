"""What the weights are learned from: wordings of topics, and questions with their topics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import yaml

from models.coverage.payer import Payer
from models.coverage.topic import Topic
from models.understanding.reading import typed_words
from models.understanding.topics.learned_weights import NO_TOPIC
from models.understanding.topics.topics import Topics
from tests.questions import blind
from tests.questions.sheet import sheets

LABELS = blind.FOLDER / "topics.yaml"
"""For each sheet the topic of each question by its number; no topic where none answers it."""

ASKED = Path(__file__).with_name("asked.yaml")
"""More ways to ask for each topic, made up by authors who saw its answer, or `NO_TOPIC`."""

CONFUSED = Path(__file__).with_name("confused.yaml")
"""Questions that another topic answered once, by the topic that must, or `NO_TOPIC`."""


class Example(NamedTuple):
    """A question as its features, and the id of the topic that answers it, or `NO_TOPIC`."""

    topic: str
    features: list[str]


def examples(
    topics: Topics,
    held: Mapping[str, Topic],
    payers: Iterable[Payer],
    apart: frozenset[str] = frozenset(),
) -> list[Example]:
    """All that may be learned from, but the sheets `apart`, on which it is then tried.

    What was really asked, and each topic's own wordings, count twice what was made up.
    """
    real = (*_wordings(held), *_of_development(held), *_of_sheets(held, apart))
    asked = (*real, *real, *_of_payers(payers), *_made_up(held))
    return [Example(topic, topics.features(typed_words(text))) for topic, text in asked]


def _wordings(held: Mapping[str, Topic]) -> Iterator[tuple[str, str]]:
    for id_ in sorted(held):
        topic = held[id_]
        for wording in (topic.question, *topic.also):
            yield id_, wording


def _made_up(held: Mapping[str, Topic]) -> Iterator[tuple[str, str]]:
    for id_, texts in yaml.safe_load(ASKED.read_text("utf-8")).items():
        if id_ == NO_TOPIC or id_ in held:
            for text in texts:
                yield id_, text


def _of_payers(payers: Iterable[Payer]) -> Iterator[tuple[str, str]]:
    """What is asked of each payer by its name alone, which its card answers."""
    asked = ("does {} pay for dry needling", "{} 20560", "{}")
    for at, payer in enumerate(payers):
        yield NO_TOPIC, asked[at % len(asked)].format(payer.name)


def _of_development(held: Mapping[str, Topic]) -> Iterator[tuple[str, str]]:
    """The development sheet's questions, and those that topics once took from each other."""
    for question in sheets()["ask"]:
        if not question.held_out and (question.asks_back or question.topic in held):
            yield question.topic or NO_TOPIC, question.request
    for id_, texts in yaml.safe_load(CONFUSED.read_text("utf-8")).items():
        for text in texts:
            yield id_, text


def _of_sheets(held: Mapping[str, Topic], apart: frozenset[str]) -> Iterator[tuple[str, str]]:
    for sheet, labels in yaml.safe_load(LABELS.read_text("utf-8")).items():
        if sheet in apart:
            continue
        typed = {question.n: question.typed for question in blind.questions(sheet)}
        for number, id_ in labels.items():
            if id_ == NO_TOPIC or id_ in held:
                yield id_, typed[number]
