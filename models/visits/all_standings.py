"""Every limit of a day with its standing: those given, and authorizations, each by what it pays."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from models.visits.allotment import NONE_PAID, Allotted, allot, uncovered
from models.visits.authorization import Authorization, FurtherGrant
from models.visits.count_reasons import COUNTING, WHY_UNCOVERED, Counted, Reason
from models.visits.further_visits import (
    before_authorization,
    held_by_total,
    is_staged_by_authorization,
    needing_none,
    paid_on,
    spares_authorization,
)
from models.visits.history import History
from models.visits.limit import Effect, Limit, Pool, Unit
from models.visits.session import Session
from models.visits.standing import Standing, past_windows, standing
from models.visits.unasked import Unasked, is_plain

_A_YEAR = timedelta(days=366)
_NOT_OF_LIMIT = {Reason.OTHER_CODE, Reason.OTHER_DISCIPLINE, Reason.OTHER_CASE}


def standings(limits: Iterable[Limit], history: History, on: date) -> tuple[Standing, ...]:
    """Every limit that counts on a day: those given, then the authorizations.

    No authorization has to cover a visit that a limit opens without one, unless it is beyond what
    another limit opens so: needling beyond three treatments wants one, whatever therapy is open.
    Where it opens a stage of a limit, the visits before the stage do not draw on it either.

    A limit that an authorization replaces is left out while one holds, unless it was passed before:
    what it lets pay is none of what an authorization has to cover. An authorization that has
    ended stays, with nothing left, until a later one for the same sessions has begun; for a year
    more where it was passed: the visits beyond it are unpaid all the same. One that is used up
    stays as well, and binds nobody while another for its sessions has room.
    """
    of_limits = tuple(standing(limit, history, on) for limit in limits)
    if not history.authorizations:
        return of_limits
    granted = tuple(_authorized(history, on, _needing_none(of_limits, history, on)))
    came = (s for s in history.sessions if s.on <= on and not (s.voided or s.self_pay))
    latest = max(came, key=lambda s: (s.on, s.number), default=None)
    beside = (_behind(one, granted, latest) for one in of_limits)
    in_force = [a for a in history.authorizations if a.period.holds(on)]
    told = (_stood_in_for(one, in_force) for one in beside)
    return (*(one for one in told if one.left < 0 or not one.replaced), *granted)


def _stood_in_for(one: Standing, in_force: Iterable[Authorization]) -> Standing:
    """A limit in whose place an authorization in force counts, where one does."""
    if one.limit.on_authorization is not Effect.REPLACES:
        return one
    return replace(one, replaced=any(a.pool.overlaps(one.limit.pool) for a in in_force))


def _behind(one: Standing, granted: Iterable[Standing], latest: Session | None) -> Standing:
    """A limit beside what authorizations in force have left that visits draw on before it."""
    if one.limit.on_authorization is not Effect.ADDS:
        return one
    room = sum(
        max(grant.left, 0)
        for grant in granted
        if grant.window.holds(grant.on) and _takes(grant.limit.pool, one, latest)
    )
    return replace(one, authorized=room)


def _takes(pool: Pool, one: Standing, latest: Session | None) -> bool:
    """Whether an authorization takes all visits of a limit, or those like the latest."""
    if latest is None or pool.holds(one.limit.pool):
        return pool.overlaps(one.limit.pool)
    takes_latest = pool.has_code(latest) and pool.has_discipline(latest) and pool.has_case(latest)
    return pool.overlaps(one.limit.pool) and takes_latest


@dataclass(frozen=True, slots=True)
class _NeedingNone:
    """The sessions that limits let pay without an authorization, and none counts beyond these.

    Those that are `undrawn` draw on none: they come before what an authorization opens of a limit,
    or no authorization has room for them; of some one has room for a part, by the ids of those that
    do. `staged` are limits of the first kind, `apart` those of
    the second: what an authorization pays is none of theirs.
    """

    sessions: frozenset[int]
    undrawn: frozenset[int]
    in_part: Mapping[int, frozenset[str]]
    staged: tuple[Standing, ...]
    apart: tuple[Standing, ...]

    def drawn_from(self, held: Sequence[Authorization], sessions: Iterable[Session]) -> Allotted:
        """What sessions draw on beside those that draw on none, or with a part of theirs alone."""
        drawing = [s for s in sessions if s.number not in self.undrawn or s.number in self.in_part]
        allotted = allot(held, drawing)
        return {
            number: {id_: part for id_, part in parts.items() if self._has_part(number, id_)}
            for number, parts in allotted.items()
        }

    def _has_part(self, number: int, id_: str) -> bool:
        return number not in self.undrawn or id_ in self.in_part[number]

    def left_beside(self, authorization: Authorization, drawn: Standing) -> int:
        """How many visits are open that draw on no authorization, before one or behind it."""
        numbers = {row.session for row in drawn.counted if row.counts}
        if drawn.left <= 0 and authorization.period.holds(drawn.on):
            return self._left_before(authorization, numbers) or self._left_behind(numbers)
        return self._left_before(authorization, numbers)

    def anew_beside(self, authorization: Authorization, drawn: Standing) -> Unasked | None:
        """The visits that need none in each window to come; None of several limits, or by none."""
        numbers = {row.session for row in drawn.counted if row.counts}
        of_it = [
            one
            for one in (*self.staged, *self.apart)
            if one.limit.pool.overlaps(authorization.pool) and one.window.holds(one.on)
        ]
        if len(of_it) != 1 or authorization.unit is Unit.TIMED_UNIT:
            return None
        one = of_it[0]
        if numbers & _not_of(one) or not is_plain(one.limit.window):
            return None
        most = needing_none(one.limit)
        left = max(most - one.used, 0) if one in self.staged else max(one.left, 0)
        first = one in self.staged
        return Unasked(one.limit.window, one.window, most, left, comes_first=first)

    def _left_behind(self, numbers: set[int]) -> int:
        """How many of the kind of these sessions are open where authorizations are used up."""
        rooms = (one.left for one in self.apart if numbers and not numbers & _not_of(one))
        return max(min(rooms, default=0), 0)

    def _left_before(self, authorization: Authorization, numbers: set[int]) -> int:
        """How many visits are open before an authorization is drawn on; none of one in units.

        None either where a session drew on it that such a limit does not count: more like it will.
        """
        if authorization.unit is Unit.TIMED_UNIT:
            return 0
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
    """What each session draws on; those that nothing covers, and that need none, by number."""

    allotted: Allotted
    bare: Collection[int]
    none: Collection[int]


def _needing_none(of_limits: Iterable[Standing], history: History, on: date) -> _NeedingNone:
    opening = [one for one in of_limits if spares_authorization(one.limit)]
    staged = tuple(one for one in opening if is_staged_by_authorization(one.limit))
    apart = tuple(one for one in opening if one.limit.on_authorization is Effect.ADDS)
    whole = paid_on(history, on) if apart else NONE_PAID
    paid = whole.sessions
    free, undrawn, beyond = set[int](), set[int](), set[int]()
    for one in opening:
        for window in (one, *past_windows(one.limit, history, on)):
            within = set(_within(window, history, paid if one in apart else frozenset()))
            free |= within
            undrawn |= within if one in staged or one in apart else set()
            beyond |= {row.session for row in window.counted if row.reason in COUNTING} - within
        free |= {s.number for s in history.sessions if one.limit.pool.only_opens(s)}
    undrawn -= beyond | paid
    return _NeedingNone(frozenset(free - beyond), frozenset(undrawn), whole.in_part, staged, apart)


def _within(window: Standing, history: History, paid: Collection[int]) -> Iterator[int]:
    """The sessions that a limit counts in a window among the visits that need no authorization."""
    unpaid = [row for row in window.counted if row.session not in paid]
    added = window.added - sum(row.amount for row in window.counted if row.session in paid)
    held = held_by_total(window.limit, unpaid, history)
    return before_authorization(window.limit, unpaid, window.carried, held, added if paid else 0)


def _authorized(history: History, on: date, none: _NeedingNone) -> Iterator[Standing]:
    """The authorizations that count on a day, each with the sessions allotted to it alone."""
    held = history.authorizations
    begun = [a for a in held if a.has_begun(on)]
    past = {a.id for a in begun if _is_succeeded(a, held, on)}
    counting = [a for a in begun if a.id not in past or _is_of_late(a, on)]
    allotted = none.drawn_from(held, history.sessions) if counting else {}
    bare = uncovered(held, history.sessions).difference(none.sessions) if counting else frozenset()
    drawn = _DrawnBefore(allotted, bare, none.sessions.difference(allotted))
    found = [(a, _one_authorized(a, history, on, drawn)) for a in counting]
    for authorization, standing_alone in found:
        if authorization.id in past:
            if standing_alone.left < 0:
                yield replace(standing_alone, is_past=True)
            continue
        in_force = [
            _further(other, max(other_standing.left, 0), authorization, on)
            for other, other_standing in found
            if other is not authorization
            and authorization.period.holds(on)
            and other.period.holds(on)
            and other.takes_all_of(authorization)
        ]
        to_come = [
            _further(other, other.number, authorization, on)
            for other in held
            if not other.has_begun(on) and other.takes_all_of(authorization)
        ]
        to_come.sort(key=lambda other: other.period.first or date.min)
        free = none.left_beside(authorization, standing_alone)
        unasked = none.anew_beside(authorization, standing_alone)
        further = (*in_force, *to_come)
        turn = authorization.turn_on(on)
        yield replace(standing_alone, further=further, free=free, unasked=unasked, turn=turn)


def _further(other: Authorization, left: int, beside: Authorization, on: date) -> FurtherGrant:
    return FurtherGrant(other.period, left, other.turn_on(on) < beside.turn_on(on))


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
    mine = tuple(
        drawn.allotted.get(s.number, {}).get(authorization.id, s)
        for s in history.sessions
        if s.number not in not_drawn
    )
    own = standing(authorization.limit, replace(history, sessions=mine), on)
    rows = [
        Counted(s.number, s.on, 0, not_drawn[s.number])
        for s in history.sessions
        if s.number in not_drawn
    ]
    rows += [replace(row, reason=_why(row, drawn)) for row in own.counted]
    return replace(own, counted=tuple(sorted(rows, key=lambda row: (row.on, row.session))))


def _why(row: Counted, drawn: _DrawnBefore) -> Reason:
    """Why a session counts on an authorization or not, by what is known beside it."""
    if row.reason is Reason.OUTSIDE and row.session in drawn.none:
        return Reason.NEEDS_NONE
    is_bare = row.reason in WHY_UNCOVERED and row.session in drawn.bare
    return WHY_UNCOVERED[row.reason] if is_bare else row.reason


def _is_of_late(ended: Authorization, on: date) -> bool:
    """Whether what was passed of it may still be asked for: payers take claims for a year."""
    return ended.period.last is not None and on - ended.period.last <= _A_YEAR


def _is_succeeded(ended: Authorization, all_: Iterable[Authorization], on: date) -> bool:
    """Whether an authorization is over and a later one for the same sessions has begun."""
    return ended.has_ended(on) and any(
        a.has_begun(on) and a.lasts_beyond(ended) and a.pool.overlaps(ended.pool) for a in all_
    )
