"""What the facts say of a new year (NewYearFact): what resets, what runs on, what to verify."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from models.coverage.payer import LineOfBusiness, Payer


class NewYearPart(StrEnum):
    """What a fact is about."""

    RESETS = "resets"  # on Jan 1
    RUNS_ON = "runs_on"  # has its own day, or none
    VERIFY = "verify"  # what to ask each payer anew
    TIMING = "timing"  # when a payer can answer that
    AMOUNTS = "amounts"  # of one year: known, or in no text that was read


@dataclass(frozen=True, slots=True)
class NewYearFact:
    """A sentence about Jan 1; of no lines and payers, it is about everybody's patients.

    `year` is the one that it speaks of; None: every year.
    """

    id: str
    part: NewYearPart
    says: str
    cites: tuple[str, ...]
    lines: tuple[LineOfBusiness, ...] = ()
    payers: tuple[str, ...] = ()
    year: int | None = None

    def is_about(self, payers: Iterable[Payer], year: int) -> bool:
        """Whether it is about patients of one of these payers, in a year."""
        if self.year not in {None, year}:
            return False
        if not self.lines and not self.payers:
            return True
        return any(
            not {payer.id, payer.facts}.isdisjoint(self.payers)
            or not set(self.lines).isdisjoint(payer.lines)
            for payer in payers
        )
