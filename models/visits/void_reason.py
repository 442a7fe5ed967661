"""Why a session is void: the closed list VoidReason, and after which it is logged anew."""

from __future__ import annotations

from enum import StrEnum

from models.visits.word_list import canonical


class VoidReason(StrEnum):
    """The closed list. The value is what is kept and what is said."""

    WRONG_ALIAS = "wrong alias"  # it was another patient's
    WRONG_DAY = "wrong day"
    WRONG_CODE = "wrong code"
    ENTERED_TWICE = "entered twice"
    NO_SHOW = "did not come"
    CANCELLED = "cancelled"  # by either side, before it took place
    NOT_NEEDLED = "not needled"  # the patient came, and had something else
    BILLED_ELSEWHERE = "billed elsewhere"  # by another clinic or under another payer
    NOT_BILLED = "not billed"  # no charge, or the patient paid
    TEST = "test entry"
    MISTAKE = "by mistake"
    UNDONE = "undone"  # by "undo", at once
    OTHER = "other"


OFFERED = tuple(reason for reason in VoidReason if reason is not VoidReason.UNDONE)
"""What somebody is asked to choose from: undoing says by itself why."""


NEVER_AGAIN = frozenset(
    {
        *(VoidReason.WRONG_ALIAS, VoidReason.WRONG_DAY, VoidReason.WRONG_CODE),
        *(VoidReason.ENTERED_TWICE, VoidReason.NO_SHOW, VoidReason.CANCELLED),
        *(VoidReason.NOT_NEEDLED, VoidReason.TEST),
    }
)
"""By these the very same session is not to be logged after all."""


def in_words(kept: str) -> str:
    """A kept reason in words. What is on no list is never said: it may name somebody."""
    return canonical(VoidReason, kept) or VoidReason.OTHER
