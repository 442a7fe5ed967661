"""How an alias stands, for others to read: whole among managers, elsewhere without alias and days.

A window that begins with the first visit says when that was by the day on which it ends, so no
reset stands here either; nor the dates of an authorization.
"""

from __future__ import annotations

from handlers.caps import alias
from handlers.command import Request, Services
from handlers.session import card
from handlers.session.card import CountedChart, counted
from handlers.session.find_chart import named
from models.reply import Line, Reply
from models.understanding import session_commands
from models.visits.standing import Standing
from models.visits.window import AuthorizationWindow
from models.wording import phrases, standings
from models.wording.sourced import sourced


async def whole(request: Request, services: Services, text: str) -> Reply:
    """Everything that whoever types /caps with the alias sees."""
    return await alias.answer(request, services, await _alone(request, services, text))


async def stripped(request: Request, services: Services, text: str) -> Reply:
    """The counts alone."""
    found = await named(request, services, await _alone(request, services, text), "share caps")
    return _say(counted(found.chart, request, services))


async def _alone(request: Request, services: Services, text: str) -> str:
    """The alias without the words around it, which no button is to carry on."""
    known = await services.charts.aliases(request.clinic.id)
    return session_commands.take_alias(text, known)[0] or text


def _say(count: CountedChart) -> Reply:
    name = card.payer_name(count.chart, count.services)
    ordered = [each for each in (count.binding, *count.others) if each]
    nothing = (Line("No limit is known."),)
    reply = Reply(
        headline=" · ".join(filter(None, ["Visits of one patient", name])),
        badge=card.badge(count.binding),
        lines=tuple(_line(each, count) for each in ordered) or nothing,
        small_print=phrases.NOT_A_GUARANTEE if name else "",
    )
    return sourced(reply, count.services.book)


def _line(standing: Standing, count: CountedChart) -> Line:
    limit = standing.limit
    used = standings.used_and_left(standing)
    dated = isinstance(limit.window, AuthorizationWindow)
    most = f"{standings.amount(limit.most, limit)}."
    rule = most if dated else standings.statement(limit)
    payer = card.payer_name(count.chart, count.services)
    return Line(f"{used}. {standings.owner(limit, payer)}: {rule}", limit.cites)
