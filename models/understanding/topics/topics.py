"""Finds the topic that a question in free text is about: how topics are scored and ranked.

Four things are asked of every topic: how much of the question its texts account for (BM25 over
terms of the field, see `vocabulary`), how near its nearest wording is, how much of the question
its wordings account for, and what was learned of its words (`learned_weights`), which counts most.
All are shares from 0 to 1: one threshold (`topic_match`) serves short questions and long ones.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from models.coverage.statement import Statement
from models.coverage.topic import Topic
from models.understanding.topics.learned_weights import (
    Learned,
    LearnedWeights,
    all_with_texts,
    features_of,
    is_of_none,
    lead,
)
from models.understanding.topics.refusals import places_of_denials
from models.understanding.topics.topic_match import EXACT, NearTopic, TopicMatch, match
from models.understanding.topics.topic_spelling import TopicSpelling
from models.understanding.topics.topic_statements import TopicStatements
from models.understanding.topics.topic_texts import (
    ASKED,
    REASON,
    SUBJECT,
    TopicTexts,
    alone_among,
    entitled_among,
    rarities,
    rarity,
    reasons_among,
    shares_of,
)
from models.understanding.topics.topic_wordings import WORDING, TopicWordings
from models.understanding.vocabulary import (
    ASKING,
    ELSEWHERE,
    PAYERS,
    PROFESSIONS,
    Vocabulary,
    words,
)

# The part of the score for how much of the question a topic's wordings account for.
_SHARE = 0.2

# A question counts as if it held at least this much: "visit", which most topics hold, asks nothing.
_LEAST_ASKED = 2.5

# And as if it held at most this much: a story has words that nobody asks by.
_MOST_ASKED = 10.0

# The weight of a word that no topic is asked by.
_UNHEARD = 4.0

# The score where the question says what some wording of one topic alone says, in other words.
_ALONE = 0.9

# The highest score of the other topics where it is what a topic's own question says.
_BESIDE = 0.8

# The highest score but that of a topic's own wording.
_HIGHEST = 0.99

# The score where nothing is said but what all is about: what dry needling is, then, nearly.
_BARE = 0.5

# What is known of one payer is nearly never asked without its name: such topics stand back.
_UNNAMED = 0.7

# So do topics that do not speak of a payer, state, profession or code that the question names.
_STRANGE = 0.9

_FEW = 0.25  # a term that at most every fourth topic is asked by tells some from others
_SEVERAL = 5  # so many topics are asked by a word that says nothing alone

# What is taken in cash for needling is asked of a clinic's prices, whatever else stands beside it.
_CASH_FOR_NEEDLING = SUBJECT | {"cash"}

# Any code. It names what is asked about.
_CODE = re.compile(rf"[0-9]{{5}}|[a-z][0-9]{{4}}|{REASON.pattern}")

# What asks how denial codes are read: the best that is known of one that no topic holds.
_DENIAL_CODE = frozenset({"denial_code"})


class _AskedTerms(NamedTuple):
    """The terms of one question: all, those without codes, those of which a topic must speak."""

    terms: frozenset[str]
    said: frozenset[str]
    plain: frozenset[str]  # what is said, without the words that ask
    whole: float  # how much that asks
    named: frozenset[str]
    subjects: frozenset[str]  # what is named, and the codes
    alone: int | None  # the one topic that is asked in these terms


class Topics:
    """An index of topics. Built once; the order in which they are given does not matter."""

    def __init__(
        self,
        topics: Mapping[str, Topic],
        vocabulary: Vocabulary,
        learned: LearnedWeights | None = None,
    ) -> None:
        self.vocabulary = vocabulary
        self._learned = learned or LearnedWeights()
        self._topics = tuple(topics[id_] for id_ in sorted(topics))
        self._ids = tuple(topic.id for topic in self._topics)
        self._places = self._learned.places_of(self._ids)
        texts = [TopicTexts(topic, vocabulary) for topic in self._topics]
        self._exact = {key: at for at, text in enumerate(texts) for key in text.typed}
        self._rarity = rarities(texts)
        self._unheard = min(_UNHEARD, rarity(1, len(texts)))
        self._vague = min(_LEAST_ASKED, self._unheard)
        self._telling = rarity(max(2, int(_FEW * len(texts))), len(texts))
        self._parts = {
            term: [(at, (1 - WORDING) * self._weight([term]) * share) for at, share in shares]
            for term, shares in shares_of([text.counts for text in texts]).items()
        }
        self._several = rarity(_SEVERAL, len(texts))
        self._statements = TopicStatements(vocabulary, self._weigh)
        self._asked_by = [text.asked for text in texts]
        self._asked_as = [frozenset(text.wordings) for text in texts]
        self._known = [text.asked | text.counts.keys() for text in texts]
        self._subjects = [vocabulary.named_in(text.title) for text in texts]
        self._titles = [PAYERS & named for named in self._subjects]
        self._titled = [at for at, named in enumerate(self._titles) if named]
        self._spelling = TopicSpelling({w for text in texts for w in text.spelt}, vocabulary)
        self._counts = [text.counts for text in texts]
        self._itself = next((at for at, text in enumerate(texts) if text.title == SUBJECT), None)
        self._entitled = entitled_among(texts)
        self._alone = alone_among(texts) | self._entitled
        self._reasons = reasons_among(texts)
        self._wordings = TopicWordings(texts, self._rarity, least=self._vague)

    def find(self, text: str) -> TopicMatch:
        """The topic that answers a question, where one is sure, and the plausible topics."""
        return self.find_typed(words(text))

    def find_typed(self, typed: list[str], apart: Iterable[str] = ()) -> TopicMatch:
        """The same for a text cut into `words`; apart from the payers of some names."""
        named = {word for name in apart for word in words(name)}
        return match(self._nearest([word for word in typed if word not in named]))

    def entitled(self, terms: Iterable[str]) -> tuple[Topic, ...]:
        """The topics whose own question comes down to one of these terms."""
        held = (self._entitled.get(frozenset({term})) for term in terms)
        return tuple(self._topics[at] for at in held if at is not None)

    def leading(
        self, topic: Topic, terms: frozenset[str], typed: list[str], diagnoses: Iterable[str] = ()
    ) -> Statement | None:
        """The statement of a topic that speaks of what is asked more than its first one."""
        return self._statements.leading(topic, terms, typed, frozenset(diagnoses))

    def strange_reasons(self, terms: Iterable[str]) -> tuple[str, ...]:
        """The denial codes among terms of which no topic speaks, without their group."""
        strange = (t for t in terms if REASON.fullmatch(t) and t not in self._parts)
        return tuple(term.removeprefix("reason").upper() for term in strange)

    def knows(self, text: str) -> bool:
        """Whether every word of a text is one of the topics or of the field."""
        return self._spelling.knows(text)

    def nearest(self, text: str, most: int = 3) -> tuple[NearTopic, ...]:
        """The topics nearest to a question, best first; none where the text says nothing."""
        return self._nearest(words(text), most)

    def _nearest(self, typed: list[str], most: int = 3) -> tuple[NearTopic, ...]:
        all_terms = self._spelling.terms(typed)
        terms = frozenset([term for term in all_terms if self._tells(term)])
        if any(term not in self._parts and REASON.fullmatch(term) for term in terms):
            terms |= _DENIAL_CODE
        exact = self._exact.get(tuple(typed))
        is_vague = len(terms) == 1 and self._is_vague(*terms)
        is_elsewhere = not ELSEWHERE.isdisjoint(terms) and not terms >= _CASH_FOR_NEEDLING
        if exact is None and (is_vague or is_elsewhere):
            return ()
        if exact is None and terms == SUBJECT and self._itself is not None:
            return (NearTopic(self._topics[self._itself], _BARE),)
        scores = self._scores(terms)
        is_strange = not terms.isdisjoint(_DENIAL_CODE)  # of such a code nothing was learned
        learned = None if is_strange else self._learned.by_place(features_of(typed, all_terms))
        unfit = places_of_denials(typed, self._reasons)
        alone = self._said_alone(terms, unfit)
        if exact is not None:
            scores[exact] = EXACT
        elif alone is not None:
            if self._entitled.get(terms - SUBJECT) == alone:
                scores = [min(score, _BESIDE) for score in scores]
            scores[alone] = max(scores[alone], _ALONE)
        asked = self._asked_in(terms, alone)
        both = all_with_texts(self._places, scores, (*learned, None)) if learned else scores
        fitting = [at for at, score in enumerate(both) if score and at not in unfit]
        leading = heapq.nlargest(2 * most, fitting, key=both.__getitem__)
        ids = [self._ids[at] for at in leading]
        told = self._learned.of_these(ids, learned) if learned else None
        near = [self._near(at, scores[at], asked, told) for at in leading]
        if exact is not None:
            near = [each._replace(is_own=each.topic is self._topics[exact]) for each in near]
        near.sort(key=lambda each: (each.is_own, each.score), reverse=True)
        return tuple(near[:most])

    def features(self, typed: list[str]) -> list[str]:
        """What is learned of a text cut into `words`."""
        return features_of(typed, self._spelling.terms(typed))

    def _asked_in(self, terms: frozenset[str], alone: int | None) -> _AskedTerms:
        """What a question asks, with all that does not hang on one topic."""
        codes, named = frozenset(filter(_CODE.fullmatch, terms)), self.vocabulary.named_in(terms)
        said = terms - codes
        plain = said - ASKING
        return _AskedTerms(terms, said, plain, self._asked(plain), named, named | codes, alone)

    def _near(self, at: int, score: float, asked: _AskedTerms, learned: Learned) -> NearTopic:
        id_, held = self._ids[at], asked.said & self._asked_by[at]
        asking = held & ASKING
        whole = self._asked(asked.plain | asking) if asking else asked.whole
        is_alone = asked.alone == at
        accounted = 1.0 if is_alone else min(self._weight(held) / whole, 1.0)
        if score < EXACT:
            score = min((1 - _SHARE) * score + _SHARE * accounted, _HIGHEST)
        is_strange = not is_alone and not asked.subjects <= self._known[at]
        if is_strange:
            score *= _STRANGE
        if score < EXACT and not is_alone:
            score = min(self._learned.with_texts(id_, score, learned), _HIGHEST)
        tells = held - asking - (asked.named - self._subjects[at] - PROFESSIONS)
        telling = self._weights(tells)
        return NearTopic(
            self._topics[at],
            score,
            accounted=accounted,
            telling=sum([weight >= self._telling for weight in telling]) + is_alone,
            rarest=max(telling, default=0.0),
            is_about_it=any(self._counts[at][term] >= 2 * ASKED for term in tells),
            is_of_another=is_strange or (not is_alone and self._lacks(at, asked.terms)),
            is_alone=is_alone,
            lead=lead(id_, learned),
            is_of_none=not is_alone and is_of_none(id_, score, learned),
        )

    def _scores(self, terms: frozenset[str]) -> list[float]:
        """The score of each topic: 0 where it shares no term with the question."""
        asked = self._asked(terms)
        scores = self._wordings.nearest(terms, asked)
        for term in terms:
            for at, part in self._parts.get(term, ()):
                scores[at] += part / asked
        for at in self._titled:
            if scores[at] and self._lacks(at, terms):
                scores[at] *= _UNNAMED
        return scores

    def _said_alone(self, terms: frozenset[str], unfit: frozenset[int]) -> int | None:
        """The one topic that is asked in these terms, or by the denial code among them."""
        held = sorted(terms & self._reasons.keys(), key=lambda term: (term[0] != "r", term))
        reasons = [self._reasons[term] for term in held]  # the reason before its remark
        if reasons:
            return reasons[0]
        said = terms - SUBJECT
        alone = None if len(said) == 1 and self._is_vague(*said) else self._alone.get(said)
        return None if alone in unfit else alone

    def _is_vague(self, term: str) -> bool:
        """Whether a lone term is an everyday word of several topics: "how up to date is this"."""
        is_known = self.vocabulary.has_term(term) or frozenset({term}) in self._entitled
        return not is_known and self._rarity.get(term, self._unheard) < self._several

    def _lacks(self, at: int, terms: frozenset[str]) -> bool:
        """Whether the question, unlike some wording, leaves out the payer whom the title names."""
        return not self._titles[at] <= terms and terms not in self._asked_as[at]

    def _tells(self, term: str) -> bool:
        """Whether a term can be what is asked for: a number that no topic knows cannot."""
        return term in self._parts or not term.isdigit() or bool(_CODE.fullmatch(term))

    def _asked(self, terms: frozenset[str]) -> float:
        """How much a question asks: of a story nobody accounts for each word."""
        return min(max(self._weight(terms), self._vague), _MOST_ASKED)

    def _weight(self, terms: Iterable[str]) -> float:
        return sum(self._weights(sorted(terms)))  # the same for whatever order of terms

    def _weights(self, terms: Iterable[str]) -> list[float]:
        return [self._weigh(term) for term in terms]

    def _weigh(self, term: str) -> float:
        return self._rarity.get(term, self._unheard)
