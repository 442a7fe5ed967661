"""What a chart foresees: its bookings, the clinic's days off, when its payers have to decide."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from models.coverage.decision_time import RequestTo, times_for
from models.coverage.fact_book import FactBook
from models.visits.booking import open_days
from models.visits.chart import Awaits, Chart
from models.visits.outlook import Outlook
from models.visits.payer_periods import paid_until
from models.visits.second_payer import second_on
from models.visits.visit_request import VisitRequest

_times_for = lru_cache(maxsize=1_024)(times_for)
"""The same for every chart of a payer on a day."""


def outlooks(chart: Chart, book: FactBook, on: date) -> tuple[Outlook, Outlook]:
    """What is known of the days behind a day, for who pays first then, and for who pays second.

    Nobody told the second payer's plan.
    """
    first = _outlook(chart, _Asked(chart.payer_on(on), chart.plan_on(on), on), book)
    second = _outlook(chart, _Asked(second_on(chart, on), "", on), book)
    return (
        replace(first, until=paid_until(chart.payer_periods, on)),
        replace(second, until=paid_until(chart.secondary, on)),
    )


class _Asked(NamedTuple):
    """Who is asked, of which plan, on which day, and whether to decide at once."""

    payer: str | None
    plan: str
    on: date
    is_urgent: bool = False


def _outlook(chart: Chart, asked: _Asked, book: FactBook) -> Outlook:
    known, booked = book.payers.get(asked.payer or ""), open_days(chart)
    hours = chart.preferences.hours
    if known is None:
        is_self_pay = asked.payer is None and chart.is_self_pay
        return Outlook(booked, hours, is_urgent=asked.is_urgent, is_self_pay=is_self_pay)
    request = RequestTo(known, asked.plan, chart.state, asked.on, asked.is_urgent)
    decisions = _times_for(book.decisions, request)
    return Outlook(booked, hours, decisions, request.is_plan_open, asked.is_urgent)


def request_outlook(chart: Chart, request: VisitRequest, book: FactBook) -> Outlook:
    """How long the payer has that was asked, by the rules of the day on which that was sent.

    The plan that was told is that of who pays first.
    """
    return _clock(chart, request, book)[1]


def _clock(chart: Chart, request: VisitRequest, book: FactBook) -> tuple[date, Outlook]:
    """The day on which a request's time begins, and how long it is.

    Of one that was sent as any other and made urgent later both times run: the first to end.
    """
    is_first = request.payer == chart.payer_on(request.sent)
    plan = chart.plan_on(request.sent) if is_first else ""
    usual = _Asked(request.payer, plan, request.sent)
    running = [] if request.expedited == request.sent else [usual]
    if request.expedited:
        running.append(usual._replace(on=request.expedited, is_urgent=True))
    clocks = [(asked.on, _outlook(chart, asked, book)) for asked in running]
    return min(clocks, key=lambda clock: clock[1].ask_on(clock[0]))


def deadlines(book: FactBook) -> Awaits:
    """The requests of a chart with the days of their decisions, by these facts."""
    return lambda chart: tuple(_dated(chart, request, book) for request in chart.requests)


def _dated(chart: Chart, request: VisitRequest, book: FactBook) -> VisitRequest:
    if not request.is_open:
        return request
    day, outlook = _clock(chart, request, book)
    return replace(request, due=outlook.due(day), ask_on=outlook.ask_on(day))
