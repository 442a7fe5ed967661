"""The window of a limit on a day: the payer's, or the alias's own episode of care."""

from __future__ import annotations

from datetime import date, timedelta

from models.period import Period
from models.visits.history import History
from models.visits.limit import Limit
from models.visits.window import Episode, Window

_DAY = timedelta(days=1)


def window_of(limit: Limit, history: History, on: date) -> Window:
    """The limit's window; for an episode without dates, the alias's episode that holds the day.

    A day between two episodes belongs to the days between them.
    """
    if not isinstance(limit.window, Episode) or limit.window.period:
        return limit.window
    for episode in history.episodes:
        if episode.holds(on):
            return Episode(episode)
    ended = [e.last for e in history.episodes if e.last and e.last < on]
    begins = [e.first for e in history.episodes if e.first and e.first > on]
    first = max(ended) + _DAY if ended else None
    return Episode(Period(first, min(begins) - _DAY if begins else None))
