"""What another authorization does to visits that one covered: which of them none covers now."""

from __future__ import annotations

from models.coverage.fact_book import FactBook
from models.reply import Line
from models.visits import counting
from models.visits.chart import Chart
from models.visits.further_visits import needing_none, spares_authorization
from models.visits.session import Session
from models.wording import phrases

_NAMED = 5
"""So many days are named."""


def uncovered_now(before: Chart, after: Chart, book: FactBook) -> list[Line]:
    """The days of visits that an authorization covered before, and none does now.

    Those that a payer pays without one are none of them, nor those that one leaves out on its days.
    """
    days = sorted(
        {
            session.on
            for session in after.history.sessions
            if not session.voided
            and any(a.covers(session) for a in before.history.authorizations)
            and not any(
                a.covers(session) or (a.period.holds(session.on) and a.pool.only_opens(session))
                for a in after.history.authorizations
            )
            and not _needs_none(session, after, book)
        }
    )
    if not days:
        return []
    visits = phrases.count(len(days), "visit")
    is_are = "is" if len(days) == 1 else "are"
    named_days = phrases.days(days, _NAMED)
    return [Line(f"{visits} {is_are} covered by no authorization now: {named_days}.")]


def _needs_none(session: Session, chart: Chart, book: FactBook) -> bool:
    """Whether each limit that lets so many pay without authorization lets this one, on its day."""
    sparing = [
        standing
        for standing in counting.current(chart, book, session.on)
        if spares_authorization(standing.limit)
    ]
    within = [s.used <= needing_none(s.limit) for s in sparing if s.counts(session)]
    is_beside = any(s.limit.pool.only_opens(session) for s in sparing)
    return is_beside or (bool(within) and all(within))
