"""/session request … urgent: a request that was sent is to be decided at once, or not any more."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.command import Request, Services
from handlers.session.find_chart import amend, refuse_closed, refuse_unused
from handlers.session.request import which_request
from models.understanding.commands.request_words import TypedRequest
from models.visits.chart import Chart
from models.visits.events import Event, RequestExpedited
from models.visits.visit_request import VisitRequest


async def mark(
    request: Request, services: Services, chart: Chart, typed: TypedRequest
) -> tuple[Chart, VisitRequest]:
    """Note that a payer was asked to decide at once, or that it was not; the chart after it."""
    word = "urgent" if typed.is_urgent else "not urgent"
    on = typed.sent or request.today

    def command(serial: int) -> str:
        day = f" on {on.isoformat()}" if typed.is_urgent and on != request.today else ""
        return f"/session request {chart.alias} request {serial} {word}{day}"

    asked = which_request.meant(chart, typed.serial, command, f"Which request is {word}?")
    refuse_unused(typed.unused, command(asked.serial), f"saved for {chart.alias}")
    which_request.refuse_to_come(
        asked,
        on,
        request.today,
        ahead="Note it on the day on which the payer is asked. Nothing was saved.",
        before="Give the day on which the payer was asked to decide at once. Nothing was saved.",
    )
    day = on if typed.is_urgent else None

    def decide(now: Chart) -> Sequence[Event]:
        refuse_closed(now)
        kept = which_request.held(now, asked.serial)
        if not kept.is_open:
            raise which_request.decided_already(chart.alias, kept)
        is_noted = typed.is_urgent and kept.is_urgent and typed.sent is None
        return () if is_noted else (RequestExpedited(kept.serial, day),)

    after = await amend(request, services, chart.alias, decide)
    return after, which_request.held(after, asked.serial)
