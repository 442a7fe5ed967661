"""Why a session draws on no window of a limit (refusal), and why one that draws counts (reason)."""

from __future__ import annotations

from datetime import date

from models.coverage.period import Period
from models.visits.balance import BalanceTotal
from models.visits.counted import Reason
from models.visits.limit import Limit, Pool, Unit
from models.visits.session import Session


def refusal(limit: Limit, session: Session) -> Reason | None:
    """Why a session draws on no window of the limit, whatever the day."""
    if session.voided:
        return Reason.VOIDED
    if session.self_pay and not limit.counts_self_pay:
        return Reason.SELF_PAY
    if session.postsurgical and not limit.postsurgical:
        return Reason.POSTSURGICAL
    return _refused_by_pool(limit.pool, session)


def _refused_by_pool(pool: Pool, session: Session) -> Reason | None:
    if not pool.has_code(session):
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
    if pool.is_untold(session):
        return Reason.UNTOLD
    return Reason.UNTOLD_CASE if pool.case and session.case is None else Reason.COUNTS
