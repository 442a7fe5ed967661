"""/session extend: another last day for visits that a payer authorized."""

from __future__ import annotations

from handlers.command import Request, Services
from handlers.session import authorize, authorize_ends
from models.reply import Reply
from models.understanding.commands import authorization_commands, session_commands


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Move the last day of an authorization; where visits are told, enter those."""
    known = await services.charts.aliases(request.clinic.id)
    alias, behind = session_commands.take_alias(text, known)
    is_of_days = authorization_commands.read_ending(f"extended {behind}", request.today)
    chart = await services.charts.find(request.clinic.id, alias) if alias else None
    if chart and not chart.history.authorizations:
        raise authorize_ends.none_to_move(chart)
    if chart and not is_of_days:
        question = authorize_ends.of_how_many(chart, behind, request.today)
        if question:
            raise question
    words = (alias, "extended" if is_of_days else "", behind)
    return await authorize.answer(request, services, " ".join(filter(None, words)))
