"""A fact that staff call wrong: which part of the answer, by which source, and what a check says.

Everything of it is chosen: the answer by its canonical command, the part from a closed list, the
source by its id. Nothing that anybody typed is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class FactPart(StrEnum):
    """What of an answer is wrong. The value is what is typed and kept."""

    VERDICT = "verdict"
    ANSWER = "answer"  # what it says first
    CONDITIONS = "conditions"
    LIMIT = "limit"
    AUTHORIZATION = "authorization"
    REFERRAL = "referral"
    BILLING = "billing"
    DOCUMENTATION = "documentation"
    POLICY = "policy"  # the number of it
    RULE = "rule"  # whether a state allows it
    DUTIES = "duties"  # what a state asks for
    CITATION = "citation"  # of a state's rule
    MEANING = "meaning"  # of a code
    TOGETHER = "together"  # with other codes on one day
    COUNTING = "counting"
    MODIFIER = "modifier"
    AMOUNT = "amount"
    DISAGREEMENT = "disagreement"
    DATE = "date"
    SOURCE = "source"
    OTHER = "other"


class FactCheck(StrEnum):
    """What somebody found who checked a fact."""

    STILL_TRUE = "still true"
    TO_CORRECT = "will be corrected"


_DAYS = re.compile(r" (?:on|to|as known) \d{4}-\d{2}-\d{2}\b")


def undated(command: str) -> str:
    """A canonical command without the days that it asks for."""
    return _DAYS.sub("", command)


@dataclass(frozen=True, slots=True)
class FactReport:
    """What one member says of one answer.

    `fact` names what it is of, the same for every question that it answers: a position, a topic,
    or a command without days. `command` is how it was asked. `source` is empty for none.
    """

    fact: str
    part: FactPart
    source: str
    command: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReportedFact:
    """A part of a fact that members of a clinic call wrong: all of them, the first one first."""

    number: int
    reports: tuple[FactReport, ...]

    @property
    def first(self) -> FactReport:
        """The report that came first: its command asks for the fact."""
        return self.reports[0]

    @property
    def members(self) -> tuple[str, ...]:
        """Who says so, by the platform's user ids."""
        return tuple(report.by for report in self.reports)


def in_order(facts: Iterable[ReportedFact]) -> tuple[ReportedFact, ...]:
    """Those of most members first, then the oldest."""
    return tuple(sorted(facts, key=lambda fact: (-len(fact.reports), fact.number)))
