"""Visits that are booked: how far back they are entered, which are missed, what each would use.

A booking is a day on which the patient is expected. A session of that day takes its place; once
that is voided, the booking stands again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from models.visits import evaluations
from models.visits.binding import binding
from models.visits.chart import Chart, Count
from models.visits.count_reasons import NONE_COVERS, Reason
from models.visits.limit import LimitKind, Unit
from models.visits.session import Discipline, Session
from models.visits.standing import Standing

AHEAD = timedelta(days=366)
"""How far ahead a visit may be booked."""

BEHIND = timedelta(days=7)
"""How far back one may lie: who takes over the week's schedule on a Friday."""


TOLD_FOR = timedelta(days=90)
"""So long a visit is told that was booked and that nobody logged or took away."""


@dataclass(frozen=True, slots=True)
class BookedVisit:
    """A visit that is booked, and how the alias would stand with it if all before it take place.

    `limit` is the id of the limit that binds then, with `used` and `allowed` as that visit leaves
    them, in its `unit`; empty where it draws on none. `is_uncovered`: authorizations are for such
    visits and none covers the day, or the days are over in which the payer wants none.
    `is_if_needled`: no code logged so far draws on the limit, and it is foreseen as if each booked
    visit were needled.
    """

    on: date
    limit: str = ""
    used: int = 0
    allowed: int = 0
    is_uncovered: bool = False
    unit: Unit = Unit.VISIT
    is_if_needled: bool = False

    @property
    def passes(self) -> bool:
        """Whether it would pass the limit."""
        return bool(self.limit) and self.used > self.allowed

    @property
    def asks_for_something(self) -> bool:
        """Whether somebody should see to it before the day."""
        return (self.passes and not self.is_if_needled) or self.is_uncovered

    @property
    def passes_if_needled(self) -> bool:
        """Whether it would pass a limit on which no code logged so far draws."""
        return self.passes and self.is_if_needled


def open_days(chart: Chart) -> tuple[date, ...]:
    """The booked days on which nothing is logged, in order."""
    came = {session.on for session in chart.history.sessions if not session.voided}
    return tuple(day for day in chart.booked if day not in came)


def days_ahead(chart: Chart, on: date) -> tuple[date, ...]:
    """The booked days from a day on whose visits are still to come."""
    return tuple(day for day in open_days(chart) if day >= on)


def days_missed(chart: Chart, on: date) -> tuple[date, ...]:
    """The booked days before a day on which nothing is logged."""
    return tuple(day for day in open_days(chart) if day < on)


def days_left_open(chart: Chart, on: date) -> tuple[date, ...]:
    """Those of them that are still told: somebody logs or cancels them yet."""
    return tuple(day for day in days_missed(chart, on) if day >= on - TOLD_FOR)


def foreseen(chart: Chart, count: Count, on: date) -> tuple[BookedVisit, ...]:
    """Each booked visit from a day on, as the alias would stand with it.

    Nobody knows its codes: it draws on whatever a visit of needling draws on, and where none is
    authorized, on what is; with the timed units of the last session, in the `discipline_ahead`. A
    limit on which no session draws is told of a visit that draws on no other, or would pass it.
    """
    days = days_ahead(chart, on)
    if not days:
        return ()
    sessions = chart.history.sessions
    aside = {of.limit.id for of in count(chart, on) if of.on == on and draws_none(of, sessions)}
    came = (session for session in chart.history.sessions if not session.voided)
    last = max(came, key=lambda s: (s.on, s.number), default=None)
    like = Session(0, on, discipline=discipline_ahead(chart), units=last.units if last else 1)
    grown, visits = chart, []
    for day in days:
        session = replace(like, number=grown.next_number, on=day)
        later = replace(grown.history, sessions=(*grown.history.sessions, session))
        grown = replace(grown, history=later)
        standings = [standing for standing in count(grown, day) if standing.on == day]
        visits.append(_with_aside(standings, aside, session))
    return tuple(visits)


def discipline_ahead(chart: Chart) -> Discipline | None:
    """Whose visits those are that are booked: each counts on the limits of one discipline alone.

    That of all sessions so far and of what is authorized; where these are of several, or there are
    none, the clinic's own.
    """
    came = [session for session in chart.history.sessions if not session.voided]
    found = {session.discipline for session in came}
    found |= {d for a in chart.history.authorizations for d in a.pool.disciplines}
    if len(found) == 1:
        return found.pop()
    own = chart.own_discipline
    last = max(came, key=lambda s: (s.on, s.number), default=None)
    return own if last is None or own in found else last.discipline


def _with_aside(
    standings: Sequence[Standing], aside: Collection[str], session: Session
) -> BookedVisit:
    """A booked visit by the limits that it draws on, or by those `aside` where these matter more.

    Whoever was treated without needles so far may be needled next, and the limit is known.
    """
    visit = _visit([s for s in standings if s.limit.id not in aside], session)
    needled = _visit([s for s in standings if s.limit.id in aside], session)
    if needled.limit and not visit.asks_for_something and (needled.passes or not visit.limit):
        return replace(needled, is_if_needled=True)
    return visit


def draws_none(standing: Standing, sessions: Iterable[Session]) -> bool:
    """Whether codes were logged and a payer's limit counts none: those booked are like them.

    An evaluation says nothing of the visits behind it. Where nothing says otherwise they are of
    needling.
    """
    if not standing.limit.pool.holds_needling:
        return standing.is_aside
    of_session = {row.session: row.reason for row in standing.counted}
    reasons = [
        of_session.get(session.number)
        for session in sessions
        if not session.voided and not evaluations.kind_of(session.codes)
    ]
    is_unused = standing.used == 0 and standing.limit.kind is LimitKind.PAYER
    return is_unused and bool(reasons) and set(reasons) == {Reason.OTHER_CODE}


def _visit(standings: Sequence[Standing], session: Session) -> BookedVisit:
    drawn = [standing for standing in standings if standing.counts(session)]
    is_authorized = any(standing.limit.kind is LimitKind.AUTHORIZATION for standing in drawn)
    is_late = not is_authorized and any(is_after_its_time(of, session) for of in standings)
    is_uncovered = is_late or any(
        row.session == session.number and row.reason in NONE_COVERS
        for standing in standings
        for row in standing.counted
    )
    bound = binding(drawn)
    if bound is None:
        return BookedVisit(session.on, is_uncovered=is_uncovered)
    limit = bound.limit
    return BookedVisit(session.on, limit.id, bound.used, bound.allowed, is_uncovered, limit.unit)


def is_after_its_time(of: Standing, session: Session) -> bool:
    """Whether a session comes after the days in which a payer wants no authorization for it."""
    last = of.window.last
    is_over = of.limit.kind is LimitKind.PAYER and of.has_lapsed and last and session.on > last
    return bool(is_over) and any(
        row.session == session.number and row.reason is Reason.OUTSIDE for row in of.counted
    )
