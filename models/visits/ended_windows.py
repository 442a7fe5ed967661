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


class EndedWindows:
    """The windows of a chart that are over by a day: each past day is counted once."""

    def __init__(self, chart: Chart, book: FactBook, on: date) -> None:
        self._chart, self._book, self._on = chart, book, on
        self._counted = dict[date, tuple[Standing, ...]]()

    def of(self, session: Session) -> tuple[Standing, ...]:
        """Those in which a session counts, by the rules of its own day.

        Each stands as it ended; a rolling one, which ends with each day, as on the session's.
        Authorizations are none of them: they are counted whatever the day.
        """
        if session.voided or session.on >= self._on:
            return ()
        of_day = [s for s in self._standings(session.on) if s.counts(session)]
        return tuple(
            as_ended
            for s in of_day
            if s.limit.kind is not LimitKind.AUTHORIZATION
            and (s.limit.window.rolls or (s.window.last and s.window.last < self._on))
            and (as_ended := self._at_its_end(s)).counts(session)
        )

    def same(self, of: Standing, day: date) -> Standing | None:
        """How a window that holds a day stood at its end; None where there is none such here."""
        here = (s for s in self._standings(day) if s.limit.id == of.limit.id)
        found = next((s for s in here if s.window.first == of.window.first), None)
        return self._at_its_end(found) if found else None

    def _standings(self, day: date) -> tuple[Standing, ...]:
        if day not in self._counted:
            self._counted[day] = current(self._chart, self._book, day)
        return self._counted[day]

    def _at_its_end(self, of: Standing) -> Standing:
        if of.limit.window.rolls or of.window.last is None:
            return of
        later = self._standings(min(of.window.last, self._on - _DAY))
        same = (s for s in later if s.limit.id == of.limit.id and s.window.first == of.window.first)
        return next(same, of)
