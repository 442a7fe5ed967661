"""What a procedure code or modifier is: its kind, days, units, prices by year, mistakes.

Codes are always text. The descriptors of CPT are the American Medical Association's and licensed;
none stands here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.coverage.statement import Statement
from models.period import Period


class CodeKind(StrEnum):
    """What a code is to a clinic that dry needles."""

    DRY_NEEDLING = "dry_needling"
    INJECTION = "injection"  # a substance goes in: never dry needling
    THERAPY = "therapy"  # billed beside needling
    ACUPUNCTURE = "acupuncture"
    UNLISTED = "unlisted"
    MODIFIER = "modifier"


@dataclass(frozen=True, slots=True)
class Price:
    """What Medicare's schedule gave a code in one year: an amount and relative value units."""

    year: int
    says: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """One code or modifier, and what a biller must know of it.

    `modifiers` is what is said of modifiers on this code; `on_needling`, of a modifier, whether it
    goes on a code of dry needling. Which codes go together stands in `edits.py`.
    """

    code: str
    kind: CodeKind
    says: Statement
    valid: Period
    timed: bool = False
    names: tuple[str, ...] = ()
    units: tuple[Statement, ...] = ()
    modifiers: tuple[Statement, ...] = ()
    on_needling: Statement | None = None
    values: tuple[Price, ...] = ()
    mistakes: tuple[Statement, ...] = ()
    cautions: tuple[Statement, ...] = ()
    see_also: tuple[str, ...] = ()
