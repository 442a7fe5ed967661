"""The closed lists (Lists) from which all is chosen that is kept of a patient in words."""

from __future__ import annotations

from dataclasses import dataclass

from models.coverage.plan_kind import PlanKind
from models.visits.balance_source import SourceKind
from models.visits.body_region import BodyRegion
from models.visits.void_reason import VoidReason
from models.visits.word_list import WordList


@dataclass(frozen=True, slots=True)
class Lists:
    """Read once, never changed.

    `codes` are CPT and HCPCS numbers of outpatient therapy; those `untimed` are billed once,
    whatever the minutes.
    """

    voids: WordList[VoidReason]
    sources: WordList[SourceKind]
    plans: WordList[PlanKind]
    regions: WordList[BodyRegion]
    codes: frozenset[str]
    untimed: frozenset[str]
