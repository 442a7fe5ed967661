"""Which authorization each session draws on (allot), and which sessions none covers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models.visits import evaluations
from models.visits.authorization import Authorization
from models.visits.body_region import BodyRegion
from models.visits.session import Session
from models.visits.session_amounts import amounts

Allotted = Mapping[int, Mapping[str, Session]]
"""By session number and the id of an authorization, the part of the session that draws on it."""


def allot(authorizations: Iterable[Authorization], sessions: Iterable[Session]) -> Allotted:
    """What each session draws on: each line of its claim on an authorization of its code.

    Where several cover a line, it draws on the one that ends first and still has visits left, so
    that none lapses unused; if none has any left, on the one that ends last. What one takes of a
    session it takes together, and sessions of one day draw on the same ones. Voided sessions draw
    on none. A session of no told case may be of any: it draws, for each case, on what it would draw
    on then, so that none promises a visit that may be used. One of no told code is taken for
    needling; where no needling is authorized, for what is.
    """
    held = [*authorizations]
    drawn: dict[str, list[Session]] = {authorization.id: [] for authorization in held}
    allotted: dict[int, Mapping[str, Session]] = {}
    for session in sorted(sessions, key=lambda s: (s.on, s.number)):
        parts = dict[str, Session]()
        for of_case in _by_case(session, _covering(held, session)):
            for authorization, part in _lines(of_case, drawn, session):
                before = parts.get(authorization.id, part)
                parts[authorization.id] = session.of((*before.codes, *part.codes))
        for id_, part in parts.items():
            drawn[id_].append(part)
        if parts:
            allotted[session.number] = parts
    return allotted


def _lines(
    covering: Sequence[Authorization], drawn: Mapping[str, list[Session]], session: Session
) -> Iterator[tuple[Authorization, Session]]:
    """What a session draws on, each with the part of its codes that it takes."""
    rest = session
    while covering:
        chosen = _with_room(covering, drawn, rest)
        taken = chosen.pool.codes_of(rest)
        yield chosen, rest.of(taken)
        rest = rest.of([code for code in rest.codes if code not in taken])
        covering = [a for a in covering if a.pool.codes_of(rest)]


def _covering(authorizations: Iterable[Authorization], session: Session) -> Sequence[Authorization]:
    """Those that cover a session, by their turn; where nobody told its codes, those of needling."""
    covering = [a for a in authorizations if a.covers(session) and not session.voided]
    covering.sort(key=lambda a: (a.turn_on(session.on), a.id))
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
    """The first of these that has room for its part of a session; else the last."""
    for authorization in covering:
        pool = authorization.pool
        with_it = [*drawn[authorization.id], session.of(pool.codes_of(session))]
        if sum(amounts(authorization.unit, with_it, pool).values()) <= authorization.number:
            return authorization
    return covering[-1]


def is_of_two_cases(parts: Mapping[str, Session], id_: str) -> bool:
    """Whether a line of a session draws on one authorization, and on that of another case too."""
    own = parts.get(id_)
    return own is not None and any(
        not own.codes or set(own.codes).intersection(part.codes)
        for other, part in parts.items()
        if other != id_
    )


@dataclass(frozen=True, slots=True)
class Paid:
    """What authorizations had room for: sessions as a whole; of others the ids that took a part.

    One that draws on several, by its codes or as its case is not told, is paid where each has room.
    `room` is what is left of those in force on a day.
    """

    sessions: frozenset[int]
    in_part: Mapping[int, frozenset[str]]
    room: int


NONE_PAID = Paid(frozenset(), {}, 0)


def paid_for(
    authorizations: Sequence[Authorization], sessions: Sequence[Session], on: date
) -> Paid:
    """The sessions that authorizations had room for, and the room of those in force on a day."""
    drawn = allot(authorizations, sessions)
    paid, unpaid = dict[int, set[str]](), set[int]()
    room = 0
    for authorization in authorizations:
        id_ = authorization.id
        own = [parts[id_] for parts in drawn.values() if id_ in parts]
        used = 0
        for number, amount in amounts(authorization.unit, own, authorization.pool).items():
            used += amount
            if used <= authorization.number:
                paid.setdefault(number, set()).add(id_)
            else:
                unpaid.add(number)
        if authorization.period.holds(on):
            room += max(authorization.number - used, 0)
    in_part = {number: frozenset(ids) for number, ids in paid.items() if number in unpaid}
    return Paid(frozenset(paid.keys() - unpaid), in_part, room)


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


def bare_codes(authorizations: Iterable[Authorization], session: Session) -> tuple[str, ...]:
    """The codes of a session that none of its day names, where one covers others of its codes.

    An evaluation is none of them, nor what an authorization leaves out by its terms.
    """
    covering = [] if session.voided else [a for a in authorizations if a.covers(session)]
    known = {code for a in covering for code in (*a.pool.codes_of(session), *a.pool.excluding)}
    left = (c for c in session.codes if c not in known and not evaluations.kind_of([c]))
    return tuple(left) if covering else ()


def _is_for_another_code(authorization: Authorization, session: Session) -> bool:
    """Whether nothing but its codes keeps a session from what it lies on the days of."""
    pool = authorization.pool
    is_left_out = not set(session.codes).isdisjoint(pool.excluding)
    is_of_day = authorization.period.holds(session.on) and pool.has_case(session)
    is_care = bool(session.codes) and not (is_left_out or evaluations.kind_of(session.codes))
    return is_of_day and is_care and pool.has_discipline(session) and not session.self_pay
