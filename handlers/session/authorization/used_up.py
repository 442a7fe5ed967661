"""That an authorization is used up, where visits go on: by another one, or as needing none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handlers.session.card.counted_chart import CountedChart
from models.reply import Line
from models.visits.further_visits import spares_authorization
from models.visits.limit import LimitKind
from models.visits.session import Session
from models.visits.standing import Standing
from models.wording import phrases, standings


def lines(count: CountedChart, session: Session) -> Iterator[Line]:
    """What a session says of an authorization that it used up, or that had no room for it.

    What follows draws on the next authorization that has room, and only where there is none on the
    payer's visits without authorization. Where neither stands behind it, it binds, and leads.
    """
    granted = [s for s in count.standings if s.limit.kind is LimitKind.AUTHORIZATION]
    drawn = any(s.counts(session) for s in granted)
    behind = [s for s in count.ordered if _goes_on(s, session, drawn=drawn)]
    next_one = _next_with_room(granted, session)
    for grant in granted:
        if grant is count.binding or grant.left > 0:
            continue
        if grant.counts(session) and next_one:
            yield _goes_on_with(grant, next_one, count)
        elif grant.counts(session) and behind:
            yield _line(grant, behind[0], count, "What follows counts")
        elif behind and not drawn and _had_no_room(grant, session):
            yield _line(grant, behind[0], count, "This visit counts")


def _next_with_room(granted: Iterable[Standing], session: Session) -> Standing | None:
    """The authorization that a further visit like a session draws on."""
    with_room = (s for s in granted if s.left > 0 and s.window.holds(s.on))
    return next((s for s in with_room if _may_draw(s, session)), None)


def _goes_on_with(grant: Standing, next_one: Standing, count: CountedChart) -> Line:
    said = _used_up(grant, count, "is used up")
    return Line(f"{said} What follows counts on number {next_one.limit.serial}.")


def _used_up(grant: Standing, count: CountedChart, is_gone: str) -> str:
    of = f"{grant.used} of {phrases.count(grant.allowed, 'visit')}"
    return f"{standings.owner(grant.limit, count.payer)} {is_gone}, {of}."


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
    is_gone = "has ended" if grant.lapsed else "is used up"
    said = f"{_used_up(grant, count, is_gone)} {what} among those that need none"
    if behind is count.binding:  # it leads the card
        return Line(f"{said}.", behind.limit.cites)
    how = f"{standings.used_and_left(behind)}. {standings.rule(behind, count.payer)}"
    return Line(f"{said}: {how}", behind.limit.cites)
