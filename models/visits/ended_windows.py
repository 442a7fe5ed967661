"""How windows stood on a past day that today's count does not hold: over, or another payer's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from models.coverage.fact_book import FactBook
from models.period import Period
from models.visits.chart import Chart
from models.visits.counting import current
from models.visits.payer_periods import payer_on, spans
from models.visits.session import Session
from models.visits.standing import Standing

_DAY = timedelta(days=1)


class EndedWindows:
    """The windows of a chart's past days by a day: each past day is counted once."""

    def __init__(self, chart: Chart, book: FactBook, on: date) -> None:
        self._chart, self._book, self._on = chart, book, on
        self._counted = dict[date, tuple[Standing, ...]]()

    def of(self, session: Session) -> tuple[Standing, ...]:
        """Those in which a session counts, by the payer and the rules of its own day.

        Each stands as it ended, or as its payer left it; a rolling one, which ends with each day,
        as on the session's. Among them may be such as run today.
        """
        if session.voided or session.on >= self._on:
            return ()
        of_day = [s for s in self.on(session.on) if s.counts(session)]
        as_ended = [self._at_its_end(s, session.on) for s in of_day]
        return tuple(s for s in as_ended if s.counts(session))

    def same(self, of: Standing, day: date) -> Standing | None:
        """How a window that holds a day stood at its end; None where there is none such here."""
        found = _same(of, self.on(day))
        return self._at_its_end(found, day) if found else None

    def on(self, day: date) -> tuple[Standing, ...]:
        """How the chart stood on a past day, by the payer and the rules of that day."""
        if day not in self._counted:
            self._counted[day] = current(self._chart, self._book, day)
        return self._counted[day]

    def _at_its_end(self, of: Standing, day: date) -> Standing:
        """How it stood on its last day; where another paid by then, on the last of its payer's."""
        if of.limit.window.rolls:
            return of
        last = min(of.window.last or self._on, self._on - _DAY)
        paid = [min(days.last or last, last) for days in self._paid_like(of, day)]
        ends = (last, max(paid, default=day))
        return next(filter(None, (_same(of, self.on(end)) for end in ends)), of)

    def _paid_like(self, of: Standing, day: date) -> list[Period]:
        """The days on which the payer of a day, whose limit it is, pays, first or second."""
        chart = self._chart
        ranks = chart.secondary if of.limit.second_payer else chart.payer_periods
        payer = payer_on(ranks, day)
        last = of.window.last or self._on
        return [
            days
            for period, days in (*spans(chart.payer_periods), *spans(chart.secondary))
            if period.payer == payer and period.begins <= min(last, self._on - _DAY)
        ]


def _same(of: Standing, standings: Iterable[Standing]) -> Standing | None:
    here = (s for s in standings if s.limit.id == of.limit.id)
    return next((s for s in here if s.window.first == of.window.first), None)
