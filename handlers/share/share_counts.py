"""/share caps: what others read of an alias: without its name and days, but among managers.

A window that begins with the first visit says when that was by the day on which it ends, so no
reset stands here either; nor the dates of an authorization.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handlers.caps import alias, board
from handlers.command import Request, Services
from handlers.session.card import card
from handlers.session.card.counted_chart import CountedChart, counted
from handlers.session.find_chart import named
from models.errors import NotAllowed, NotUnderstood
from models.mention import channel
from models.reply import Choice, Line, Reply
from models.understanding.commands import cap_commands, session_commands
from models.visits.standing import Standing
from models.visits.window import AuthorizationWindow
from models.wording import phrases, standings
from models.wording.sourced import sourced


async def share_session(request: Request, services: Services) -> Reply:
    """What `/session show` tells of an alias. Raises `NotUnderstood` for what changes something."""
    verb, _, about = request.text.partition(" ")
    if verb != "show":
        raise NotUnderstood(
            "Only what is read can be shared, and nothing was done.",
            "Share how an alias stands: /share caps BLUE-47K",
            [Choice("The board", "/caps")],
        )
    return await _of_alias(request, services, about.strip())


async def share_caps(request: Request, services: Services) -> Reply:
    """One alias, or the board."""
    return await _of_alias(request, services, request.text)


async def _of_alias(request: Request, services: Services, about: str) -> Reply:
    # Where a clinic reads its alerts, aliases stand anyway.
    among_managers = request.clinic.preferences.channel == channel(request.channel)
    if about:
        text = await _alone(request, services, about)
        if among_managers:
            return await alias.answer(request, services, text)
        chart, _ = await named(request, services, text, "share caps")
        return _say(counted(chart, request, services))
    if not among_managers:
        raise NotAllowed(
            "The board names aliases, so it is shared in the managers' channel only.",
            "Share one alias without its name: /share caps BLUE-47K",
            [Choice("The board, for you", "/caps")],
        )
    return await board.answer(request, services, cap_commands.read_asking(""))


async def _alone(request: Request, services: Services, text: str) -> str:
    """The alias without the words around it, which no button is to carry on."""
    known = await services.charts.aliases(request.clinic.id)
    return session_commands.take_alias(text, known)[0] or text


def _say(count: CountedChart) -> Reply:
    nothing = (Line("No limit is known."),)
    reply = Reply(
        headline=" · ".join(filter(None, ["Visits of one patient", count.payer])),
        count=card.bar(count),
        lines=tuple(_lines(count)) or nothing,
        small_print=phrases.NOT_A_GUARANTEE if count.payer else "",
    )
    return sourced(reply, count.services.book)


def _lines(count: CountedChart) -> Iterator[Line]:
    """Every limit; the number of the tightest stands above them."""
    for standing in count.ordered:
        line = _line(standing, count)
        used = standings.used_and_left(standing)
        yield line if standing is count.ordered[0] else replace(line, text=f"{used}. {line.text}")


def _line(standing: Standing, count: CountedChart) -> Line:
    limit = standing.limit
    dated = isinstance(limit.window, AuthorizationWindow)
    most = f"{standings.amount(limit.most, limit)}."
    rule = most if dated else standings.said_now(standing)
    return Line(f"{standings.owner(limit, count.payer)}: {rule}", limit.cites)
