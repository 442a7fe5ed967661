"""Procedure codes and modifiers: always text, described in our own words.

The descriptors of CPT are the American Medical Association's and licensed; none stands here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.coverage.period import Period
from models.coverage.statement import Statement


class CodeKind(StrEnum):
    """What a code is to a clinic that dry needles."""

    DRY_NEEDLING = "dry_needling"
    INJECTION = "injection"  # a substance goes in: never dry needling
    THERAPY = "therapy"  # billed beside needling
    ACUPUNCTURE = "acupuncture"
    UNLISTED = "unlisted"
    MODIFIER = "modifier"


@dataclass(frozen=True, slots=True)
class Code:
    """One code or modifier, and what a biller must know of it."""

    code: str
    kind: CodeKind
    says: Statement
    valid: Period
    timed: bool = False
    names: tuple[str, ...] = ()
    units: tuple[Statement, ...] = ()
    not_with: tuple[Statement, ...] = ()
    values: tuple[Statement, ...] = ()
    mistakes: tuple[Statement, ...] = ()
    cautions: tuple[Statement, ...] = ()
    see_also: tuple[str, ...] = ()
