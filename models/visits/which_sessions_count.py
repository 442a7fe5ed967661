"""Which sessions draw on a limit (drawn_by), why not (refusal), and why one counts (reason)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from models.period import Period
from models.visits.balance import Balance, BalanceTotal
from models.visits.count_reasons import Reason
from models.visits.history import History
from models.visits.limit import Limit, LimitKind, Pool, Unit
from models.visits.session import Session


@dataclass(frozen=True, slots=True)
class Drawn:
    """What draws on a limit up to a day, in any of its windows.

    `refused` says of each session of the history, by its number, why it draws on none; None where
    it does. `visits` are the days that may open a window.
    """

    refused: Mapping[int, Reason | None]
    sessions: list[Session]
    balances: list[Balance]
    visits: list[date]


def drawn_by(limit: Limit, history: History, on: date) -> Drawn:
    """What draws on a limit up to a day, by everything known of the alias."""
    refused = _refused(limit, history.sessions)
    known = [s for s in history.sessions if s.on <= on]
    sessions = [s for s in known if refused[s.number] is None]
    balances = [b for b in history.balances if b.as_of <= on and b.counts_into(limit)]
    any_care = (s for s in known if limit.window.opens_by_any and not (s.voided or s.self_pay))
    # Evaluations that are left out of the count open a window all the same.
    evaluations = (
        s for s in known if refused[s.number] is Reason.OTHER_CODE and limit.pool.only_opens(s)
    )
    visits = [s.on for s in sessions] + [b.as_of for b in balances if b.used]
    visits += [s.on for s in (*evaluations, *any_care)]
    return Drawn(refused, sessions, balances, visits)


def _refused(limit: Limit, sessions: Iterable[Session]) -> dict[int, Reason | None]:
    """Of each session why it draws on no window. Most are alike, and asked of once."""
    known: dict[tuple[object, ...], Reason | None] = {}
    refused = {}
    for s in sessions:
        kind = (s.codes, s.discipline, s.case, s.self_pay, s.postsurgical, s.voided)
        if kind not in known:
            known[kind] = refusal(limit, s)
        refused[s.number] = known[kind]
    return refused


def refusal(limit: Limit, session: Session) -> Reason | None:
    """Why a session draws on no window of the limit, whatever the day."""
    if session.voided:
        return Reason.VOIDED
    if session.self_pay and not limit.counts_self_pay:
        return Reason.SELF_PAY
    if session.postsurgical and not limit.postsurgical:
        return Reason.POSTSURGICAL
    return _refused_by_pool(limit, session)


def _refused_by_pool(limit: Limit, session: Session) -> Reason | None:
    """Why a pool leaves a session out.

    An authorization is of what this patient is treated with: a session of no told code may be that.
    """
    pool = limit.pool
    may_be = limit.kind is LimitKind.AUTHORIZATION and not session.codes
    if not (may_be or pool.has_code(session)):
        return Reason.OTHER_CODE
    if not pool.has_discipline(session):
        return Reason.OTHER_DISCIPLINE
    return None if pool.has_case(session) else Reason.OTHER_CASE


def reason(limit: Limit, session: Session, on: date, window: Period, count: BalanceTotal) -> Reason:
    """Why a session that draws on a limit counts in a window on a day, or does not."""
    if session.on > on:
        return Reason.LATER
    if not window.holds(session.on):
        return Reason.OUTSIDE
    if count.amounts.get(session.number):
        return _counting(limit.pool, session)
    if session.number not in count.amounts:
        return Reason.IN_BALANCE
    return Reason.NO_UNITS if limit.unit is Unit.TIMED_UNIT else Reason.SAME_VISIT


def _counting(pool: Pool, session: Session) -> Reason:
    """Why a session counts: also because nobody told what might let it off."""
    by_code, by_discipline = pool.is_code_untold(session), pool.is_discipline_untold(session)
    if by_code or by_discipline:
        alone = Reason.UNTOLD_CODE if by_code else Reason.UNTOLD_DISCIPLINE
        return Reason.UNTOLD if by_code and by_discipline else alone
    return Reason.UNTOLD_CASE if pool.case and session.case is None else Reason.COUNTS
