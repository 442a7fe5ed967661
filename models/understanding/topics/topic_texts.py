"""How topics' texts become terms, and what a term weighs: BM25's constants, rarity, shares."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import chain

from models.coverage.topic import Topic
from models.understanding.vocabulary import Vocabulary, words

# BM25's two constants. k1 says how soon a term's repetition stops counting: late, so that a topic
# of which every other wording speaks of authorizations beats one that names them once. b says how
# far long texts are held against a topic; from 0.3 to 0.75 all rank alike.
_K1 = 4.0
_B = 0.75

# A term in a topic's question and its other wordings counts as often as this many in its answer.
ASKED = 4

# What every question here is about says nothing.
SUBJECT = frozenset({"needle"})

# A denial code, as `words` writes it.
REASON = re.compile(r"reasonb?[0-9]+|n[0-9]{2,3}|ma?[0-9]{2,3}")

# Words shorter than this are taken as typed: a slip in four letters makes too many other words.
SHORTEST_MISSPELT = 5


class TopicTexts:
    """The texts of a topic as terms; each text is cut once."""

    def __init__(self, topic: Topic, vocabulary: Vocabulary) -> None:
        asked = [words(wording) for wording in (topic.question, *topic.also)]
        said = (*topic.answer, *topic.details, *topic.cautions)
        answered = [words(statement.says) for statement in said]
        folded = [vocabulary.terms(typed) for typed in asked]
        self.typed = [tuple(typed) for typed in asked]
        self.title = frozenset(folded[0])
        self.wordings = [frozenset(terms) for terms in folded]
        self.asked = frozenset(chain.from_iterable(folded))
        self.counts = Counter(chain.from_iterable(map(vocabulary.terms, answered)))
        for terms in folded:
            for term in terms:
                self.counts[term] += ASKED
        every = set(chain.from_iterable((*asked, *answered)))
        self.spelt = {w for w in every if len(w) >= SHORTEST_MISSPELT and w.isalpha()}


def alone_among(texts: list[TopicTexts]) -> dict[frozenset[str], int]:
    """The topic for each set of terms that wordings of no other topic come down to."""
    asked = _holding_each([(at, terms) for at, text in enumerate(texts) for terms in text.wordings])
    return {terms: min(held) for terms, held in asked.items() if len(held) == 1}


def entitled_among(texts: list[TopicTexts]) -> dict[frozenset[str], int]:
    """The topic for each set of terms that its own question alone comes down to."""
    titles = _holding_each([(at, text.title) for at, text in enumerate(texts)])
    return {terms: min(held) for terms, held in titles.items() if len(held) == 1}


def _holding_each(asked: Iterable[tuple[int, frozenset[str]]]) -> dict[frozenset[str], set[int]]:
    """The topics for each set of terms, but for the subject of all."""
    holding: dict[frozenset[str], set[int]] = defaultdict(set)
    for at, terms in asked:
        if terms - SUBJECT:
            holding[terms - SUBJECT].add(at)
    return holding


def reasons_among(texts: list[TopicTexts]) -> dict[str, int]:
    """The topic for each denial code by which it alone is asked."""
    asked = [(term, at) for at, text in enumerate(texts) for term in text.asked]
    reasons = [(term, at) for term, at in asked if REASON.fullmatch(term)]
    held = Counter(term for term, _ in reasons)
    return {term: at for term, at in reasons if held[term] == 1}


def rarities(texts: list[TopicTexts]) -> dict[str, float]:
    """How much a term tells: BM25's inverse document frequency, never negative.

    It is counted over what people ask: that many answers speak of notes and records does not make
    a question about them vague.
    """
    asked = Counter(term for text in texts for term in text.asked)
    return {term: rarity(held, len(texts)) for term, held in asked.items()}


def rarity(held: int, topics: int) -> float:
    """How much a term tells that so many of the topics are asked by."""
    return math.log(1 + (topics - held + 0.5) / (held + 0.5))


def shares_of(counts: list[Counter[str]]) -> dict[str, list[tuple[int, float]]]:
    """For each term the topics that hold it, and how far each is about it: from 0 towards 1."""
    shares: dict[str, list[tuple[int, float]]] = defaultdict(list)
    mean = sum(count.total() for count in counts) / max(len(counts), 1)
    for at, count in enumerate(counts):
        damped = _K1 * (1 - _B + _B * count.total() / mean)
        for term, often in count.items():
            shares[term].append((at, often / (often + damped)))
    return shares
