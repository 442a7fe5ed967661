"""/session close: the end of care, on a day that has come; the alias leaves the board."""

from __future__ import annotations

from dataclasses import replace

from handlers.command import Request, Services
from handlers.session.card import card
from handlers.session.card.counted_chart import counted
from handlers.session.find_chart import amend, named, refuse_unused
from models.errors import NotUnderstood
from models.reply import Choice, Line, Reply
from models.understanding.commands import session_commands
from models.visits import booking
from models.visits.events import ChartClosed
from models.wording import bookings, phrases


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Close an alias: it leaves the board, and takes no more sessions."""
    try:
        chart, rest = await named(request, services, text, "session close")
    except NotUnderstood as trouble:
        trouble.choices = tuple(map(_confirmed, trouble.choices))
        raise
    on, unused = session_commands.read_rest(rest, request.today)
    day = on or request.today
    refuse_unused(unused, f"/session close {chart.alias} on {day.isoformat()}", "changed")
    if day > request.today:
        raise NotUnderstood(
            f"{phrases.day(day)} is still to come.",
            "Close the alias on the day on which care ends.",
            [Choice("Close it today", f"/session close {chart.alias}")],
        )
    after = await amend(
        request, services, chart.alias, lambda now: () if now.closed else (ChartClosed(day),)
    )
    said = f"Closed on {phrases.day(after.closed or day)}: it has left the board."
    if chart.closed:
        said = f"It was closed already, on {phrases.day(chart.closed)}."
    reopen = Choice("Open it again", f"/session reopen {after.alias}")
    lines, choices = [Line(said)], [reopen]
    if ahead := booking.days_ahead(after, request.today):
        days = bookings.days(ahead, request.today)
        lines.append(Line(f"Still booked: {days}. Take them out of your calendar as well."))
        named_days = " ".join(day.isoformat() for day in ahead)
        take = f"/caps unbook {after.alias} {named_days}"
        choices = [Choice("Take away what is booked", take), reopen]
    return card.say(counted(after, request, services), *lines, choices=choices)


def _confirmed(choice: Choice) -> Choice:
    """A button that would close another alias than was typed asks before it does."""
    closes = choice.command.startswith("/session close ")
    return replace(choice, confirm=f"Close {choice.label}?") if closes else choice
