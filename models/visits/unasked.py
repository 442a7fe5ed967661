"""Visits that need no authorization, so many again in each window: they go on behind one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.period import Period
from models.visits.window import Window


@dataclass(frozen=True, slots=True)
class Unasked:
    """So many visits a window (`most`) need no authorization, `left` of them in the one of `now`.

    `comes_first`: they are used before an authorization is drawn on; else behind one.
    """

    kind: Window
    now: Period
    most: int
    left: int
    comes_first: bool

    def left_on(self, day: date) -> int:
        """How many are left on a day, where none is used until then."""
        return self.left if self.now.holds(day) else self.most


def is_plain(window: Window) -> bool:
    """Whether a window follows itself by the calendar alone, whoever comes when."""
    return window.renews and not (window.rolls or window.waits or window.stretches)
