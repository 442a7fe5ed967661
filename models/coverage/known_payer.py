"""Payers that are known by name, with and without facts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PayerKind(StrEnum):
    """What a payer sells or does."""

    AUTO = "auto"
    COMMERCIAL = "commercial"
    FEDERAL = "federal"
    MEDICAID = "medicaid"
    MEDICAID_MANAGED = "medicaid_managed"
    MEDICARE_ADVANTAGE = "medicare_advantage"
    MEDICARE_CONTRACTOR = "medicare_contractor"
    MEDIGAP = "medigap"
    SHARING_MINISTRY = "sharing_ministry"
    TPA = "tpa"  # administers plans that employers pay for themselves
    UTILISATION_MANAGER = "utilisation_manager"  # approves care for other payers
    WORKERS_COMP = "workers_comp"


@dataclass(frozen=True, slots=True)
class KnownPayer:
    """A payer's names. It says nothing of what the payer covers.

    `names` mean this payer alone; `shared_names` several. `common_names` are those of either that
    are also a word, a place or a person's name. `facts` is the id of its facts, empty without any.
    `states` holds postal codes, or "US" where it is met nearly everywhere.
    """

    id: str
    name: str
    kind: PayerKind
    states: tuple[str, ...]
    names: tuple[str, ...]
    shared_names: tuple[str, ...] = ()
    common_names: tuple[str, ...] = ()
    part_of: str = ""
    facts: str = ""
