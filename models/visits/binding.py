"""Which of several limits binds: how their standings are ordered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from models.visits.limit import LimitKind
from models.visits.session import Discipline
from models.visits.standing import Standing


def binding(standings: Iterable[Standing]) -> Standing | None:
    """The standing within whose reach the fewest visits are; of several a hard one, then by id.

    None of none. A used-up authorization binds nobody while another for its sessions has room.
    """
    tightest = tied(standings)
    return tightest[0] if tightest else None


def tied(standings: Iterable[Standing]) -> tuple[Standing, ...]:
    """All standings that have as little left as the binding one, which comes first.

    What a payer left unpaid who pays no more binds nobody.
    """
    alone = tuple(s for s in standings if not s.former_payer)
    if len(alone) <= 1:
        return alone
    ordered = sorted(alone, key=tightness)
    return tuple(s for s in ordered if _place(s) == _place(ordered[0]))


def _place(of: Standing) -> tuple[bool, bool, bool, int, int]:
    """What two standings have alike that bind alike."""
    return of.is_of_a_day, of.gives_way, of.is_aside, of.within_reach, of.left


def tightness(
    of: Standing,
) -> tuple[bool, bool, bool, int, bool, bool, tuple[date, int], int, int, str]:
    """What standings are ordered by: the fewest left first, a hard limit first, then by id.

    One of a single day comes behind all others: it begins anew with each.

    One on which no code draws that was logged so far comes behind those on which some do.

    A session whose discipline nobody told draws on the limits of all. Of several that stand alike,
    one that physical therapy draws on comes first: it is what most of these clinics bill. Of
    authorizations that take each other's sessions the one that visits draw on first. Else the
    one that lets go last, until when nothing opens.
    """
    pool = of.limit.pool.disciplines
    others = bool(pool) and Discipline.PT not in pool
    limit = of.limit
    turn = of.turn if of.elsewhere and of.turn else (date.max, limit.serial)
    is_granted = limit.kind is LimitKind.AUTHORIZATION  # nothing opens it again
    opens = date.min if is_granted else of.resets or of.leaves_on or date.max
    rank = (limit.soft, others, turn, -opens.toordinal())
    place = of.is_of_a_day, of.gives_way, of.is_aside
    return *place, of.within_reach, *rank, limit.serial, limit.id
