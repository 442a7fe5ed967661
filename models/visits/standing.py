"""How many visits are used and left by a limit, which sessions count and why, which limit binds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from models.period import Period
from models.visits.authorization import FurtherGrant
from models.visits.balance import Balance, BalanceTotal, latest_balances, tally
from models.visits.count_reasons import Counted, Reason
from models.visits.further_visits import (
    added_visits,
    needing_none,
    without_authorized,
)
from models.visits.history import History
from models.visits.limit import Effect, Limit, LimitKind, Needs, Stage
from models.visits.limit_window import window_of
from models.visits.opened_stages import Used, closed_stages, grants_to_come
from models.visits.outlook import UNKNOWN, Outlook
from models.visits.program_window import CalendarDay
from models.visits.session import Session
from models.visits.unasked import Unasked
from models.visits.which_sessions_count import drawn_by, reason
from models.visits.window import Window

_DAY = timedelta(days=1)

DAWN = date.min
"""Stands for the first day of a window that has none or moves with the day."""

QUIET_DAWN = DAWN + _DAY
MARKED = frozenset({DAWN, QUIET_DAWN})
"""Next days to look of charts that are to be counted anew: loudly, or quietly for the digest."""

_TELL_NOTHING = {Reason.VOIDED, Reason.LATER, Reason.SELF_PAY, Reason.OTHER_PAYER}
"""Sessions that a payer has nothing to do with: what was done in them tells of none to come."""
_OF_OTHERS = {Reason.OTHER_CODE, Reason.OTHER_DISCIPLINE}


@dataclass(frozen=True, slots=True)
class Standing:
    """One limit on one day.

    `used` is the sum of `counted` and of the balances `carried` in. `allowed` is the number open
    now; `closed` are the stages that would open more. `added` is what authorizations put on top: of
    visits that need none, what they paid that a balance holds; no other of these is `used`.
    `resets` is the day on which the count begins again at nothing; None where it rolls, never
    begins again, or has not begun. `leaves_on` is the first day on which a rolling window lets go
    of something that counts now. What the end of a window took away has `lapsed`: `allowed` stays
    what was granted. `further` are the other authorizations for all of its sessions, those in force
    and those that begin on a later day. A window that a first visit opens `has_begun` once there
    was one. `to_open` are authorizations of later days that open more of a limit. `free` visits are
    open before an authorization is drawn on: they need none. `unasked` says how many are
    open anew in each window, where one limit alone lets them pay. `authorized` visits are what
    authorizations in force have left that are drawn on before a limit's own, which need none.
    An authorization in force that stands in for it has it `replaced`: it counts what came before.
    One that was passed and that a later one follows `is_past`: it stays, and binds nobody. So does
    what a `former_payer`, by id, left unpaid, who pays no more. `turn` is what an
    authorization is drawn on by, before or behind others: an end, and a number.
    `outlook` is what is known of the days to come.
    """

    limit: Limit
    on: date
    window: Period
    used: int
    allowed: int
    counted: tuple[Counted, ...]
    carried: tuple[Balance, ...] = ()
    closed: tuple[Stage, ...] = ()
    added: int = 0
    resets: date | None = None
    leaves_on: date | None = None
    lapsed: int = 0
    further: tuple[FurtherGrant, ...] = ()
    has_begun: bool = True
    to_open: tuple[FurtherGrant, ...] = ()
    free: int = 0
    unasked: Unasked | None = None
    authorized: int = 0
    replaced: bool = False
    is_past: bool = False
    former_payer: str = ""
    turn: tuple[date, int] | None = None
    outlook: Outlook = UNKNOWN

    @property
    def left(self) -> int:
        """How many more may be used now; negative when the limit is passed."""
        return self.allowed - self.used - self.lapsed

    @property
    def elsewhere(self) -> int:
        """What other authorizations for all of its sessions have left on its day."""
        if not self.further:
            return 0
        return sum(other.left for other in self.further if other.has_begun(self.on))

    @property
    def opened_stages(self) -> tuple[Stage, ...]:
        """What is open behind the limit's number: whole stages, and of one what is authorized."""
        whole = len(self.limit.stages) - len(self.closed)
        stages = self.limit.stages[:whole]
        if not self.closed or self.closed[0] == self.limit.stages[whole]:
            return stages
        begun = self.limit.stages[whole]
        return (*stages, replace(begun, more=begun.more - self.closed[0].more))

    @property
    def later(self) -> tuple[FurtherGrant, ...]:
        """The authorizations for all of its sessions that begin after its day, in order."""
        return tuple(other for other in self.further if not other.has_begun(self.on))

    @property
    def gives_way(self) -> bool:
        """Whether others take its sessions, before it or once it is used up: it binds nobody."""
        return self.is_past or self.is_behind or (self.left <= 0 and self._besides > 0)

    @property
    def is_behind(self) -> bool:
        """Whether visits draw on authorizations in force before they draw on it."""
        return self.authorized > 0 or self.replaced

    @property
    def is_of_a_day(self) -> bool:
        """Whether it counts a day alone, and is not passed: then it is no limit to be near."""
        return type(self.limit.window) is CalendarDay and self.left >= 0

    @property
    def is_aside(self) -> bool:
        """Whether it says nothing of these visits: none that was logged so far draws on it.

        It is of other codes, as a payer's limit may be, or of other disciplines. One of other care
        than needling, as of injections, leads where that came last, or is passed.
        """
        if self.limit.kind is LimitKind.AUTHORIZATION:
            return False
        reasons = {row.reason for row in self.counted} - {Reason.VOIDED}
        if self.limit.kind is LimitKind.PAYER and not self.limit.pool.holds_needling:
            told = (row.reason for row in reversed(self.counted) if row.reason not in _TELL_NOTHING)
            return self.left >= 0 and next(told, Reason.OTHER_CODE) in _OF_OTHERS
        of_others = {Reason.OTHER_DISCIPLINE}
        of_others |= {Reason.OTHER_CODE} if self.limit.kind is LimitKind.PAYER else set()
        return self.used == 0 and bool(reasons) and reasons.issubset(of_others)

    @property
    def within_reach(self) -> int:
        """How many more may be used now, by it and by whatever else its sessions draw on."""
        return max(self.left, 0) + self._besides if self._besides else self.left

    @property
    def _besides(self) -> int:
        """What its sessions may draw on besides: other authorizations, or visits that need none."""
        return self.elsewhere + self.free

    @property
    def opened(self) -> date:
        """The first day of the window, by which it is told from others of the same limit."""
        return DAWN if self.limit.window.rolls else self.window.first or DAWN

    def counts(self, session: Session) -> bool:
        """Whether a session adds to it. The latest is asked about most, and stands last."""
        return any(row.counts for row in reversed(self.counted) if row.session == session.number)

    @property
    def has_lapsed(self) -> bool:
        """Whether the window is over and none has taken its place: what was left is lost."""
        return _is_over(self.window, self.on)


