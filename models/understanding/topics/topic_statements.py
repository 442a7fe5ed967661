"""Which statement of a topic speaks of what was asked in particular: that one leads its card."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from models.coverage.statement import AskedStatement, Statement
from models.coverage.topic import Topic
from models.understanding.topics.topic_texts import SUBJECT
from models.understanding.vocabulary import (
    ASKING,
    PAYERS,
    PROFESSIONS,
    Vocabulary,
    stem,
    words,
)

# A statement leads by terms that weigh at least this much together: those that few topics share.
# One that names the payer, state, profession or code that is asked of leads by less.
_ENOUGH = 3.5
_ENOUGH_OF_A_NAME = 1.0

# Of whom a statement speaks, where it says so first: "eviCore (Feb 2021): a start date ...".
_OF_WHOM = re.compile(r"[A-Z][^.:]{1,60}(?=:)")

# Such a statement goes on from the one before it, and cannot stand first.
_GOES_ON = re.compile(
    r"(?:It|They|Its|Their|This|That|These|Those|Then|Both|Others?|Else\w*|Also|Otherwise|So|And|But"
    r"|Who|Whether|Never|Not|Nor|No|Another\S*|Each|Of some|Some others|If (?:it|they)"
    r"|(?:For|In|With|Without) (?:the )?(?:others?|another|such|each)"
    r"|The (?:same|others?|rest|right)|I hold [^.]{0,60}\bon (?:it|them|that))\b|Before:"
)


_CODE = re.compile(r"[0-9]{5}\b")
_DIAGNOSIS = re.compile(r"\b[A-Z][0-9][0-9A-Z](?:\.[0-9A-Z]{1,4})?\b")
_OF_MEDICARE = re.compile(r"(?:For |Original )?Medicare\b")


class _Weighed(NamedTuple):
    weight: float
    statement: Statement
    is_of_a_name: bool

    @property
    def enough(self) -> float:
        return _ENOUGH_OF_A_NAME if self.is_of_a_name else _ENOUGH


class TopicStatements:
    """The statements of topics, whose terms are cut once and kept."""

    def __init__(self, vocabulary: Vocabulary, weigh: Callable[[str], float]) -> None:
        self._vocabulary = vocabulary
        self._weigh = weigh
        self._terms: dict[str, frozenset[str]] = {}
        self._stems: dict[str, frozenset[str]] = {}

    def leading(
        self,
        topic: Topic,
        terms: frozenset[str],
        typed: Iterable[str],
        diagnoses: frozenset[str],
    ) -> Statement | None:
        """The statement that holds more of what is asked than the first; None for that one.

        What the topic's own question says is asked of every statement alike, and tells none apart.
        One that names a diagnosis comes before any other, then one that is asked for by words that
        are all `typed`, as stems.
        """
        named = self._naming(topic, diagnoses)
        if meant := named or self._asked_for(topic, frozenset(map(stem, typed))):
            return None if meant is topic.answer[0] else meant
        asked = terms - SUBJECT - ASKING - self._terms_of(topic.question)
        first = self._weighed(topic.answer[0], asked)
        others = (*topic.answer[1:], *topic.details)
        standing = [
            self._weighed(said, asked) for said in others if self._may_stand_first(said, terms)
        ]
        best = max(standing, key=lambda each: each.weight, default=first)
        return best.statement if best.weight >= first.weight + best.enough else None

    def _naming(self, topic: Topic, diagnoses: frozenset[str]) -> Statement | None:
        """The statement that names most of these diagnoses; None where none does."""
        if not diagnoses:
            return None
        held = [
            (len(diagnoses.intersection(_DIAGNOSIS.findall(statement.says))), statement)
            for statement in (*topic.answer, *topic.details)
        ]
        named, statement = max(held, key=lambda each: each[0])
        return statement if named else None

    def _asked_for(self, topic: Topic, typed: frozenset[str]) -> Statement | None:
        """The statement whose own words are typed: the one of which most are."""
        held = [
            (len(named), statement)
            for statement in (*topic.answer, *topic.details)
            if isinstance(statement, AskedStatement)
            for named in map(self._stems_of, statement.asked)
            if named <= typed
        ]
        return max(held, key=lambda each: each[0])[1] if held else None

    def _weighed(self, statement: Statement, asked: frozenset[str]) -> _Weighed:
        shared = asked & self._terms_of(statement.says)
        if not _OF_MEDICARE.match(statement.says):  # what names no payer is Medicare's rule
            shared -= {"medicare"}
        begins_with_code = _CODE.match(statement.says) is not None
        is_of_a_name = begins_with_code or bool(self._vocabulary.named_in(shared))
        return _Weighed(sum(map(self._weigh, sorted(shared))), statement, is_of_a_name)

    def _may_stand_first(self, statement: Statement, terms: frozenset[str]) -> bool:
        """Whether it needs none before it, and speaks of no payer or state but those asked of."""
        if _GOES_ON.match(statement.says):
            return False
        if named := self._vocabulary.named_in(self._terms_of(statement.says)) - PROFESSIONS:
            payers_and_states = (named & PAYERS, named - PAYERS)
            return all(not each or not terms.isdisjoint(each) for each in payers_and_states)
        whose = _OF_WHOM.match(statement.says)
        return not whose or not terms.isdisjoint(self._terms_of(whose[0]))

    def _stems_of(self, asked: str) -> frozenset[str]:
        if asked not in self._stems:
            self._stems[asked] = frozenset(map(stem, words(asked)))
        return self._stems[asked]

    def _terms_of(self, text: str) -> frozenset[str]:
        if text not in self._terms:
            self._terms[text] = frozenset(self._vocabulary.terms_of(text))
        return self._terms[text]
