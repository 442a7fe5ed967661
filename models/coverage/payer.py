"""A payer or program, and the names under which staff know it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LineOfBusiness(StrEnum):
    """The kind of plan that a policy speaks for."""

    COMMERCIAL = "commercial"
    MEDICARE = "medicare"  # original Medicare, fee for service
    MEDICARE_ADVANTAGE = "medicare_advantage"
    MEDICAID = "medicaid"
    WORKERS_COMPENSATION = "workers_compensation"
    FEDERAL = "federal"  # TRICARE, VA, FEP
    AUTO = "auto"  # personal injury protection


LINE_NAMES: dict[LineOfBusiness, str] = {
    LineOfBusiness.COMMERCIAL: "commercial",
    LineOfBusiness.MEDICARE: "original Medicare",
    LineOfBusiness.MEDICARE_ADVANTAGE: "Medicare Advantage",
    LineOfBusiness.MEDICAID: "Medicaid",
    LineOfBusiness.WORKERS_COMPENSATION: "workers' compensation",
    LineOfBusiness.FEDERAL: "federal program",
    LineOfBusiness.AUTO: "auto injury",
}


LINE_SYNONYMS: dict[LineOfBusiness, tuple[str, ...]] = {
    LineOfBusiness.COMMERCIAL: ("commercial", "ppo", "hmo", "epo", "employer plan", "group plan"),
    LineOfBusiness.MEDICARE: (),
    LineOfBusiness.MEDICARE_ADVANTAGE: (
        "medicare advantage", "medicare replacement", "medicare adv", "ma plan", "part c", "mapd",
    ),
    LineOfBusiness.MEDICAID: ("medicaid", "mcaid"),
    LineOfBusiness.WORKERS_COMPENSATION: (
        "workers comp", "workers compensation", "work comp", "workmans comp", "wc",
    ),
    LineOfBusiness.FEDERAL: (),
    LineOfBusiness.AUTO: ("auto", "pip", "mva", "auto insurance", "personal injury protection"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Payer:
    """One payer.

    `names` mean this payer and no other; `shared_names` ("blue cross") are used for several
    payers, so that one of them alone is answered with a question. `states` are those in which the
    payer does business under this policy; empty means that the policy is not tied to any.
    """

    id: str
    name: str
    lines: tuple[LineOfBusiness, ...]
    names: tuple[str, ...]
    shared_names: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
