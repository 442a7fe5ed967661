"""/session edit, correct, change: a session that was logged is voided, and logged anew."""

from __future__ import annotations

import re

from handlers.command import Request, Services
from handlers.session.find_chart import why
from models.errors import NotUnderstood
from models.reply import Choice
from models.understanding.commands import session_commands
from models.understanding.dates import relative_days

_VERB = re.compile(
    r"\s*(?:edit|correct|change|fix|amend|update|modify|re-?date)(?:\s+the)?\b(?P<behind>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_NUMBER = re.compile(r"(?<![\w/-])#?(?P<number>[0-9]{1,4})(?![\w/-])")


async def refuse(request: Request, services: Services, text: str) -> None:
    """Raise `NotUnderstood` with the way, where a text asks to change what was logged."""
    if (match := _VERB.match(text)) is None:
        return
    known = await services.charts.aliases(request.clinic.id)
    typed, rest = session_commands.take_alias(match["behind"], known)
    chart = await services.charts.find(request.clinic.id, typed) if typed else None
    if chart is None:
        return
    number = _NUMBER.search(relative_days.without(rest))
    session = chart.session(int(number["number"])) if number else None
    void = f"/session void {chart.alias} {session.number if session else '<number>'}"
    raise NotUnderstood(
        "A session that was logged is not changed, so that the record stays true.",
        f"Void it, then log it anew: {void} because wrong day",
        [
            *([Choice(f"Void session {session.number}", void)] if session else []),
            why(chart),
        ],
    )
