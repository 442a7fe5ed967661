"""Finds the topic that a question in free text is about.

Two things are asked of every topic: how much of the question its texts account for (BM25 over
terms of the field, see `vocabulary`), and how near its nearest wording is. Both are shares from 0
to 1, so that one threshold serves short questions and long ones.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models import spelling
from models.coverage.topic import Topic
from models.understanding.names import by_length
from models.understanding.vocabulary import Vocabulary, words

# BM25's two constants, at their usual values: k1 says how soon a term's repetition stops counting,
# b how far long texts are held against a topic. On our questions every k1 from 0.6 to 2 and b from
# 0.3 to 0.75 ranks alike, so there is nothing to tune.
_K1 = 1.2
_B = 0.75

# A term in a topic's question and its other wordings counts as often as this many in its answer.
_ASKED = 4

# The nearest wording's part in the score; the rest is BM25's.
_WORDING = 0.5

# A question counts as if it held at least this much: "visit", which most topics hold, asks nothing.
_LEAST_ASKED = 1.5

# The score of a topic's own wording. Nothing else reaches it: BM25's shares stay below 1.
_EXACT = 1.0

# From this score on a topic is the answer, when it leads the next one by the margin. Chosen on the
# questions of tests/questions/ask.yaml that are not held out: of 0.40, 0.45 and so on the lowest at
# which /ask answers none that is out of scope.
_ENOUGH = 0.5
_AHEAD = 0.03

# Below this score a topic has nothing to do with the question.
_FAINT = 0.3

# Words shorter than this are taken as typed: a slip in four letters makes too many other words.
_SHORTEST_MISSPELT = 5

# The share of letters in which a misspelling must agree with a word of the topics.
_LIKE_ENOUGH = 0.81


@dataclass(frozen=True, slots=True)
class NearTopic:
    """A topic and its score, from 0 to 1. Only a topic's own wording scores 1."""

    topic: Topic
    score: float


@dataclass(frozen=True, slots=True)
class TopicMatch:
    """The topic that answers, or None; and the nearest topics, best first, which may be none."""

    sure: Topic | None
    near: tuple[Topic, ...]


