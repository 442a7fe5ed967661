"""What Jan 1 does to a count, as it is stored (ResetKind), and which authorized visits lapse."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.visits.limit import LimitKind, kind_of_id

_LONGEST_MONTH = 31  # days


class ResetKind(StrEnum):
    """How a count meets Jan 1."""

    ON_JAN_1 = "on_jan_1"  # it begins again on that day
    ANOTHER_DAY = "another_day"  # it begins again on a day of its own
    ENDS = "ends"  # on a day that is known, as an authorization does, and none follows at once
    ROLLS = "rolls"  # each visit leaves by itself, and it never begins again at once
    NEVER = "never"  # no date begins it again: an injury, an episode, a lifetime


@dataclass(frozen=True, slots=True)
class StoredStanding:
    """One limit of an alias as the last count left it. Dates are those of the window.

    `opened` is the first day of its window, or the first of the year 1 where it has none or rolls.
    `payer` is the id of who authorized it, where it is authorized; None where nobody pays then.
    """

    limit: str
    opened: date
    last: date | None
    used: int
    allowed: int
    resets: date | None = None
    leaves_on: date | None = None
    payer: str | None = None

    @property
    def left(self) -> int:
        """How many more may be used; negative when the limit is passed."""
        return self.allowed - self.used

    @property
    def is_of_a_day(self) -> bool:
        """Whether it counts a day alone: what a year does to it is no news."""
        return self.opened == self.last and not self.is_authorization

    @property
    def is_authorization(self) -> bool:
        """Whether a payer authorized it: it ends on its day, and never begins again."""
        return kind_of_id(self.limit) is LimitKind.AUTHORIZATION

    @property
    def its_day(self) -> date | None:
        """The day on which it resets; of what never does the last day of its window."""
        return self.resets or self.last

    def reset_kind(self, jan_1: date) -> ResetKind:
        """How it meets the first day of a year."""
        if self.is_authorization:
            return ResetKind.ENDS
        if self.resets is None:
            return ResetKind.ROLLS if self.leaves_on else ResetKind.NEVER
        is_month = self._is_month(self.resets) and self.resets <= jan_1
        begins_then = is_month or jan_1 in {self.resets, self.opened}
        return ResetKind.ON_JAN_1 if begins_then else ResetKind.ANOTHER_DAY

    def _is_month(self, resets: date) -> bool:
        """Whether it counts by calendar month, and so begins again on Jan 1 as well."""
        is_first = self.opened.day == resets.day == 1
        return is_first and (resets - self.opened).days <= _LONGEST_MONTH

    def lapsing(self, jan_1: date, turn: ResetKind | None = None) -> int:
        """How many visits are lost before a day, as they end before it and none follow.

        `turn` is how it meets the day, where more is known of its window than what is stored.
        """
        ends = (turn or self.reset_kind(jan_1)) is ResetKind.ENDS
        return max(self.left, 0) if ends and self.last and self.last < jan_1 else 0
