"""That an authorization is used up, where visits go on that need none: which those are."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.session.counted_chart import CountedChart
from models.reply import Line
from models.visits.further_visits import spares_authorization
from models.visits.limit import LimitKind
from models.visits.session import Session
from models.visits.standing import Standing
from models.wording import phrases, standings


def lines(count: CountedChart, session: Session) -> Iterator[Line]:
    """What a session says of an authorization that it used up, or that had no room for it.

    Only where the payer's visits without authorization stand behind it: else it binds, and leads.
    """
    granted = [s for s in count.standings if s.limit.kind is LimitKind.AUTHORIZATION]
    drawn = any(s.counts(session) for s in granted)
    behind = [s for s in count.ordered if _goes_on(s, session, drawn=drawn)]
    for grant in granted:
        if grant is count.binding or grant.left > 0 or not behind:
            continue
        if grant.counts(session):
            yield _line(grant, behind[0], count, "What follows counts")
        elif not drawn and _had_no_room(grant, session):
            yield _line(grant, behind[0], count, "This visit counts")


def _goes_on(standing: Standing, session: Session, *, drawn: bool) -> bool:
    """Whether a limit of visits without authorization holds the session, or has room behind it."""
    if not spares_authorization(standing.limit) or not _may_draw(standing, session):
        return False
    return standing.left > 0 if drawn else standing.counts(session)


def _had_no_room(grant: Standing, session: Session) -> bool:
    return grant.window.holds(session.on) and _may_draw(grant, session)


def _may_draw(standing: Standing, session: Session) -> bool:
    pool = standing.limit.pool
    return pool.has_code(session) and pool.has_discipline(session) and pool.has_case(session)


def _line(grant: Standing, behind: Standing, count: CountedChart, what: str) -> Line:
    of = f"{grant.used} of {phrases.count(grant.allowed, 'visit')}"
    whose = standings.owner(grant.limit, count.payer)
    is_gone = "has ended" if grant.lapsed else "is used up"
    said = f"{whose} {is_gone}, {of}. {what} among those that need none"
    if behind is count.binding:  # it leads the card
        return Line(f"{said}.", behind.limit.cites)
    how = f"{standings.used_and_left(behind)}. {standings.rule(behind, count.payer)}"
    return Line(f"{said}: {how}", behind.limit.cites)
