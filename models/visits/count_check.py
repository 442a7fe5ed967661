"""Two counts of one limit that were compared, and what was done about them (CheckOutcome)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class CheckOutcome(StrEnum):
    """What was done about two counts."""

    AGREES = "agrees"  # both count the same
    TAKEN = "taken"  # theirs was noted as a balance
    KEPT = "kept"  # ours stands
    AGAIN = "again"  # they are looked at again


@dataclass(frozen=True, slots=True)
class CountCheck:
    """Two counts of a limit that were compared as of a day, and what was done about them.

    `look_on` is the day from which it is on the lists again, where it is looked at again.
    """

    limit: str
    theirs: int
    ours: int
    as_of: date
    source: str
    outcome: CheckOutcome
    look_on: date | None = None


def check_of(checks: Iterable[CountCheck], limit: str) -> CountCheck | None:
    """What was compared of a limit last."""
    return next((check for check in checks if check.limit == limit), None)


def with_check(
    checks: tuple[CountCheck, ...], limit: str, new: CountCheck | None
) -> tuple[CountCheck, ...]:
    """The checks with another one of a limit, or none, in the place of the one before."""
    others = [check for check in checks if check.limit != limit]
    return tuple(sorted([*others, *([new] if new else [])], key=lambda check: check.limit))
