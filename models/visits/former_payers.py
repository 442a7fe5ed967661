"""Who paid before and pays no more (paid_before), and which of its counts stay unpaid, how long."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from models.visits.chart import Chart
from models.visits.count_reasons import NONE_COVERS
from models.visits.limit import LimitKind
from models.visits.payer_periods import spans
from models.visits.second_payer import as_if_first, second_on
from models.visits.standing import Standing

_A_YEAR = timedelta(days=366)
"""So long payers take claims: what was too much may still be asked for."""


def paid_before(chart: Chart, on: date) -> Mapping[str, date]:
    """Who paid first or second within a year before a day and pays no more, with its last day."""
    if not (chart.payers or chart.secondary):
        return {}
    pays = {chart.payer_on(on), second_on(chart, on)}
    found: dict[str, date] = {}
    for period, days in (*spans(chart.payer_periods), *spans(chart.secondary)):
        last, payer = days.last or on, period.payer
        if payer and payer not in pays and on - _A_YEAR <= last < on:
            found[payer] = max(last, found.get(payer, last))
    return found


def as_it_paid(chart: Chart, payer: str, last: date) -> Chart:
    """The chart as a payer saw it on its last day: by the plan of then, where it paid first."""
    if chart.payer_on(last) != payer:
        return as_if_first(chart, payer)
    return replace(chart.as_of(last), payers=(), secondary=())


def is_left_unpaid(standing: Standing, on: date) -> bool:
    """Whether a count of who paid before was passed, or its authorizations left visits bare."""
    granted = standing.limit.kind is LimitKind.AUTHORIZATION
    if standing.left < 0:
        return not granted or on - (standing.window.last or on) <= _A_YEAR
    bare = (row.on for row in standing.counted if row.reason in NONE_COVERS)
    return granted and any(on - day <= _A_YEAR for day in bare)


def days_to_forget(chart: Chart, on: date) -> Iterator[date]:
    """The days from which what such payers left unpaid is told no more."""
    before = paid_before(chart, on)
    days = [*before.values()]
    if before:
        days += [a.period.last for a in chart.history.authorizations if a.period.last]
        days += [session.on for session in chart.history.sessions]
    yield from (day + _A_YEAR + timedelta(days=1) for day in days)
