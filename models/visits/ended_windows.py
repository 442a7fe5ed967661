"""How the windows stood that hold a past day and are over: what is logged late counts in them."""

from __future__ import annotations

from datetime import date, timedelta

from models.coverage.fact_book import FactBook
from models.visits.chart import Chart
from models.visits.counting import current
from models.visits.limit import LimitKind
from models.visits.session import Session
from models.visits.standing import Standing

_DAY = timedelta(days=1)


def ended_windows(chart: Chart, book: FactBook, session: Session, on: date) -> tuple[Standing, ...]:
    """The windows over by a day in which a session counts, by the rules of its own day.

    Each stands as it ended; a rolling one, which ends with each day, as on the session's.
    Authorizations are none of them: they are counted whatever the day.
    """
    if session.voided or session.on >= on:
        return ()
    of_day = [s for s in current(chart, book, session.on) if _counts(s, session)]
    return tuple(
        as_ended
        for s in of_day
        if s.limit.kind is not LimitKind.AUTHORIZATION
        and (s.limit.window.rolls or (s.window.last and s.window.last < on))
        and _counts(as_ended := _at_its_end(s, chart, book, on), session)
    )


def _at_its_end(of: Standing, chart: Chart, book: FactBook, on: date) -> Standing:
    if of.limit.window.rolls or of.window.last is None:
        return of
    later = current(chart, book, min(of.window.last, on - _DAY))
    same = (s for s in later if s.limit.id == of.limit.id and s.window.first == of.window.first)
    return next(same, of)


def _counts(of: Standing, session: Session) -> bool:
    return any(row.session == session.number and row.counts for row in of.counted)
