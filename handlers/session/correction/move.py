"""/session move OAK-8 3 to OAK-9: a session of the wrong alias is voided there and logged here."""

from __future__ import annotations

import re

from handlers.command import Request, Services
from handlers.session.card import card
from models.errors import NotUnderstood
from models.reply import Choice
from models.understanding.commands import log_lists
from models.visits.chart import Chart
from models.visits.session import Session
from models.visits.void_reason import VoidReason
from models.wording.standings import weekday

_MOVES = re.compile(r"\s*(?:move|moved|transfer|reassign|switch)\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w/-])#?(?P<number>[0-9]{1,4})(?![\w/-])")


async def refuse(request: Request, services: Services, text: str) -> None:
    """Raise with both commands where a session is to go from one alias to another."""
    moves = _MOVES.match(text)
    if moves is None:
        return
    known = log_lists.compared(await services.charts.aliases(request.clinic.id))
    names, rest = log_lists.take_aliases(text[moves.end() :], known)
    charts = [await services.charts.find(request.clinic.id, name) for name in names]
    if len(charts) != 2 or None in charts:  # noqa: PLR2004 -- from one to the other
        return
    here, there = (chart for chart in charts if chart)
    number = _NUMBER.search(rest)
    session = here.session(int(number["number"])) if number else None
    if session is None or session.voided:
        raise NotUnderstood(
            f"Which session of {here.alias} is {there.alias}'s?",
            f"Give its number: /session move {here.alias} 3 to {there.alias}. Nothing was changed.",
            [Choice("Its sessions", f"/session show {here.alias}")],
        )
    raise NotUnderstood(
        f"A session is not moved: void it for {here.alias}, and log it for {there.alias}.",
        f"Session {session.number} of {here.alias} is {weekday(session.on)}. Nothing was changed "
        "yet.",
        [
            Choice(
                f"Void it for {here.alias}",
                f"/session void {here.alias} {session.number} because {VoidReason.WRONG_ALIAS}",
            ),
            logged_for(there, session, request),
        ],
    )


def logged_for(there: Chart, session: Session, request: Request) -> Choice:
    """The button that logs such a session of another alias."""
    log = card.log_on(there, session, request)
    return Choice(f"{log.label} for {there.alias}", log.command)
