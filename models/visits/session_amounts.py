"""How much each session adds to a count in its unit: visits by day, treatments, timed units."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from models.visits.limit import EVERYTHING, Pool, Unit
from models.visits.session import Discipline, Session


def amounts(unit: Unit, sessions: Iterable[Session], pool: Pool = EVERYTHING) -> dict[int, int]:
    """By session number, how much each of these sessions adds to a count in a unit.

    Timed units are those of the pool's codes; of all where it names none.

    On a day that counts once, the session that was logged first counts. Where disciplines count
    apart, one that nobody told may be any other of the pool's: its sessions are a visit of their
    own, unless every discipline of the pool has one on that day.
    """
    seen: dict[date, set[Discipline | None]] = {}
    added = {}
    for session in sorted(sessions, key=lambda s: (s.on, s.discipline is None, s.number)):
        disciplines = seen.setdefault(session.on, set())
        timed = unit is Unit.TIMED_UNIT
        adds = session.units_of(pool.codes) if timed else _adds(unit, session, disciplines, pool)
        added[session.number] = adds
        disciplines.add(session.discipline)
    return added


def _adds(unit: Unit, session: Session, seen: set[Discipline | None], pool: Pool) -> int:
    if unit is Unit.TREATMENT:
        return 1
    if unit is Unit.VISIT:
        return 0 if seen else 1
    is_one_of_them = session.discipline is None and seen.issuperset(pool.disciplines or {None})
    return 0 if is_one_of_them or session.discipline in seen else 1
