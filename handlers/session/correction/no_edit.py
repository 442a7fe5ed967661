"""/session edit, correct, change: a session that was logged is voided, and logged anew."""

from __future__ import annotations

import re

from handlers.command import Request, Services
from handlers.session.find_chart import why
from models.errors import NotUnderstood
from models.reply import Choice
from models.understanding.commands import session_commands
from models.understanding.commands.session_commands import SessionVerb
from models.understanding.dates import relative_days
from models.visits.chart import Chart

_VERBS = frozenset("edit correct change fix amend update modify redate re-date".split())
_NAMES = frozenset({"name", "alias"})
_OF_SESSIONS = frozenset(map(SessionVerb, "new log today undo void show".split()))
_NUMBER = re.compile(r"(?<![\w/-])#?(?P<number>[0-9]{1,4})(?![\w/-])")


async def refuse(request: Request, services: Services, text: str) -> None:
    """Raise `NotUnderstood` with the way, where a text asks to change what was kept."""
    first, *behind = text.split(maxsplit=1) or [""]
    if first.casefold().strip(":,.!") not in _VERBS:
        return
    known = await services.charts.aliases(request.clinic.id)
    typed, rest = session_commands.take_alias("".join(behind), known)
    chart = await services.charts.find(request.clinic.id, typed) if typed else None
    if chart is None:
        return
    if verb := _verb_of(rest):
        raise NotUnderstood(
            f"Did you mean {verb}?",
            f"Nothing was done yet. If so, begin with it: /session {verb} {chart.alias}",
            [why(chart)],
        )
    raise _refusal(chart, rest)


def _verb_of(rest: str) -> SessionVerb | None:
    """The command for what is named behind the alias, where that is no session."""
    subject = next(iter(session_commands.without_filler(tuple(rest.split()))), "")
    if subject.casefold() in _NAMES:
        return SessionVerb.RENAME
    verb, _, misspelt = session_commands.verb(subject)
    return None if misspelt or verb in _OF_SESSIONS else verb


def _refusal(chart: Chart, rest: str) -> NotUnderstood:
    number = _NUMBER.search(relative_days.without(rest))
    session = chart.session(int(number["number"])) if number else None
    void = f"/session void {chart.alias} {session.number if session else '<number>'}"
    voids = [Choice(f"Void session {session.number}", void)] if session else []
    return NotUnderstood(
        "A session that was logged is not changed, so that the record stays true.",
        f"Void it, then log it anew: {void} because wrong day",
        [*voids, why(chart)],
    )