class Topics:
    """An index of topics. Built once; the order in which they are given does not matter."""

    def __init__(self, topics: Mapping[str, Topic], vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._topics = tuple(topics[id_] for id_ in sorted(topics))
        self._exact = {
            tuple(words(wording)): at
            for at, topic in enumerate(self._topics)
            for wording in _wordings(topic)
        }
        counts = [_count(topic, vocabulary) for topic in self._topics]
        self._rarity = _rarity(self._topics, vocabulary)
        self._unasked = math.log(2 * len(counts) + 2)  # the rarity of a term that nobody asks by
        self._shares = _shares(counts)
        spelt = _spelt(self._topics)
        self._spelt = frozenset(spelt)
        self._spelt_by_length = by_length(spelt, _LIKE_ENOUGH)
        self._worded = [
            (at, self._weight(frozenset(vocabulary.terms_of(wording))))
            for at, topic in enumerate(self._topics)
            for wording in _wordings(topic)
        ]
        self._holding = _holding(self._topics, vocabulary)

    def find(self, text: str) -> TopicMatch:
        """The topic that answers a question, where one is sure, and the nearest topics."""
        near = self.nearest(text)
        scores = [*(each.score for each in near), 0.0, 0.0]
        ahead = scores[0] >= _EXACT or scores[0] - scores[1] >= _AHEAD
        sure = scores[0] >= _ENOUGH and ahead
        found = tuple(each.topic for each in near if each.score >= _FAINT)
        return TopicMatch(near[0].topic if sure else None, found)

    def nearest(self, text: str, most: int = 3) -> tuple[NearTopic, ...]:
        """The topics nearest to a question, best first; none where the text says nothing."""
        typed = words(text)
        spelt = {word: self._spell(word) for word in dict.fromkeys(typed)}
        terms = self.vocabulary.terms([spelt[word] for word in typed])
        scores = self._scores(frozenset(term for term in terms if self._tells(term)))
        if (exact := self._exact.get(tuple(typed))) is not None:
            scores[exact] = _EXACT
        best = sorted((-score, at) for at, score in scores.items())
        return tuple(NearTopic(self._topics[at], -score) for score, at in best[:most])

    def _scores(self, terms: frozenset[str]) -> dict[int, float]:
        """The score of each topic that shares a term with the question."""
        asked = max(self._weight(terms), _LEAST_ASKED)
        scores: dict[int, float] = defaultdict(float)
        common: dict[int, float] = defaultdict(float)
        for term in sorted(terms):
            weight = self._weight((term,))
            for at, share in self._shares.get(term, ()):
                scores[at] += (1 - _WORDING) * weight * share / asked
            for wording in self._holding.get(term, ()):
                common[wording] += weight
        nearest: dict[int, float] = defaultdict(float)
        for wording, weight in common.items():
            at, whole = self._worded[wording]
            nearest[at] = max(nearest[at], 2 * weight / (asked + whole))
        return {at: score + _WORDING * nearest[at] for at, score in scores.items()}

    def _tells(self, term: str) -> bool:
        """Whether a term can be what is asked for: a number that no topic knows cannot."""
        return term in self._shares or not term.isdigit()

    def _weight(self, terms: Iterable[str]) -> float:
        return sum(self._rarity.get(term, self._unasked) for term in sorted(terms))

    def _spell(self, word: str) -> str:
        """The word of the topics that a misspelling was meant to be, or the word as it is."""
        known = word in self._spelt or self.vocabulary.knows(word)
        if known or len(word) < _SHORTEST_MISSPELT or not word.isalpha():
            return word
        words = self._spelt_by_length.get(len(word), ())
        near = spelling.agreeing(word, words, _LIKE_ENOUGH)
        return near[0][0] if near else word


def _wordings(topic: Topic) -> tuple[str, ...]:
    return (topic.question, *topic.also)


def _answers(topic: Topic) -> tuple[str, ...]:
    return tuple(told.says for told in (*topic.answer, *topic.details, *topic.cautions))


def _count(topic: Topic, vocabulary: Vocabulary) -> Counter[str]:
    """How often each term stands in a topic."""
    counts = Counter(term for text in _answers(topic) for term in vocabulary.terms_of(text))
    for wording in _wordings(topic):
        for term in vocabulary.terms_of(wording):
            counts[term] += _ASKED
    return counts


def _rarity(topics: tuple[Topic, ...], vocabulary: Vocabulary) -> dict[str, float]:
    """How much a term tells: BM25's inverse document frequency, never negative.

    It is counted over what people ask: that many answers speak of notes and records does not make
    a question about them vague.
    """
    asked = Counter(
        term
        for topic in topics
        for term in {term for wording in _wordings(topic) for term in vocabulary.terms_of(wording)}
    )
    return {
        term: math.log(1 + (len(topics) - held + 0.5) / (held + 0.5))
        for term, held in asked.items()
    }


def _shares(counts: list[Counter[str]]) -> dict[str, list[tuple[int, float]]]:
    """For each term the topics that hold it, and how far each is about it: from 0 towards 1."""
    shares: dict[str, list[tuple[int, float]]] = defaultdict(list)
    mean = sum(count.total() for count in counts) / max(len(counts), 1)
    for at, count in enumerate(counts):
        damped = _K1 * (1 - _B + _B * count.total() / mean)
        for term, often in count.items():
            shares[term].append((at, often / (often + damped)))
    return shares


def _holding(topics: Iterable[Topic], vocabulary: Vocabulary) -> dict[str, list[int]]:
    """For each term the wordings that hold it, numbered through all topics."""
    holding: dict[str, list[int]] = defaultdict(list)
    wordings = (wording for topic in topics for wording in _wordings(topic))
    for number, wording in enumerate(wordings):
        for term in frozenset(vocabulary.terms_of(wording)):
            holding[term].append(number)
    return holding


def _spelt(topics: Iterable[Topic]) -> list[str]:
    spelt = {
        word
        for topic in topics
        for text in (*_wordings(topic), *_answers(topic))
        for word in words(text)
    }
    return sorted(word for word in spelt if len(word) >= _SHORTEST_MISSPELT and word.isalpha())
