"""/session reopen: a closed alias takes sessions again, in the same episode of care."""

from __future__ import annotations

from handlers.command import Request, Services
from handlers.session.card import card
from handlers.session.card.counted_chart import counted
from handlers.session.find_chart import amend, named, refuse_unused
from models.reply import Line, Reply
from models.understanding.commands import session_commands
from models.visits.events import ChartReopened
from models.wording import phrases


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Open a closed alias again, in the same episode of care."""
    chart, rest = await named(request, services, text, "session reopen")
    on, unused = session_commands.read_rest(rest, request.today)
    late = [phrases.day(on)] if on and on != request.today else []
    refuse_unused((*late, *unused), f"/session reopen {chart.alias}", "changed")
    reopened = ChartReopened(request.today)
    after = await amend(
        request, services, chart.alias, lambda now: (reopened,) if now.closed else ()
    )
    said = "Open again: sessions count as before." if chart.closed else "It is open."
    return card.say(
        counted(after, request, services), Line(said), choices=(card.log_choice(after),)
    )
