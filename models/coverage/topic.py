"""A question that staff ask outside payers, codes and states, and its answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.coverage.aspect import Aspect
from models.coverage.statement import Statement


class TopicKind(StrEnum):
    """The subject under which a topic is filed."""

    CLINICAL = "clinical"  # general information, never advice for one patient
    BILLING = "billing"
    LIMITS = "limits"  # how payers count visits
    TRAINING = "training"
    COST = "cost"
    BOT = "bot"  # this bot itself


@dataclass(frozen=True, slots=True)
class Topic:
    """One question, the other ways in which people ask it, and what is known.

    `aspects` are what it answers, and `payers` the ids of those of whom alone it speaks: its answer
    is no other payer's. `charges` says that it tells when a patient may be charged: what a payer's
    own rule says of that leads it. `unknown` says that the answer is not known: then it may lack
    sources.
    """

    id: str
    kind: TopicKind
    question: str
    also: tuple[str, ...]
    answer: tuple[Statement, ...]
    details: tuple[Statement, ...] = ()
    cautions: tuple[Statement, ...] = ()
    commands: tuple[str, ...] = ()  # what to type next
    aspects: tuple[Aspect, ...] = ()
    payers: tuple[str, ...] = ()
    unknown: bool = False
    charges: bool = False
