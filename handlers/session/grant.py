"""/session authorize and /session improving: what opens more visits of a limit."""

from __future__ import annotations

from datetime import date

from handlers.command import Request, Services
from handlers.session import card
from handlers.session.card import CountedChart, counted
from handlers.session.find_chart import amend, named, refuse_unused, while_open
from models.coverage.period import Period
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice, Line, Reply
from models.understanding import session_commands
from models.understanding.session_commands import AuthorizationRequest
from models.visits.authorization import TOO_LONG, Authorization, is_too_long
from models.visits.events import AuthorizationAdded, ImprovementNoted
from models.visits.limit import MOST_VISITS, Needs
from models.wording import phrases, standings


async def authorize(request: Request, services: Services, text: str) -> Reply:
    """Note how many visits a payer authorized, and between which days."""
    chart, rest = await named(request, services, text, "session authorize")
    wanted = session_commands.read_authorizing(rest, request.today)
    number, period = _authorized(wanted, chart.alias, request.today)
    dates = f"from {period.first} until {period.last}"
    instead = f"/session authorize {chart.alias} {number} visits {dates}"
    refuse_unused(wanted.unused, instead, f"saved for {chart.alias}")
    new = Authorization(f"{number}/{period.first}/{period.last}", number, period)
    after = await amend(request, services, chart.alias, while_open(AuthorizationAdded(new)))
    is_new = len(after.history.authorizations) > len(chart.history.authorizations)
    done = "noted" if is_new else "was noted already"
    line = Line(f"{new.limit.says.removesuffix('.')}: {done}.")
    first = period.first or request.today
    begins = [Line(f"It counts from {phrases.day(first)}.")] if first > request.today else []
    return card.say(counted(after, request, services), line, *begins)


async def improving(request: Request, services: Services, text: str) -> Reply:
    """Note that the therapist finds the patient improving: it opens a staged limit."""
    chart, rest = await named(request, services, text, "session improving")
    on, unused = session_commands.read_rest(rest, request.today)
    day = on or request.today
    again = f"/session improving {chart.alias}"
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


def _allowed(count: CountedChart) -> int:
    return count.binding.allowed if count.binding else 0


def _authorized(wanted: AuthorizationRequest, alias: str, today: date) -> tuple[int, Period]:
    number = wanted.number if wanted.number and wanted.number <= MOST_VISITS else 12
    example = f"/session authorize {alias} {number} visits from 1/1/{today.year}"
    full = f"{example} until 3/31/{today.year}"
    if not wanted.number or wanted.number > MOST_VISITS:
        raise NotUnderstood(
            "How many visits are authorized?", f"Write it so: {full}", field=FieldName.VISITS
        )
    if wanted.last is None:
        raise NotUnderstood(
            "Until when may the visits be used?", f"Write both days: {full}", field=FieldName.LAST
        )
    first = wanted.first or today
    if wanted.last < first:
        begins, ends = phrases.day(first), phrases.day(wanted.last)
        raise NotUnderstood(
            f"It would end on {ends}, before it begins on {begins}.",
            f"Write the first day first: {full}",
            field=FieldName.LAST,
        )
    period = Period(first, wanted.last)
    if is_too_long(period):
        raise NotUnderstood(TOO_LONG, f"Look at both years once more: {full}", field=FieldName.LAST)
    return wanted.number, period
