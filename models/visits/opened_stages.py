"""Which stages of a limit are closed still: an authorization opens as many visits as it grants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from models.period import Period
from models.visits.authorization import Authorization, FurtherGrant
from models.visits.balance import BalanceTotal
from models.visits.further_visits import (
    authorizations_for,
    needing_none,
    spares_authorization,
)
from models.visits.history import History
from models.visits.limit import Limit, Needs, Stage, Unit


@dataclass(frozen=True, slots=True)
class Used:
    """What is used of a limit in a window; `before` it, of what authorizations open."""

    window: Period
    count: BalanceTotal
    before: int = 0


def closed_stages(limit: Limit, history: History, on: date, used: Used) -> tuple[Stage, ...]:
    """The stages not open yet: what nothing opens of the first, and all after it."""
    if not limit.stages:
        return ()
    is_improving = any(day <= on and used.window.holds(day) for day in history.improving)
    granted = _granted(limit, history, on, used)
    for number, stage in enumerate(limit.stages):
        if stage.needs is Needs.AUTHORIZED:
            opened = min(stage.more, granted)
            granted -= opened
        else:
            opened = stage.more if is_improving else 0
        if opened < stage.more:
            rest = replace(stage, more=stage.more - opened)
            return (rest, *limit.stages[number + 1 :])
    return ()


def _granted(limit: Limit, history: History, on: date, used: Used) -> int:
    """How many visits behind those that need none are authorized; of what is over, those that came.

    Timed units that are granted say of no number of visits: they open all.
    """
    begun = [a for a in authorizations_for(limit, history) if a.has_begun(on)]
    held = [a for a in begun if a.period.overlaps(used.window)]
    if any((a.unit is Unit.TIMED_UNIT) is not (limit.unit is Unit.TIMED_UNIT) for a in held):
        return limit.most
    over = [a for a in held if a.has_ended(on)]
    in_force = [a for a in held if a not in over]
    room = _left_of(in_force, begun, used)
    if not over:
        return room
    end = max(a.period.last or on for a in over)
    since = sum(used.count.amounts.get(s.number, 0) for s in history.sessions if s.on > end)
    came = max(used.count.used - since - needing_none(limit), 0)
    return room + min(came, sum(a.number for a in over))


def _left_of(in_force: Sequence[Authorization], begun: Sequence[Authorization], used: Used) -> int:
    """What these grant in a window, without what the window before it used of them."""
    older = [a for a in in_force if _is_older(a, used.window)]
    others = sum(a.number for a in begun if _is_older(a, used.window) and a not in older)
    gone = max(used.before - others, 0)
    anew = sum(a.number for a in in_force if a not in older)
    return anew + max(sum(a.number for a in older) - gone, 0)


def _is_older(authorization: Authorization, window: Period) -> bool:
    """Whether visits of the window before one may have drawn on an authorization."""
    return window.first is not None and authorization.has_begun(window.first - timedelta(days=1))


def grants_to_come(
    limit: Limit, history: History, window: Period, on: date, closed: Sequence[Stage]
) -> tuple[FurtherGrant, ...]:
    """The authorizations that will open more of a limit, as they begin after the day, in order.

    Where every stage is open already, none does.
    """
    is_open = bool(limit.stages) and not any(s.needs is Needs.AUTHORIZED for s in closed)
    if is_open or not spares_authorization(limit):
        return ()
    ahead = [
        FurtherGrant(a.period, a.number)
        for a in authorizations_for(limit, history)
        if not a.has_begun(on) and (a.period.overlaps(window) or not limit.stages)
    ]
    return tuple(sorted(ahead, key=lambda grant: grant.period.first or date.min))
