"""Notices, deadlines, audits and bills, which topics answer and no payer's card holds."""

from __future__ import annotations

import re
from collections.abc import Iterable

from models.coverage.topic import Topic
from models.understanding.topics.topics import Topics

_TERMS = frozenset(
    """abn waiver appeal appeal_lost audit auth_ended deadline filing_limit money_back cash
    patient_owes clean_claim up_front unsent_claim""".split()
)

# Of these whole topics speak, whatever else is said.
_NOTICES = frozenset({"abn"})

# Beside a day it asks what held then: "an auditor asks for the policy of 2021".
_UNDATED = frozenset({"audit"})

# What asks for a yes or no: "can we", "may I".
_WHETHER = re.compile(
    r"\b(?:can|may|could|should) (?:i|we|u|you|he|she|they|the \w+|a|an|pts?|patients?)\b",
    re.IGNORECASE,
)
_OF_WHETHER = re.compile(r"(?:Can|May|Must|Do|Does|Is|Are|Will)\b")


def asked_in(terms: Iterable[str], *, is_dated: bool = False) -> frozenset[str]:
    """The terms of paperwork among terms, of a text that may name a day."""
    return _TERMS.intersection(terms) - (_UNDATED if is_dated else frozenset())


def answering(
    near: Iterable[Topic | None], asked: frozenset[str], text: str, topics: Topics
) -> tuple[Topic, ...]:
    """Those of near topics that are asked by the paperwork that is named."""
    held = {topic.id: topic for topic in near if topic}
    found = tuple(topic for topic in held.values() if _is_asked_by(topic, asked, topics))
    if _WHETHER.search(text):  # "can we charge cash" does not ask how much
        found = tuple(sorted(found, key=lambda topic: not _OF_WHETHER.match(topic.question)))
    return found or topics.entitled(asked & _NOTICES)


def _is_asked_by(topic: Topic, asked: frozenset[str], topics: Topics) -> bool:
    """Whether a topic's own question, or several of its wordings, hold one of the terms."""
    terms_of = topics.vocabulary.terms_of
    worded = [asked.intersection(terms_of(text)) for text in (topic.question, *topic.also)]
    return bool(worded[0]) or sum(map(bool, worded)) > 1
