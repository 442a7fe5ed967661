"""What a chart foresees: its bookings, the clinic's days off, when its payers have to decide."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

from models.coverage.decision_time import RequestTo, times_for
from models.coverage.fact_book import FactBook
from models.visits.booking import open_days
from models.visits.chart import Awaits, Chart
from models.visits.outlook import Outlook
from models.visits.second_payer import second_on
from models.visits.visit_request import VisitRequest

_times_for = lru_cache(maxsize=1_024)(times_for)
"""The same for every chart of a payer on a day."""


def outlooks(chart: Chart, book: FactBook, on: date) -> tuple[Outlook, Outlook]:
    """What is known of the days behind a day, for who pays first then, and for who pays second.

    Nobody told the second payer's plan.
    """
    first = _outlook(chart, chart.payer_on(on), chart.plan, book, on)
    return first, _outlook(chart, second_on(chart, on), "", book, on)


def _outlook(chart: Chart, payer: str | None, plan: str, book: FactBook, on: date) -> Outlook:
    known, booked = book.payers.get(payer or ""), open_days(chart)
    hours = chart.preferences.hours
    if known is None:
        return Outlook(booked, hours)
    request = RequestTo(known, plan, chart.state, on)
    decisions = _times_for(book.decisions, request)
    return Outlook(booked, hours, decisions, request.is_plan_open)


def request_outlook(chart: Chart, request: VisitRequest, book: FactBook) -> Outlook:
    """How long the payer has that was asked, by the rules of the day on which that was sent.

    The plan that was told is that of who pays first.
    """
    plan = chart.plan if request.payer == chart.payer_on(request.sent) else ""
    return _outlook(chart, request.payer, plan, book, request.sent)


def deadlines(book: FactBook) -> Awaits:
    """The requests of a chart with the days of their decisions, by these facts."""
    return lambda chart: tuple(_dated(chart, request, book) for request in chart.requests)


def _dated(chart: Chart, request: VisitRequest, book: FactBook) -> VisitRequest:
    if not request.is_open:
        return request
    outlook = request_outlook(chart, request, book)
    return replace(request, due=outlook.due(request.sent), ask_on=outlook.ask_on(request.sent))
