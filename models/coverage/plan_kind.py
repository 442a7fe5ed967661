"""The kind of a payer's plan, where the payer's own plans have no facts of their own."""

from __future__ import annotations

from enum import StrEnum


class PlanKind(StrEnum):
    """The closed list. The value is what is kept and what is said."""

    HMO = "HMO"
    PPO = "PPO"
    EPO = "EPO"
    POS = "POS"
    HDHP = "HDHP"  # high deductible, mostly with a health savings account
    INDEMNITY = "indemnity"
    SELF_FUNDED = "self-funded"  # by the employer, under ERISA
    COMMERCIAL = "commercial"
    MARKETPLACE = "marketplace"
    MEDICARE = "original Medicare"
    MEDICARE_ADVANTAGE = "Medicare Advantage"
    MEDICARE_SUPPLEMENT = "Medicare supplement"
    DUAL = "Medicare and Medicaid"
    MEDICAID = "Medicaid"
    MEDICAID_MANAGED = "Medicaid managed care"
    CHILDREN = "CHIP"
    FEDERAL = "federal employees"
    STATE = "state employees"
    MILITARY = "TRICARE or VA"
    WORKERS_COMPENSATION = "workers' compensation"
    AUTO = "auto injury"
    STUDENT = "student health"
    SHORT_TERM = "short-term"
    SELF_PAY = "self-pay"  # no plan at all: the patient pays


KINDS_OF_PAYERS = tuple(kind for kind in PlanKind if kind is not PlanKind.SELF_PAY)
"""Those that a payer may have."""
