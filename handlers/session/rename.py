"""/session rename: another name for an alias; the old one is not given again."""

from __future__ import annotations

from handlers.command import Request, Services
from handlers.session.card import card
from handlers.session.card.counted_chart import counted
from handlers.session.find_chart import by, named, under_free_alias, unused_alias
from models.errors import NotUnderstood
from models.privacy import alias, alias_text
from models.reply import Choice, Line, Reply
from models.understanding.commands import session_commands
from models.visits.chart import Chart


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Rename an alias to one that obeys the rules of today, or to one issued here."""
    chart, rest = await named(request, services, text, "session rename")
    typed = session_commands.read_new_name(rest)
    new = await _new(request, services, chart, typed) if typed else ""
    first = alias_text.key(alias.front(text)[0])
    if new and first == alias_text.key(new) != alias_text.key(chart.alias):
        raise _turned(chart, new)

    async def rename(name: str) -> Chart:
        return await services.charts.rename(request.clinic.id, chart.alias, name, by(request))

    after = await under_free_alias(request, services, new, rename)
    return _say(after, request, services)


def _turned(chart: Chart, new: str) -> NotUnderstood:
    """The question where the new name stands first: typed a second time, a rename looks so."""
    command = f"/session rename {chart.alias} {new}"
    return NotUnderstood(
        f"Is {chart.alias} to be called {new}?",
        f"Nothing was changed. Write the alias that there is first: {command}",
        [Choice("Yes, rename it", command), Choice("Show it", f"/session show {chart.alias}")],
    )


async def _new(request: Request, services: Services, chart: Chart, typed: str) -> str:
    """The new alias that was typed. Raises `NotUnderstood` where it cannot be had."""
    holder = await services.charts.find(request.clinic.id, typed)
    if holder and holder.id != chart.id:
        raise NotUnderstood(
            f"{holder.alias} is in use here.",
            "One alias stands for one patient: choose another, or let me issue one: "
            f"/session rename {chart.alias}",
            [Choice("Issue one", f"/session rename {chart.alias}")],
        )
    known = await services.charts.aliases(request.clinic.id)
    others = [other for other in known if alias_text.key(other) != alias_text.key(chart.alias)]
    return unused_alias(
        request, services, typed, others, lambda other: f"/session rename {chart.alias} {other}"
    )


def _say(chart: Chart, request: Request, services: Services) -> Reply:
    """The old name is not repeated: it may be what the new one is to hide."""
    lines = (
        Line(f"Renamed: this patient is {chart.alias} from now on. Write it in the chart."),
        Line(
            "Sessions, limits and alerts moved along. The old name is given to no other patient; "
            "this one can have it back by another rename."
        ),
    )
    log = Choice("Log a session", f"/session log {chart.alias}")
    return card.say(counted(chart, request, services), *lines, choices=(log,))