def standing(limit: Limit, history: History, on: date) -> Standing:
    """Where one limit stands on a day, by everything known of the alias up to that day."""
    kind = window_of(limit, history, on)
    drawn = drawn_by(limit, history, on)
    window = kind.holding(on, drawn.visits)
    authorized = _stood_in_for(limit, history)
    inside = [s for s in drawn.sessions if window.holds(s.on) and s.number not in authorized]
    carried = latest_balances(drawn.balances, window, on, limit)
    count = tally(limit.unit, inside, carried, limit.pool)
    closed = closed_stages(limit, history, on, Used(window, count, _spent(limit, history, window)))
    added = added_visits(limit, history, inside, on, count)
    allowed = limit.most - sum(stage.more for stage in closed) + added
    has_begun = not kind.waits or any(map(window.holds, drawn.visits))
    count, paid = without_authorized(limit, history, on, count)
    authorized |= paid
    return Standing(
        limit=limit,
        on=on,
        window=window,
        used=count.used,
        allowed=allowed,
        counted=tuple(
            Counted(
                s.number,
                s.on,
                count.amounts.get(s.number, 0),
                drawn.refused[s.number]
                or (Reason.AUTHORIZED if s.number in authorized else None)
                or reason(limit, s, on, window, count),
            )
            for s in sorted(history.sessions, key=lambda s: (s.on, s.number))
        ),
        carried=count.carried,
        closed=closed,
        added=added,
        resets=window.last + _DAY if kind.renews and has_begun and window.last else None,
        leaves_on=_leaves_on(kind, inside, count),
        lapsed=max(allowed - count.used, 0) if _is_over(window, on) else 0,
        has_begun=has_begun,
        to_open=grants_to_come(limit, history, window, on, closed),
    )


def _spent(limit: Limit, history: History, window: Period) -> int:
    """What the window before one used of what authorizations open: less is left of it in this."""
    is_opened = any(stage.needs is Needs.AUTHORIZED for stage in limit.stages)
    if not is_opened or not history.authorizations or limit.window.rolls or not window.first:
        return 0
    before = standing(replace(limit, stages=()), history, window.first - _DAY)
    return max(before.used - needing_none(limit), 0)


def _stood_in_for(limit: Limit, history: History) -> frozenset[int]:
    """The sessions on the dates of an authorization that stands in for the limit on them.

    They count on it, also when it is over and the limit counts again.
    """
    if limit.on_authorization is not Effect.REPLACES:
        return frozenset()
    held = [a for a in history.authorizations if a.pool.overlaps(limit.pool)]
    return frozenset(
        s.number for s in history.sessions if any(a.covers(s) and a.is_for(s) for a in held)
    )


def past_windows(limit: Limit, history: History, on: date) -> tuple[Standing, ...]:
    """One standing for each other window that holds a visit than the one of `on`, on its last day.

    A rolling window has no other. A session that is logged late may move the windows that a first
    visit opens: whoever keeps standings keeps these, and no others.
    """
    kind = window_of(limit, history, on)
    if kind.rolls or (not kind.waits and _is_all_in(kind.holding(on, ()), history, on)):
        return ()
    visits = drawn_by(limit, history, on).visits
    current = kind.holding(on, visits)
    days = sorted(day for day in set(visits) if not current.holds(day))
    windows = (window_of(limit, history, day).holding(day, visits) for day in days)
    past = {window.first: window for window in windows if window.first != current.first}
    return tuple(standing(limit, history, window.last or on) for window in past.values())


def _is_all_in(window: Period, history: History, on: date) -> bool:
    """Whether nothing is known of the days up to one that lies outside of a window."""
    days = [s.on for s in history.sessions] + [b.as_of for b in history.balances]
    return all(day > on or window.holds(day) for day in days)


def _is_over(window: Period, on: date) -> bool:
    return window.last is not None and window.last < on


def _leaves_on(kind: Window, inside: Iterable[Session], count: BalanceTotal) -> date | None:
    """The first day on which something that counts now drops out."""
    days = [s.on for s in inside if count.amounts.get(s.number)]
    days += [balance.as_of for balance in count.carried if balance.used]
    return min(filter(None, map(kind.leaves, days)), default=None)
