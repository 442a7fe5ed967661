"""A question of the call sheet: its part of the call, and what its answer fills (Fills)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.coverage.position import Position, Verdict

_UNDECIDED = frozenset({Verdict.UNKNOWN, Verdict.SILENT, Verdict.DISPUTED})


class CallPart(StrEnum):
    """A part of the call."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


class Fills(StrEnum):
    """The part of a rule that an answer is."""

    VERDICT = "verdict"
    BILLER = "biller"
    CONDITION = "condition"
    BILLING = "billing"
    LIMIT = "limit"
    AUTHORIZATION = "authorization"
    REFERRAL = "referral"
    DOCUMENTATION = "documentation"


@dataclass(frozen=True, slots=True)
class CallQuestion:
    """One question or step. `fills` None: it is asked on every call, whatever is held."""

    when: CallPart
    says: str
    fills: Fills | None = None


def held(position: Position | None) -> frozenset[Fills]:
    """What a position says already, so that it is asked to confirm alone."""
    if position is None:
        return frozenset()
    told: dict[Fills, object] = {
        Fills.VERDICT: position.verdict not in _UNDECIDED,
        Fills.BILLER: position.billed_by,
        Fills.CONDITION: position.treating or position.not_treating,
        Fills.BILLING: position.billing,
        Fills.LIMIT: position.limits,
        Fills.AUTHORIZATION: position.authorization,
        Fills.REFERRAL: position.referral,
        Fills.DOCUMENTATION: position.documentation,
    }
    return frozenset(part for part, said in told.items() if said)
