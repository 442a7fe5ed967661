"""Which authorization each session draws on (allot), and which sessions none covers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from models.visits import evaluations
from models.visits.authorization import Authorization, ending_first
from models.visits.body_region import BodyRegion
from models.visits.session import Session
from models.visits.session_amounts import amounts


def allot(
    authorizations: Iterable[Authorization], sessions: Iterable[Session]
) -> Mapping[int, tuple[str, ...]]:
    """By session number, the ids of what the session draws on: one, where its case is told.

    Where several cover a session, it draws on the one that ends first and still has visits left,
    so that none lapses unused; if none has any left, on the one that ends last. Of several that end
    on one day the one entered first comes first. Sessions of one day draw on the same one. Voided
    sessions draw on none. A session of no told case may be of any: it draws, for each case, on what
    it would draw on then, so that none promises a visit that may be used. One of no told code is
    taken for needling; where no needling is authorized, for what is.
    """
    in_order = sorted(authorizations, key=ending_first)
    drawn: dict[str, list[Session]] = {authorization.id: [] for authorization in in_order}
    allotted: dict[int, tuple[str, ...]] = {}
    for session in sorted(sessions, key=lambda s: (s.on, s.number)):
        covering = _covering(in_order, session)
        chosen = {
            _with_room(of_case, drawn, session).id: None for of_case in _by_case(session, covering)
        }
        for id_ in chosen:
            drawn[id_].append(session)
        if chosen:
            allotted[session.number] = tuple(chosen)
    return allotted


def _covering(authorizations: Iterable[Authorization], session: Session) -> Sequence[Authorization]:
    """Those that cover a session; where nobody told its codes, those of needling come first."""
    covering = [a for a in authorizations if a.covers(session) and not session.voided]
    return [a for a in covering if a.is_for(session)] or covering


def possible_cases(
    session: Session, covering: Iterable[Authorization]
) -> tuple[BodyRegion | None, ...]:
    """The cases that a session may be of, by what covers it; None stands for one without any."""
    if session.case:
        return (session.case,)
    return tuple(dict.fromkeys(a.pool.case for a in covering))


def _by_case(
    session: Session, covering: Sequence[Authorization]
) -> Iterator[Sequence[Authorization]]:
    """For each case that a session may be of, what covers it then."""
    for case in possible_cases(session, covering):
        of_case = [a for a in covering if a.pool.case in {None, case}]
        if of_case:
            yield of_case


def _with_room(
    covering: Sequence[Authorization], drawn: Mapping[str, list[Session]], session: Session
) -> Authorization:
    """The first of these that has room for a session beside those drawn on it; else the last."""
    with_room = (
        a
        for a in covering
        if sum(amounts(a.unit, [*drawn[a.id], session], a.pool).values()) <= a.number
    )
    return next(with_room, covering[-1])


def paid_for(
    authorizations: Sequence[Authorization], sessions: Sequence[Session], on: date
) -> tuple[frozenset[int], int]:
    """The sessions that authorizations had room for, and the room of those in force on a day.

    One that draws on several, as its case is not told, is paid where each has room.
    """
    drawn = allot(authorizations, sessions)
    paid, unpaid = set[int](), set[int]()
    room = 0
    for authorization in authorizations:
        own = [s for s in sessions if authorization.id in drawn.get(s.number, ())]
        used = 0
        for number, amount in amounts(authorization.unit, own, authorization.pool).items():
            used += amount
            (paid if used <= authorization.number else unpaid).add(number)
        if authorization.period.holds(on):
            room += max(authorization.number - used, 0)
    return frozenset(paid - unpaid), room


def uncovered(
    authorizations: Sequence[Authorization], sessions: Iterable[Session]
) -> frozenset[int]:
    """The numbers of the sessions that authorizations are for and that none covers.

    They are for a session of their codes on other days or of another case, and for one of other
    codes on their days: it is to be authorized too. An evaluation comes before it is asked for, and
    of a session of which nobody told codes it is not known.
    """
    return frozenset(
        session.number
        for session in sessions
        if not session.voided
        and any(a.is_for(session) or _is_for_another_code(a, session) for a in authorizations)
        and not any(a.covers(session) for a in authorizations)
    )


def _is_for_another_code(authorization: Authorization, session: Session) -> bool:
    """Whether nothing but its codes keeps a session from what it lies on the days of."""
    pool = authorization.pool
    is_left_out = not set(session.codes).isdisjoint(pool.excluding)
    is_of_day = authorization.period.holds(session.on) and pool.has_case(session)
    is_care = bool(session.codes) and not (is_left_out or evaluations.kind_of(session.codes))
    return is_of_day and is_care and pool.has_discipline(session) and not session.self_pay
