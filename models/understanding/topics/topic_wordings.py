"""How near a question is to the nearest wording of each topic, by the terms that they share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from models.understanding.topics.topic_texts import TopicTexts

WORDING = 0.5
"""The nearest wording's part in the score of a topic; the rest is BM25's."""

# A term in more wordings than this counts only for those that share another one with the question.
_EVERYWHERE = 100


class TopicWordings:
    """The wordings of all topics, numbered through, each with its topic and its weight."""

    def __init__(
        self, texts: Sequence[TopicTexts], rarity: Mapping[str, float], least: float
    ) -> None:
        """`rarity` weighs a term; a wording that weighs less than `least` asks nothing."""
        self._topics = len(texts)
        self._rarity = rarity
        weighed = [
            (at, terms, weight)
            for at, text in enumerate(texts)
            for terms in text.wordings
            if (weight := sum([rarity[term] for term in sorted(terms)])) >= least
        ]
        self._worded = [(at, weight) for at, _, weight in weighed]
        self._holding = _holding([terms for _, terms, _ in weighed])
        self._shortest = {
            term: _shortest(self._worded[wording] for wording in held)
            for term, held in self._holding.items()
        }

    def nearest(self, terms: frozenset[str], asked: float) -> list[float]:
        """For each topic how near its nearest wording is: that part of its score.

        `asked` is the weight of the question.
        """
        nearest = [0.0] * self._topics
        weighed: list[tuple[float, frozenset[int]]] = []
        counted: list[frozenset[int]] = []
        several: set[int] = set()  # the wordings that share more than one term
        known = [(len(held), term) for term in terms if (held := self._holding.get(term))]
        for wordings, term in sorted(known):
            weight, held = self._rarity[term], self._holding[term]
            weighed.append((weight, held))
            several.update(*[held & others for others in counted])
            if counted and wordings > _EVERYWHERE:
                continue
            counted.append(held)
            for at, whole in self._shortest[term]:
                if (near := 2 * WORDING * weight / (asked + whole)) > nearest[at]:
                    nearest[at] = near
        for wording in several:
            at, whole = self._worded[wording]
            shared = sum([weight for weight, held in weighed if wording in held])
            if (near := 2 * WORDING * shared / (asked + whole)) > nearest[at]:
                nearest[at] = near
        return nearest


def _holding(wordings: Iterable[frozenset[str]]) -> dict[str, frozenset[int]]:
    """For each term the wordings that hold it, numbered through all topics."""
    holding: dict[str, list[int]] = defaultdict(list)
    for number, terms in enumerate(wordings):
        for term in terms:
            holding[term].append(number)
    return {term: frozenset(held) for term, held in holding.items()}


def _shortest(worded: Iterable[tuple[int, float]]) -> list[tuple[int, float]]:
    """Each topic once, with the weight of the lightest of its wordings."""
    return list(dict(sorted(worded, reverse=True)).items())
