"""The days on the dates of an authorization that it had no room for, nor any other: unpaid ones."""

from __future__ import annotations

from datetime import date

from models.visits.limit import LimitKind
from models.visits.standing import Standing


def days_beyond_room(standing: Standing) -> tuple[date, ...]:
    """The days of the visits that an authorization counts beyond its number, in order.

    A visit draws on whatever has room: one that is counted beyond a number found none anywhere. No
    authorization of later days pays it.
    """
    if standing.limit.kind is not LimitKind.AUTHORIZATION or standing.left >= 0:
        return ()
    used, days = sum(balance.adds for balance in standing.carried), dict[date, None]()
    for row in standing.counted:
        used += row.amount
        if row.counts and used > standing.allowed:
            days[row.on] = None
    return tuple(days)
