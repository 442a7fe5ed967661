"""Every limit of a day with its standing: those given, and authorizations, each by what it pays."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from models.visits.allotment import allot, uncovered
from models.visits.authorization import Authorization, FurtherGrant
from models.visits.count_reasons import COUNTING, WHY_UNCOVERED, Counted, Reason
from models.visits.further_visits import (
    before_authorization,
    is_staged_by_authorization,
    needing_none,
    opens_by_authorization,
)
from models.visits.history import History
from models.visits.limit import Effect, Limit, Unit
from models.visits.standing import Standing, past_windows, standing

_NOT_OF_LIMIT = {Reason.OTHER_CODE, Reason.OTHER_DISCIPLINE, Reason.OTHER_CASE}


def standings(limits: Iterable[Limit], history: History, on: date) -> tuple[Standing, ...]:
    """Every limit that counts on a day: those given, then the authorizations.

    No authorization has to cover a visit that a limit opens without one, unless it is beyond what
    another limit opens so: needling beyond three treatments wants one, whatever therapy is open.
    Where it opens a stage of a limit, the visits before the stage do not draw on it either.

    A limit that an authorization replaces is left out while one holds. An authorization that has
    ended stays, with nothing left, until a later one for the same sessions has begun. One that is
    used up stays as well, and binds nobody while another for its sessions has room.
    """
    in_force = [a for a in history.authorizations if a.period.holds(on)]
    counting = (
        limit
        for limit in limits
        if limit.on_authorization is not Effect.REPLACES
        or not any(a.pool.overlaps(limit.pool) for a in in_force)
    )
    of_limits = tuple(standing(limit, history, on) for limit in counting)
    if not history.authorizations:
        return of_limits
    return (*of_limits, *_authorized(history, on, _needing_none(of_limits, history, on)))


@dataclass(frozen=True, slots=True)
class _NeedingNone:
    """The sessions that limits let pay without an authorization, and none counts beyond these.

    Those `before_stages` come before what an authorization opens of a limit, and draw on none.
    `staged` are such limits.
    """

    sessions: frozenset[int]
    before_stages: frozenset[int]
    staged: tuple[Standing, ...]

    def left_before(self, authorization: Authorization, drawn: Standing) -> int:
        """How many visits are open before an authorization is drawn on; none of one in units.

        None either where a session drew on it that such a limit does not count: more like it will.
        """
        if authorization.unit is Unit.TIMED_UNIT:
            return 0
        numbers = {row.session for row in drawn.counted if row.counts}
        rooms = (
            0 if numbers & _not_of(one) else max(needing_none(one.limit) - one.used, 0)
            for one in self.staged
            if one.limit.pool.overlaps(authorization.pool) and one.window.holds(one.on)
        )
        return min(rooms, default=0)


def _not_of(of: Standing) -> set[int]:
    """The sessions that are of none of the visits that a limit counts."""
    return {row.session for row in of.counted if row.reason in _NOT_OF_LIMIT}


@dataclass(frozen=True, slots=True)
class _DrawnBefore:
    """What each session draws on, by number; those that nothing covers, and that need none."""

    allotted: Mapping[int, tuple[str, ...]]
    bare: Collection[int]
    none: Collection[int]


def _needing_none(of_limits: Iterable[Standing], history: History, on: date) -> _NeedingNone:
    opening = [one for one in of_limits if opens_by_authorization(one.limit)]
    staged = tuple(one for one in opening if is_staged_by_authorization(one.limit))
    free, before, beyond = set[int](), set[int](), set[int]()
    for one in opening:
        for window in (one, *past_windows(one.limit, history, on)):
            within = set(before_authorization(window.limit, window.counted, window.carried))
            free |= within
            before |= within if one in staged else set()
            beyond |= {row.session for row in window.counted if row.reason in COUNTING} - within
        free |= {s.number for s in history.sessions if one.limit.pool.only_opens(s)}
    return _NeedingNone(frozenset(free - beyond), frozenset(before - beyond), staged)


def _authorized(history: History, on: date, none: _NeedingNone) -> Iterator[Standing]:
    """The authorizations that count on a day, each with the sessions allotted to it alone."""
    held = history.authorizations
    counting = [a for a in held if a.has_begun(on) and not _is_succeeded(a, held, on)]
    drawing = [s for s in history.sessions if s.number not in none.before_stages]
    allotted = allot(held, drawing) if counting else {}
    bare = uncovered(held, history.sessions).difference(none.sessions) if counting else frozenset()
    drawn = _DrawnBefore(allotted, bare, none.before_stages)
    found = [(a, _one_authorized(a, history, on, drawn)) for a in counting]
    for authorization, standing_alone in found:
        in_force = [
            _further(other, max(other_standing.left, 0), authorization)
            for other, other_standing in found
            if other is not authorization
            and authorization.period.holds(on)
            and other.period.holds(on)
            and other.takes_all_of(authorization)
        ]
        to_come = [
            _further(other, other.number, authorization)
            for other in held
            if not other.has_begun(on) and other.takes_all_of(authorization)
        ]
        to_come.sort(key=lambda other: other.period.first or date.min)
        free = none.left_before(authorization, standing_alone)
        yield replace(standing_alone, further=(*in_force, *to_come), free=free)


def _further(other: Authorization, left: int, beside: Authorization) -> FurtherGrant:
    return FurtherGrant(other.period, left, other.comes_before(beside))


def _one_authorized(
    authorization: Authorization,
    history: History,
    on: date,
    drawn: _DrawnBefore,
) -> Standing:
    """An authorization by itself; what draws on another, or on none, is listed and adds nothing."""
    not_drawn = {
        s.number: Reason.NEEDS_NONE if s.number in drawn.none else Reason.OTHER_AUTHORIZATION
        for s in history.sessions
        if authorization.covers(s)
        and not s.voided
        and authorization.id not in drawn.allotted.get(s.number, ())
    }
    mine = tuple(s for s in history.sessions if s.number not in not_drawn)
    own = standing(authorization.limit, replace(history, sessions=mine), on)
    rows = [
        Counted(s.number, s.on, 0, not_drawn[s.number])
        for s in history.sessions
        if s.number in not_drawn
    ]
    rows += [
        replace(row, reason=WHY_UNCOVERED[row.reason])
        if row.reason in WHY_UNCOVERED and row.session in drawn.bare
        else row
        for row in own.counted
    ]
    return replace(own, counted=tuple(sorted(rows, key=lambda row: (row.on, row.session))))


def _is_succeeded(ended: Authorization, all_: Iterable[Authorization], on: date) -> bool:
    """Whether an authorization is over and a later one for the same sessions has begun."""
    return ended.has_ended(on) and any(
        a.has_begun(on) and a.lasts_beyond(ended) and a.pool.overlaps(ended.pool) for a in all_
    )
