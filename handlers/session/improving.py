"""/session improving: the patient improves, which opens more visits of a staged limit."""

from __future__ import annotations

from datetime import date

from handlers.command import Request, Services
from handlers.session.card import card
from handlers.session.card.counted_chart import CountedChart, counted
from handlers.session.find_chart import amend, named, refuse_unused, while_open
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice, Line, Reply
from models.understanding.commands import session_commands
from models.understanding.commands.session_commands import NOT
from models.visits.chart import Chart
from models.visits.events import ImprovementNoted, ImprovementWithdrawn
from models.visits.limit import Needs
from models.wording import phrases, standings


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Note that the therapist finds the patient improving: it opens a staged limit."""
    chart, rest = await named(request, services, text, "session improving")
    on, unused = session_commands.read_rest(rest, request.today)
    day = on or request.today
    again = f"/session improving {chart.alias}"
    words = {word.casefold() for word in unused}
    if words & NOT and words <= NOT | {"no", "any", "more"}:
        return await _not_improving(request, services, chart, on)
    refuse_unused(unused, f"{again} on {day.isoformat()}", f"saved for {chart.alias}")
    if day > request.today:
        raise NotUnderstood(
            f"{standings.weekday(day)} is still to come.",
            "Note it on the day on which the therapist finds it.",
            [Choice("Note it today", again)],
        )
    before = counted(chart, request, services)
    after = await amend(request, services, chart.alias, while_open(ImprovementNoted(day)))
    now = counted(after, request, services)
    is_known = day in chart.history.improving
    lines = [Line(f"Improving, {phrases.day(day)}: {'noted already' if is_known else 'noted'}.")]
    opened = _allowed(now) - _allowed(before)
    staged = any(
        s.needs is Needs.IMPROVING for standing in now.standings for s in standing.limit.stages
    )
    if opened > 0:
        lines.append(Line(f"{phrases.count(opened, 'more visit')} opened."))
    elif not staged:
        lines.append(Line("None of the limits known here asks for it, so no count changed."))
    return card.say(now, *lines)


async def _not_improving(
    request: Request, services: Services, chart: Chart, on: date | None
) -> Reply:
    """Take back that the patient was noted as improving, on a day or on the only one noted."""
    days = chart.history.improving
    if not days or (on and on not in days):
        day = f" on {phrases.day(on)}" if on else ""
        said = Line(f"It was not noted{day} that the patient improves, so nothing changed.")
        return card.say(counted(chart, request, services), said)
    if on is None and len(days) > 1:
        raise NotUnderstood(
            f"{chart.alias} was noted as improving on {phrases.count(len(days), 'day')}.",
            "Which one is to be taken back? Nothing was changed yet.",
            [
                Choice(
                    f"Not improving, {phrases.day(day)}",
                    f"/session not improving {chart.alias} on {day.isoformat()}",
                )
                for day in reversed(days)
            ],
            field=FieldName.ON,
        )
    withdrawn = ImprovementWithdrawn(on or days[-1])
    before = counted(chart, request, services)
    after = await amend(request, services, chart.alias, lambda _: (withdrawn,))
    now = counted(after, request, services)
    lines = [Line(f"Not improving: what was noted for {phrases.day(withdrawn.on)} is taken back.")]
    closed = _allowed(before) - _allowed(now)
    if closed > 0:
        lines.append(Line(f"{phrases.count(closed, 'visit')} fewer may be used now."))
    return card.say(now, *lines)


def _allowed(count: CountedChart) -> int:
    return count.binding.allowed if count.binding else 0
