"""What a patient is treated for, as payers' policies group it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition that some policy names, with the words that staff use for it."""

    id: str
    name: str
    names: tuple[str, ...] = ()
    icd10: tuple[str, ...] = ()
