"""What an authorization is worth where another payer is noted from a later day on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from handlers.session.payer.payer_dates import name_of
from models.coverage.fact_book import FactBook
from models.reply import Line
from models.visits.booking import days_ahead
from models.visits.chart import Chart
from models.visits.payer_periods import paid_until
from models.wording import phrases

_DAY = timedelta(days=1)


def granted_beyond(chart: Chart, book: FactBook, today: date) -> Iterator[Line]:
    """That what one payer authorized covers none of the days on which the next one pays."""
    last, payer = paid_until(chart.payer_periods, today), chart.payer_on(today)
    if last is None or payer is None:
        return
    given = [a for a in chart.history.authorizations if chart.giver_of(a) == payer]
    if not any((a.period.first or date.min) <= last < (a.period.last or date.max) for a in given):
        return
    behind = [day for day in days_ahead(chart, today) if day > last]
    booked = f", also not the {phrases.count(len(behind), 'visit')} booked" if behind else ""
    since = phrases.day(last + _DAY)
    yield Line(f"What {name_of(payer, book)} authorized covers no visit from {since} on{booked}.")
