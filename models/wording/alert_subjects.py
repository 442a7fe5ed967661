"""What an alert is about beside how its limit stands now: requests, duties, what was told late."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from models.alerts import untold
from models.alerts.alert import PLAN_KINDS, Alert, AlertKind
from models.alerts.late_requests import payer_of, request_of
from models.alerts.plan_duties import clock_of
from models.alerts.uncovered import UncoveredVisits
from models.coverage.fact_book import FactBook
from models.visits import chart_outlook, counting, plan_clocks
from models.visits.chart import Chart
from models.visits.plan_of_care import PlanClock
from models.visits.standing import Standing
from models.visits.visit_request import open_requests
from models.wording import phrases, plan_of_care, requests


def owed(alert: Alert, chart: Chart, book: FactBook, on: date) -> str:
    """The duty of a plan of care that an alert is about, in few words; empty where it is none."""
    clock = _clock(alert, chart, book, on)
    return plan_of_care.title(clock.duty, clock, on) if clock else ""


def _clock(alert: Alert, chart: Chart, book: FactBook, on: date) -> PlanClock | None:
    """The duty of a plan of care that an alert is about, while it is owed."""
    if alert.ref.kind not in PLAN_KINDS:
        return None
    return clock_of(plan_clocks.clocks(chart, book, on), alert.ref.window_key)


def asked(alert: Alert, chart: Chart, standing: Standing | None, book: FactBook, on: date) -> str:
    """What an alert says of the request that it is about, or of one that its payer has open."""
    if request := request_of(chart, alert.ref.limit):
        return requests.late(request, chart_outlook.request_outlook(chart, request, book), book)
    if alert.ref.kind in PLAN_KINDS:
        clock = _clock(alert, chart, book, on)
        return f"{plan_of_care.in_line(clock, on)}." if clock else ""
    payer = payer_of(standing, chart, on)
    open_ = (r for r in open_requests(chart.requests) if r.payer == payer)
    said = [phrases.sentence(requests.briefly(r, on)) for r in open_]
    return f"{'. '.join(said)}." if said else ""


def of_former(bare: UncoveredVisits | None, unpaid: Iterable[Standing]) -> Standing | None:
    """The authorization after whose end somebody came, named for a giver who pays no more."""
    if bare is None:
        return None
    names = {s.former_payer: s.limit.former_payer for s in unpaid}
    if bare.giver not in names:
        return bare.ended
    limit = replace(bare.ended.limit, former_payer=names[bare.giver])
    return replace(bare.ended, limit=limit, former_payer=bare.giver)


def told_late(
    alert: Alert, chart: Chart, standing: Standing | None, book: FactBook, on: date
) -> Standing | None:
    """How the limit of an alert was passed that nobody heard in time; None while it still is."""
    is_passed = standing is not None and standing.left < 0
    if alert.ref.kind is not AlertKind.OVER or alert.ref.is_over or is_passed:
        return None
    return untold.told_late(
        alert.ref, chart.time_zone, on, lambda day: counting.current(chart, book, day)
    )
