"""What opens more of a limit: stages that are closed still, visits that authorizations add."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import dropwhile, takewhile

from models.period import Period
from models.visits.allotment import paid_for
from models.visits.authorization import Authorization, FurtherGrant
from models.visits.balance import Balance, BalanceTotal
from models.visits.count_reasons import COUNTING, Counted, Reason
from models.visits.history import History
from models.visits.limit import Effect, Limit, Needs, Stage


def closed_stages(limit: Limit, history: History, window: Period, on: date) -> tuple[Stage, ...]:
    """The stages not open yet: the first that nothing opens, and all after it."""
    opened = {
        Needs.IMPROVING: any(day <= on and window.holds(day) for day in history.improving),
        Needs.AUTHORIZED: any(
            a.has_begun(on) and a.period.overlaps(window)
            for a in _authorizations_for(limit, history)
        ),
    }
    return tuple(dropwhile(lambda stage: opened[stage.needs], limit.stages))


def grants_to_come(
    limit: Limit, history: History, window: Period, on: date
) -> tuple[FurtherGrant, ...]:
    """The authorizations that will open more of a limit, as they begin after the day, in order."""
    if not opens_by_authorization(limit) and limit.on_authorization is not Effect.REPLACES:
        return ()
    ahead = [
        FurtherGrant(a.period, a.number)
        for a in _authorizations_for(limit, history)
        if not a.has_begun(on) and (a.period.overlaps(window) or not limit.stages)
    ]
    return tuple(sorted(ahead, key=lambda grant: grant.period.first or date.min))


def added_visits(
    limit: Limit, history: History, window: Period, on: date, count: BalanceTotal
) -> int:
    """What authorizations put on top of a limit's number on a day."""
    match limit.on_authorization:
        case Effect.ADDS:
            return _added(limit, history, window, on)
        case Effect.FREES:
            return _freed(limit, history, on, count)
    return 0


def _added(limit: Limit, history: History, window: Period, on: date) -> int:
    """Each authorization adds to the window that its first day lies in, and to no other."""
    firsts = [(a.period.first or date.min, a.number) for a in _authorizations_for(limit, history)]
    return sum(number for first, number in firsts if first <= on and window.holds(first))


def _freed(limit: Limit, history: History, on: date, count: BalanceTotal) -> int:
    """The visits beyond the limit's number that authorizations opened, or have room for.

    What they paid up to that number frees nothing: it would have been open without them.
    """
    held = [a for a in _authorizations_for(limit, history) if a.unit is limit.unit]
    known = [session for session in history.sessions if session.on <= on]
    paid, room = paid_for(held, known, on)
    used = sum(balance.used for balance in count.carried)
    freed = 0
    for session in sorted(known, key=lambda s: (s.on, s.number)):
        amount = count.amounts.get(session.number, 0)
        beyond = min(max(used + amount - limit.number, 0), amount)
        freed += beyond if session.number in paid else 0
        used += amount
    return freed + max(room - max(limit.number - used, 0), 0)


def opens_by_authorization(limit: Limit) -> bool:
    """Whether a limit holds visits that need no authorization, and others that do."""
    return is_staged_by_authorization(limit) or limit.on_authorization in {
        Effect.ADDS,
        Effect.FREES,
    }


def is_staged_by_authorization(limit: Limit) -> bool:
    """Whether an authorization opens so many more of it, behind those that need none."""
    return any(stage.needs is Needs.AUTHORIZED for stage in limit.stages)


def needing_none(limit: Limit) -> int:
    """How many visits such a limit holds that need no authorization."""
    stages = takewhile(lambda stage: stage.needs is not Needs.AUTHORIZED, limit.stages)
    return limit.number + sum(stage.more for stage in stages)


def before_authorization(
    limit: Limit, counted: Iterable[Counted], carried: Iterable[Balance]
) -> Iterator[int]:
    """The sessions that such a limit counts among the visits that need none."""
    room = needing_none(limit)
    used = sum(balance.used for balance in carried)
    for row in counted:
        used += row.amount
        if row.reason in {*COUNTING, Reason.SAME_VISIT} and used <= room:
            yield row.session


def _authorizations_for(limit: Limit, history: History) -> Iterator[Authorization]:
    """The authorizations for sessions that draw on a limit."""
    return (a for a in history.authorizations if a.pool.overlaps(limit.pool))
