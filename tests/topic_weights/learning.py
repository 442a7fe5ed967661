"""Learns a weight for each feature and topic: an averaged passive-aggressive classifier.

K. Crammer, O. Dekel, J. Keshet, S. Shalev-Shwartz, Y. Singer: Online Passive-Aggressive Algorithms,
Journal of Machine Learning Research 7 (2006), PA-I. It needs no library and two minutes.
"""

from __future__ import annotations

import math
import random
from collections import Counter, defaultdict

from models.understanding.topics.learned_weights import Feature, LearnedWeights
from tests.topic_weights.examples import Example

_ROUNDS = 8
_MOST = 0.5  # how far one example may move the weights: PA-I's C
_LEAST = 0.12  # a smaller weight decides nothing

_Weights = defaultdict[str, defaultdict[str, float]]


def learn(examples: list[Example], seed: int = 1) -> LearnedWeights:
    """The weights; the same for the same examples and seed."""
    rarity = _rarities(examples)
    held = [(each.topic, _shares(each.features, rarity)) for each in examples]
    weights: _Weights = defaultdict(lambda: defaultdict(float))
    late: _Weights = defaultdict(lambda: defaultdict(float))  # each step, times when it was made
    order = random.Random(seed)  # noqa: S311 - an order, no secret
    steps = 0
    for _ in range(_ROUNDS):
        order.shuffle(held)
        for topic, shares in held:
            steps += 1
            scores = _scores(weights, shares)
            own = scores.pop(topic, 0.0)
            other = max(scores, key=scores.__getitem__, default=None)
            loss = 1 - own + (scores[other] if other else 0.0)
            if loss <= 0 or not shares:
                continue
            step = min(_MOST, loss / 2)
            for name, share in shares.items():
                for id_, moved in ((topic, step * share), (other, -step * share)):
                    if id_ is not None:
                        weights[name][id_] += moved
                        late[name][id_] += steps * moved
    kept = {name: _kept(weights[name], late[name], steps) for name in sorted(weights)}
    topics = sorted({id_ for held_by in kept.values() for id_ in held_by})
    place = {id_: at for at, id_ in enumerate(topics)}
    return LearnedWeights(
        topics,
        {
            name: Feature(rarity[name], [place[id_] for id_ in told], list(told.values()))
            for name, told in kept.items()
            if told
        },
    )


def _kept(weights: dict[str, float], late: dict[str, float], steps: int) -> dict[str, float]:
    """The averages over all steps of one feature's weights, without those that decide nothing."""
    averages = {id_: weight - late[id_] / steps for id_, weight in sorted(weights.items())}
    return {id_: round(each, 3) for id_, each in averages.items() if abs(each) >= _LEAST}


def _rarities(examples: list[Example]) -> dict[str, float]:
    """How rare each feature is; two terms that stand together only once tell nothing."""
    often = Counter(name for example in examples for name in example.features)
    return {
        name: round(math.log(1 + len(examples) / held), 3)
        for name, held in often.items()
        if held > 1 or " " not in name
    }


def _shares(features: list[str], rarity: dict[str, float]) -> dict[str, float]:
    """The features of one question, as a vector of length 1."""
    told = {name: rarity[name] for name in features if name in rarity}
    length = math.sqrt(sum([each**2 for each in told.values()])) or 1.0
    return {name: each / length for name, each in told.items()}


def _scores(weights: _Weights, shares: dict[str, float]) -> dict[str, float]:
    scores: dict[str, float] = defaultdict(float)
    for name, share in shares.items():
        if name in weights:
            for id_, weight in weights[name].items():
                scores[id_] += share * weight
    return scores
