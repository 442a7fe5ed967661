"""Gives an alias another name: everything kept of it follows, the old name is not given again."""

from __future__ import annotations

from handlers.command import Request, Services
from handlers.session import card
from handlers.session.card import counted
from handlers.session.find_chart import by, forms, named, readable, refuse_identity, refuse_rival
from models.errors import NotUnderstood
from models.privacy import alias, alias_text
from models.reply import Choice, Line, Reply
from models.understanding import session_commands
from models.visits.chart import AliasTaken, Chart

_DRAWS = 5
"""Two people may draw the same alias at once; the second draws again."""


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Rename an alias to one that obeys the rules of today, or to one issued here."""
    found = await named(request, services, text, "session rename")
    typed = session_commands.read_new_name(found.remaining)
    known = await services.charts.aliases(request.clinic.id)
    new = await _new(request, services, found.chart, typed, known) if typed else ""
    first = alias_text.key(alias.front(text)[0])
    if new and first == alias_text.key(new) != alias_text.key(found.chart.alias):
        raise _turned(found.chart, new)
    after = await _rename(request, services, found.chart, new)
    return _say(after, request, services)


def _turned(chart: Chart, new: str) -> NotUnderstood:
    """The question where the new name stands first: typed a second time, a rename looks so."""
    command = f"/session rename {chart.alias} {new}"
    return NotUnderstood(
        f"Is {chart.alias} to be called {new}?",
        f"Nothing was changed. Write the alias that there is first: {command}",
        [Choice("Yes, rename it", command), Choice("Show it", f"/session show {chart.alias}")],
    )


async def _new(
    request: Request, services: Services, chart: Chart, typed: str, known: tuple[str, ...]
) -> str:
    """The new alias that was typed. Raises `NotUnderstood` where it cannot be had."""
    there = await services.charts.find(request.clinic.id, typed)
    if there and there.id != chart.id:
        raise NotUnderstood(
            f"{there.alias} is in use here.",
            "One alias stands for one patient: choose another, or let me issue one: "
            f"/session rename {chart.alias}",
            [Choice("Issue one", f"/session rename {chart.alias}")],
        )
    refuse_identity(services, typed)
    own = forms(request, services)
    new = readable(typed, known, own, lambda other: f"/session rename {chart.alias} {other}")
    others = [each for each in known if alias_text.key(each) != alias_text.key(chart.alias)]
    refuse_rival(new, others)
    return new


async def _rename(request: Request, services: Services, chart: Chart, new: str) -> Chart:
    """Write the new alias, one that is free; an empty text has one issued."""
    for draw in range(_DRAWS):
        text = new
        if not text:
            taken = alias.not_to_issue(await services.charts.aliases(request.clinic.id))
            text = alias.issue(services.choose, taken).text
        try:
            return await services.charts.rename(request.clinic.id, chart.alias, text, by(request))
        except AliasTaken:
            if new or draw == _DRAWS - 1:
                raise
    raise AssertionError("the loop returns or raises")


def _say(chart: Chart, request: Request, services: Services) -> Reply:
    """The old name is not repeated: it may be what the new one is to hide."""
    told = (
        Line(f"Renamed: this patient is {chart.alias} from now on. Write it in the chart."),
        Line("Sessions, limits and alerts have moved along. The old name is not given again."),
    )
    log = Choice("Log a session", f"/session log {chart.alias}")
    return card.say(counted(chart, request, services), *told, choices=(log,))
