"""The visits to come of a standing: those that are booked, then those at the pace so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from heapq import merge
from itertools import chain

from models.visits.count_reasons import Reason
from models.visits.pace import Pace, expected_days, keeping_on, pace_of, reliable_pace_of
from models.visits.standing import Standing


@dataclass(frozen=True, slots=True)
class VisitsAhead:
    """The visits to come: those that are `booked`, then those at the pace of all of them.

    Those booked `far` ahead are among these, with others before them. Where the pace `is_reliable`
    not, as too few visits took place, no more is known to come than is booked.
    """

    booked: tuple[date, ...]
    pace: Pace
    far: tuple[date, ...] = ()
    is_reliable: bool = True

    def days(self, standing: Standing) -> Iterator[date]:
        """The days on which they are expected, from the standing's day on."""
        return chain(self.booked, self._at_pace(standing) if self.is_reliable else ())

    def behind(self, days: Iterator[date], standing: Standing) -> Iterator[date]:
        """What is left of these days, and for a range the days on which one put off may fall."""
        if self.is_reliable:
            return days
        return chain(days, expected_days(self.pace, standing.on, standing.outlook))

    def _at_pace(self, standing: Standing) -> Iterator[date]:
        """Those behind the booked ones; a day booked far ahead takes the place of one near it."""
        near = self.pace.gap / 2
        expected = expected_days(self.pace, standing.on, standing.outlook)
        others = (d for d in expected if all(abs((d - day).days) > near for day in self.far))
        return merge(others, self.far)


def visits_ahead(standing: Standing) -> VisitsAhead | None:
    """What visits are to be expected; None where there is too little to go on.

    Of the pace see `reliable_pace_of`. A booking needs one visit or booking more. One of the day
    itself is still to come until its visit is logged.
    """
    came = {row.on for row in standing.counted if row.reason is not Reason.VOIDED}
    days = sorted(set(standing.outlook.booked))
    booked = tuple(day for day in days if day >= standing.on and day not in came)
    came_at = reliable_pace_of(standing)
    if came_at is None:
        of_booked = pace_of(standing, booked) if booked else None
        return VisitsAhead(booked, of_booked, is_reliable=False) if of_booked else None
    near = keeping_on(came_at, booked)
    pace = pace_of(standing, near) or came_at
    return VisitsAhead(near, pace, far=booked[len(near) :])
