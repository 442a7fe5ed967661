"""What words tell for and against each topic, as learned from what people asked.

A linear model: each word, each term and each two terms in a row weigh for some topics and against
others. `python -m tests.topic_weights` learns the weights from the wordings of the topics and from
the questions of the blind sheets, and writes them beside the facts.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

NO_TOPIC = "-"
"""Stands for what no topic answers: names of payers, states and codes, and what is out of scope."""


NOTHING: Mapping[str, float] = {}
"""The scores where nothing may be learned, as of a denial code that no topic holds."""

# The part of a score for what was learned. Chosen, with the thresholds of `topic_match`, on sheets
# that the weights had not been learned from.
_PART = 2 / 3

# The rarity of a word of which nothing was learned: it says something that no topic may answer.
_UNHEARD = 8.0

_WORD = "="  # before a word as it was typed, which is no term


class Feature(NamedTuple):
    """How rare one feature is, and what it weighs for each topic, by the topic's id."""

    rarity: float
    weights: Mapping[str, float]


class LearnedWeights:
    """Scores topics by learned weights. Without any it knows no topic."""

    def __init__(self, features: Mapping[str, Feature] | None = None) -> None:
        self.features = features or {}
        self.known = frozenset(id_ for each in self.features.values() for id_ in each.weights)
        """The ids of the topics of which anything was learned."""

    @classmethod
    def read(cls, path: Path) -> LearnedWeights:
        """The weights as `python -m tests.topic_weights` writes them."""
        held = json.loads(path.read_text("utf-8"))
        ids: list[str] = held["topics"]
        return cls(
            {
                name: Feature(
                    rarity, {ids[at]: each for at, each in zip(told, weights, strict=True)}
                )
                for name, (rarity, told, weights) in held["features"].items()
            }
        )

    def scores(self, features: Iterable[str]) -> Mapping[str, float]:
        """For each topic how much speaks for it; about 1 where nothing speaks against it."""
        told: list[Feature] = []
        whole = 0.0
        for name in features:
            if held := self.features.get(name):
                told.append(held)
                whole += held.rarity**2
            elif name.startswith(_WORD):
                whole += _UNHEARD**2
        length = math.sqrt(whole) or 1.0
        scores: dict[str, float] = defaultdict(float)
        for rarity, weights in told:
            share = rarity / length
            for id_, weight in weights.items():
                scores[id_] += share * weight
        return scores

    def with_texts(self, id_: str, score: float, learned: Mapping[str, float]) -> float:
        """What the texts say of a topic, from 0 to 1, and what was learned, if it was."""
        if learned is NOTHING or id_ not in self.known:
            return score
        return (1 - _PART) * score + _PART * min(max(learned.get(id_, 0.0), 0.0), 1.0)


def is_of_none(id_: str, score: float, learned: Mapping[str, float]) -> bool:
    """Whether more was learned for no topic than for this one, whose score is given."""
    none = learned.get(NO_TOPIC, 0.0)
    return none > learned.get(id_, 0.0) and _PART * none > score


def features_of(typed: Sequence[str], terms: Sequence[str]) -> list[str]:
    """The features of a question: its words, its terms, and each two terms in a row."""
    pairs = (f"{one} {other}" for one, other in pairwise(terms))
    return sorted({*(f"{_WORD}{word}" for word in typed), *terms, *pairs})
