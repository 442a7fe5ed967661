"""Why a session counts towards a limit or does not: reasons (Reason) and their words (WORDS)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Reason(StrEnum):
    """Why a session counts, or does not."""

    COUNTS = "counts"
    UNTOLD = "untold"  # counts, because nobody told the code and discipline that might let it off
    UNTOLD_CODE = "untold_code"  # the same of the code alone
    UNTOLD_DISCIPLINE = "untold_discipline"  # the same of the discipline alone
    UNTOLD_CASE = "untold_case"  # counts, because nobody told of which case it is
    VOIDED = "voided"
    SELF_PAY = "self_pay"  # the patient paid
    LATER = "later"  # after the day that is asked about
    OTHER_CODE = "other_code"
    OTHER_DISCIPLINE = "other_discipline"
    OTHER_CASE = "other_case"
    POSTSURGICAL = "postsurgical"  # after surgery, under a schedule of its own
    OUTSIDE = "outside"  # not in the window
    SAME_VISIT = "same_visit"  # another session has already made this day a visit
    NO_UNITS = "no_units"  # no timed unit was billed
    IN_BALANCE = "in_balance"  # a total told as of its day or later holds it
    OTHER_AUTHORIZATION = "other_authorization"  # it draws on another one
    NEEDS_NONE = "needs_none"  # a limit lets it pay without this authorization
    AUTHORIZED = "authorized"  # an authorization covers it, which stands in for this limit
    UNCOVERED = "uncovered"  # no authorization covers its day
    UNCOVERED_CASE = "uncovered_case"  # none covers its case on that day
    UNCOVERED_CODE = "uncovered_code"  # none covers its codes on that day
    OTHER_PAYER = "other_payer"  # another payer paid on that day


REFUSALS = frozenset(
    {
        *(Reason.VOIDED, Reason.SELF_PAY, Reason.POSTSURGICAL),
        *(Reason.OTHER_CODE, Reason.OTHER_DISCIPLINE, Reason.OTHER_CASE),
        *(Reason.OTHER_AUTHORIZATION, Reason.NEEDS_NONE, Reason.OTHER_PAYER),
        *(Reason.UNCOVERED_CASE, Reason.UNCOVERED_CODE),
    }
)
"""Why a session draws on no window of a limit, whatever the day."""

NONE_COVERS = frozenset({Reason.UNCOVERED, Reason.UNCOVERED_CASE, Reason.UNCOVERED_CODE})
"""Authorizations are for such sessions, and none covers this one."""

WHY_UNCOVERED = {
    Reason.OUTSIDE: Reason.UNCOVERED,
    Reason.OTHER_CASE: Reason.UNCOVERED_CASE,
    Reason.OTHER_CODE: Reason.UNCOVERED_CODE,
}
"""What is said of a session that none covers, by why one of them does not count it."""

COUNTING = frozenset(
    {
        *(Reason.COUNTS, Reason.UNTOLD, Reason.UNTOLD_CODE),
        *(Reason.UNTOLD_DISCIPLINE, Reason.UNTOLD_CASE),
    }
)
"""Why a session counts."""


WORDS: dict[Reason, str] = {
    Reason.COUNTS: "counts",
    Reason.UNTOLD: "counts: no code or discipline was told",
    Reason.UNTOLD_CODE: "counts: no code was told",
    Reason.UNTOLD_DISCIPLINE: "counts: no discipline was told",
    Reason.UNTOLD_CASE: "counts: no case was told",
    Reason.VOIDED: "voided",
    Reason.SELF_PAY: "the patient paid",
    Reason.LATER: "after this day",
    Reason.OTHER_CODE: "a code that this limit does not count",
    Reason.OTHER_DISCIPLINE: "a discipline that this limit does not count",
    Reason.OTHER_CASE: "another case than this limit's",
    Reason.POSTSURGICAL: "postsurgical, which this limit does not count",
    Reason.OUTSIDE: "outside the window",
    Reason.SAME_VISIT: "the same visit as another session of the day",
    Reason.NO_UNITS: "no timed unit",
    Reason.IN_BALANCE: "held in the balance",
    Reason.OTHER_AUTHORIZATION: "drawn on another authorization",
    Reason.NEEDS_NONE: "one of those that need no authorization",
    Reason.AUTHORIZED: "drawn on an authorization",
    Reason.UNCOVERED: "no authorization covers it",
    Reason.UNCOVERED_CASE: "no authorization covers its case",
    Reason.UNCOVERED_CODE: "no authorization names its code",
    Reason.OTHER_PAYER: "another payer paid on that day",
}


@dataclass(frozen=True, slots=True)
class Counted:
    """One session as one limit sees it: how much it adds in the limit's unit, and why."""

    session: int
    on: date
    amount: int
    reason: Reason

    @property
    def counts(self) -> bool:
        """Whether the session adds anything to the count."""
        return self.amount > 0
