"""What a past session makes of windows that no count of today holds: over, or another payer's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handlers.session.card import limit_names
from handlers.session.card.counted_chart import CountedChart
from handlers.session.payer.payer_dates import name_of
from models.reply import Line
from models.visits.binding import tightness
from models.visits.cap import CapScope
from models.visits.count_reasons import NONE_COVERS, Reason
from models.visits.limit import LimitKind
from models.visits.second_payer import second_on
from models.visits.session import Session
from models.visits.standing import Standing
from models.wording import ended_windows

_ELSEWHERE = NONE_COVERS | {Reason.OUTSIDE, Reason.OTHER_PAYER, Reason.OTHER_AUTHORIZATION}
"""Why a count of today leaves out a session that another may hold."""


def of_session(count: CountedChart, session: Session) -> tuple[Standing, ...]:
    """The windows in which a session counts and that no count of today holds, tightest first."""
    rows = [(s, row) for s in count.standings for row in s.counted if row.session == session.number]
    is_left_out = any(row.reason in _ELSEWHERE or _is_before(s, session) for s, row in rows)
    if rows and not is_left_out:
        return ()
    held = {_key(s) for s in count.standings if not s.limit.window.rolls}
    return tuple(sorted((s for s in count.ended.of(session) if _key(s) not in held), key=tightness))


def _is_before(standing: Standing, session: Session) -> bool:
    """Whether an authorization is of later days: whatever its codes, another one held then."""
    return is_granted(standing) and not standing.window.holds(session.on)


def in_words(standing: Standing, session: Session, count: CountedChart) -> str:
    """How one of them stood, behind "counted": "by authorization 1, Dec 15 to Jan 15: 8 of 8 …"."""
    how, whose = ended_windows.in_words(standing), _other_payer(standing, session, count)
    if is_granted(standing):
        of_other = f" of {whose}" if whose else ""
        return f"by {limit_names.name_of(standing.limit)}{of_other}, {how}"
    is_cap = standing.limit.kind is LimitKind.CAP
    if is_cap and count.chart.payer_on(session.on) != count.chart.payer:
        whose = f"{ended_windows.owner(standing, whose)}{f' for {whose}' if whose else ''}"
    return f"in {how}{f', by {whose}' if whose else ''}"


def is_granted(standing: Standing) -> bool:
    """Whether it is an authorization: what it paid needs no other window."""
    return standing.limit.kind is LimitKind.AUTHORIZATION


def lines(count: CountedChart, sessions: Iterable[Session]) -> Iterator[Line]:
    """The windows that sessions passed, authorizations, and the tightest of what counts nowhere."""
    told = dict[tuple[object, ...], tuple[Standing, Session]]()
    for session in sessions:
        ended = of_session(count, session)
        counts_now = count.binding and count.binding.counts(session)
        first = () if counts_now else ended[:1]
        for standing in (*first, *(s for s in ended if s.left < 0 or is_granted(s))):
            told.setdefault(_key(standing), (standing, session))
    for standing, session in told.values():
        yield _line(standing, session, count)


def _line(standing: Standing, session: Session, count: CountedChart) -> Line:
    how, other = ended_windows.in_words(standing), _other_payer(standing, session, count)
    whose = ended_windows.owner(standing, other or count.payer)
    where = f"for {other}, which paid on that day" if other else "in a window that is over"
    return Line(f"Counted {where}, {how}, by {whose}.", standing.limit.cites)


def without(
    before: CountedChart, after: CountedChart, sessions: Iterable[Session]
) -> Iterator[Line]:
    """How the past windows stand in which sessions counted that were voided."""
    told = dict[tuple[object, ...], tuple[Standing, Session]]()
    for session in sessions:
        for was in of_session(before, session)[:1]:
            if standing := after.ended.same(was, session.on):
                told.setdefault(_key(standing), (standing, session))
    for standing, session in told.values():
        how, other = ended_windows.in_words(standing), _other_payer(standing, session, after)
        whose = ended_windows.owner(standing, other or after.payer)
        where = f"For {other}, which paid on that day" if other else "In the window that is over"
        yield Line(f"{where}, {how}, by {whose}.", standing.limit.cites)


def _other_payer(standing: Standing, session: Session, count: CountedChart) -> str:
    """Who paid on a session's day, where that is another than today's; empty for the same.

    A cap that holds whoever pays is no payer's; what the second payer of then set is that one's.
    """
    if then := standing.limit.second_payer:
        second = second_on(count.chart, count.request.today)
        return "" if second and name_of(second, count.services.book) == then else then
    of_payers = {cap.id for cap in count.chart.caps if cap.scope is CapScope.PAYER}
    if standing.limit.kind is LimitKind.CAP and standing.limit.id not in of_payers:
        return ""
    payer = count.chart.payer_on(session.on)
    return name_of(payer, count.services.book) if payer and payer != count.chart.payer else ""


def _key(standing: Standing) -> tuple[object, ...]:
    return standing.limit.id, standing.window.first
