"""What words tell for and against each topic, as learned from what people asked.

A linear model: each word, each term and each two terms in a row weigh for some topics and against
others. `python -m tests.topic_weights` learns the weights from the wordings of the topics, from the
questions of the blind sheets and from more that were made up, and writes them beside the facts.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

NO_TOPIC = "-"
"""Stands for what no topic answers: names of payers, states and codes, and what is out of scope."""

Learned = Mapping[str, float] | None
"""How much speaks for each topic; None where nothing was learned, as of an unknown denial code."""

# The part of a score for what was learned. Chosen, with the thresholds of `topic_match`, on sheets
# that the weights had not been learned from.
_PART = 2 / 3

# How far a topic must stand above no topic: examples of topics are many more than of none.
_DOUBT = 0.3

# The rarity of a word of which nothing was learned: it says something that no topic may answer.
_UNHEARD = 8.0

_WORD = "="  # before a word as it was typed, which is no term


class Feature(NamedTuple):
    """How rare one feature is, for which topics, by their places, it weighs, and how much."""

    rarity: float
    places: Sequence[int]
    weights: Sequence[float]


class LearnedWeights:
    """Scores topics by learned weights. Without any it knows no topic."""

    def __init__(
        self, topics: Sequence[str] = (), features: Mapping[str, Feature] | None = None
    ) -> None:
        """`topics` are the ids of those of which anything was learned, in their places."""
        self.topics = topics
        self.features = features or {}
        self._places = {id_: place for place, id_ in enumerate(topics)}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> LearnedWeights:
        """The weights that were `written`, as they are parsed."""
        return cls(kept["topics"], {name: Feature(*f) for name, f in kept["features"].items()})

    def written(self) -> str:
        """The weights as they are kept: a line for each feature, so that a change can be read."""
        lines = (
            f"{json.dumps(name, ensure_ascii=False)}:{json.dumps(feature, separators=(',', ':'))}"
            for name, feature in self.features.items()
        )
        topics = json.dumps(self.topics)
        return f'{{"topics":{topics},\n"features":{{\n' + ",\n".join(lines) + "\n}}\n"

    def scores(self, features: Iterable[str]) -> Mapping[str, float]:
        """For each topic how much speaks for it: at most 1, below 0 where more speaks against it.

        Where several topics are sure, the surest has 1 and the others their share of it.
        """
        return dict(zip(self.topics, self.by_place(features), strict=True))

    def by_place(self, features: Iterable[str]) -> list[float]:
        """The same in the order of `topics`: there are hundreds of them for each question."""
        told: list[Feature] = []
        whole = 0.0
        for name in features:
            if held := self.features.get(name):
                told.append(held)
                whole += held.rarity**2
            elif name.startswith(_WORD):
                whole += _UNHEARD**2
        length = math.sqrt(whole) or 1.0
        scores = [0.0] * len(self.topics)
        for rarity, places, weights in told:
            share = rarity / length
            for place, weight in zip(places, weights, strict=True):
                scores[place] += share * weight
        most = max(scores, default=1.0)
        if most > 1.0:
            scores = [score / most for score in scores]
        return scores

    def places_of(self, ids: Iterable[str]) -> list[int]:
        """The places of topics; behind the last one that of each of which nothing was learned."""
        return [self._places.get(id_, len(self.topics)) for id_ in ids]

    def of_these(self, ids: Iterable[str], learned: Sequence[float]) -> Mapping[str, float]:
        """What was learned for some topics, and for none, of that which is told `by_place`."""
        return {
            id_: learned[place]
            for id_ in (*ids, NO_TOPIC)
            if (place := self._places.get(id_)) is not None
        }

    def with_texts(self, id_: str, score: float, learned: Learned) -> float:
        """What the texts say of a topic, from 0 to 1, and what was learned, if it was."""
        told = learned.get(id_) if learned else None
        return score if told is None else (1 - _PART) * score + _PART * max(told, 0.0)


def all_with_texts(
    places: Iterable[int], scores: Iterable[float], learned: Sequence[float | None]
) -> list[float]:
    """`with_texts` of all topics at once, by the place of each among what was learned."""
    return [
        score if told is None else (1 - _PART) * score + _PART * (told if told > 0 else 0.0)
        for score, told in zip(scores, map(learned.__getitem__, places), strict=True)
    ]


def lead(id_: str, learned: Learned) -> float:
    """How much more was learned for a topic than for no topic; 0 where nothing was."""
    return learned.get(id_, 0.0) - learned.get(NO_TOPIC, 0.0) if learned else 0.0


def is_of_none(id_: str, score: float, learned: Learned) -> bool:
    """Whether more was learned for no topic than for this one, whose score is given."""
    if not learned:
        return False
    none = learned.get(NO_TOPIC, 0.0) + _DOUBT
    return none > learned.get(id_, 0.0) and _PART * none > score


def features_of(typed: Sequence[str], terms: Sequence[str]) -> list[str]:
    """The features of a question: its words, its terms, and each two terms in a row."""
    pairs = (f"{one} {other}" for one, other in pairwise(terms))
    return sorted({*(f"{_WORD}{word}" for word in typed), *terms, *pairs})
