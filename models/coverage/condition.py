"""What a patient is treated for, as payers' policies group it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.coverage.statement import Statement


@dataclass(frozen=True, slots=True)
class EndedDiagnosis:
    """A code of ICD-10-CM that no claim takes after `last`, or on no day, and which do instead."""

    code: str
    says: Statement
    cites: tuple[str, ...]
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition that some policy names, with the words that staff use for it."""

    id: str
    name: str
    names: tuple[str, ...] = ()
    icd10: tuple[str, ...] = ()
    ended: tuple[EndedDiagnosis, ...] = ()
