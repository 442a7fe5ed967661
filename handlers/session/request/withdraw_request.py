"""/session withdraw … request: one entered by mistake, or that is asked for no more."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.command import Request, Services
from handlers.session.card import card
from handlers.session.card.counted_chart import counted
from handlers.session.find_chart import amend, refuse_closed, why
from handlers.session.request import which_request
from models.reply import Line, Reply
from models.visits.chart import Chart
from models.visits.events import Event, RequestWithdrawn
from models.visits.visit_request import open_requests
from models.wording import phrases
from models.wording import requests as wording


async def withdraw(request: Request, services: Services, chart: Chart, serial: int) -> Reply:
    """Take back a request that was entered by mistake, or that is asked for no more."""

    def command(number: int) -> str:
        return f"/session withdraw {chart.alias} request {number}"

    asked = which_request.meant(chart, serial, command, "Which request is to be withdrawn?")

    def decide(now: Chart) -> Sequence[Event]:
        refuse_closed(now)
        held = which_request.held(now, asked.serial)
        if not held.is_open:
            raise which_request.decided_already(chart.alias, held)
        return (RequestWithdrawn(asked.serial),)

    after = await amend(request, services, chart.alias, decide)
    left = len(open_requests(after.requests))
    lines = [Line(f"Request {asked.serial}, {wording.amount(asked)}: withdrawn.")]
    lines += [Line(f"{phrases.count(left, 'request')} still open.")] if left else []
    return card.say(counted(after, request, services), *lines, choices=(why(after),))
