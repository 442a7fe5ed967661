"""/session denied: a request is closed as denied, and the code of the denial is asked for."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.command import Request, Services
from handlers.session import card, which_request
from handlers.session.counted_chart import counted
from handlers.session.find_chart import amend, named, refuse_closed, refuse_unused
from models.reply import Choice, Line, Reply
from models.understanding.commands import request_words
from models.visits.chart import Chart
from models.visits.events import Event, RequestDenied
from models.visits.visit_request import RequestState, VisitRequest
from models.wording import phrases
from models.wording import requests as wording


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Close a request as denied, and ask for the code that leads to what can be done."""
    chart, rest = await named(request, services, text, "session denied")
    code, rest = request_words.take_denial_code(rest)
    typed, unused = request_words.read_denied(rest, request.today)
    on = typed.on or request.today

    def command(serial: int) -> str:
        day = "" if on == request.today else f" on {on.isoformat()}"
        return f"/session denied {chart.alias} request {serial}{day} {code}".strip()

    asked = which_request.meant(chart, typed.serial, command)
    refuse_unused(unused, command(asked.serial), f"saved for {chart.alias}")
    which_request.refuse_to_come(asked, on, request.today)
    event = RequestDenied(asked.serial, on)
    was: list[RequestState] = []

    def decide(now: Chart) -> Sequence[Event]:
        refuse_closed(now)
        held = which_request.held(now, asked.serial)
        was[:] = [held.state]
        if held.state not in {RequestState.OPEN, RequestState.DENIED}:
            raise which_request.decided_already(chart.alias, held)
        return () if held.state is RequestState.DENIED else (event,)

    after = await amend(request, services, chart.alias, decide)
    lines, choices = _next_steps(asked, after, code, services)
    again = "noted already" if was[0] is RequestState.DENIED else "noted"
    done = f"Request {asked.serial}, {wording.amount(asked)}, denied on {phrases.day(on)}: {again}."
    shown = card.say(counted(after, request, services), Line(done), *lines, choices=choices)
    return card.after("denied", shown)


def _next_steps(
    asked: VisitRequest, chart: Chart, code: str, services: Services
) -> tuple[list[Line], list[Choice]]:
    """The question for the code of the denial, and the way to what it asks for.

    A code that was typed is not kept: the button looks it up.
    """
    payer = services.book.payers.get(asked.payer or chart.payer or "")
    codes = [code for s in chart.history.sessions[-1:] for code in s.codes][:1] or ["20560"]
    about = " ".join(filter(None, [payer.name if payer else "", *codes]))
    if code:
        look_up = Choice(f"What to do about {code}", f"/denial {about} {code}")
        return [Line(f"{code} is not kept here; the button looks it up.")], [look_up]
    example = f"/denial {about} CO-197"
    return (
        [
            Line(f"Which code does the letter name? Type it, as {example}"),
            Line("Without a code, ask the payer for the reason in writing."),
        ],
        [Choice("What to do about it", f"/denial {about}")],
    )
