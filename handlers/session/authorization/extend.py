"""/session extend: another last day for visits that a payer authorized, or more of them."""

from __future__ import annotations

from handlers.command import Request, Services
from handlers.session.authorization import authorize, authorize_ends, extend_visits
from models.reply import Reply
from models.understanding.commands import (
    authorization_commands,
    extension_words,
    session_commands,
)


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Move the last day of an authorization, or let it grow by visits."""
    known = await services.charts.aliases(request.clinic.id)
    alias, behind = session_commands.take_alias(text, known)
    is_of_days = authorization_commands.read_ending(f"extended {behind}", request.today)
    chart = await services.charts.find(request.clinic.id, alias) if alias else None
    if chart and not chart.history.authorizations:
        raise authorize_ends.none_to_move(chart)
    more = extension_words.read_more(behind, request.today)
    if chart and more:
        is_of_days = None
        behind = extend_visits.command(chart, more, request.today) or behind
    elif not is_of_days:
        behind = extension_words.without_serial(behind)
    words = (alias, "extended" if is_of_days else "", behind)
    said = " ".join(filter(None, words))
    return await authorize.answer(request, services, said, extends=True)
