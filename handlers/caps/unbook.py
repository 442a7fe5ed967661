"""/caps unbook: takes bookings of an alias away, those of some days or all to come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.command import Request, Services
from handlers.session import card
from handlers.session.counted_chart import counted
from handlers.session.find_chart import amend, named
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice, Line, Reply
from models.understanding.commands import booking_denials, booking_words
from models.visits import booking
from models.visits.chart import Chart
from models.visits.events import BookingsCancelled, Event
from models.wording import bookings as wording

BOOK_EXAMPLE = "/caps book BLUE-47K 12/1 12/3 12/8"

_VERB = "/caps unbook"
_ALL = frozenset({"all", "everything", "all of them", "all days", "all bookings"})
_OFFERED = 8


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Take bookings of an alias away: some days, or all to come."""
    chart, rest = await named(request, services, text, "caps unbook")
    ahead = booking.days_ahead(chart, request.today)
    if not rest.strip():
        raise _which_bookings(chart, ahead, request)
    days = _days(rest, ahead, request)
    gone: list[date] = []

    def decide(now: Chart) -> Sequence[Event]:
        gone[:] = [day for day in days if day in now.booked]
        return [BookingsCancelled(tuple(gone))] if gone else []

    after = await amend(request, services, chart.alias, decide)
    missing = [day for day in days if day not in gone]
    told = {"Not booked any more": gone, "These were not booked": missing}
    lines = [Line(f"{word}: {wording.days(of, request.today)}.") for word, of in told.items() if of]
    again = " ".join(day.isoformat() for day in gone)
    back = [Choice("Undo", f"/caps book {chart.alias} {again}")] if gone else []
    nothing = [] if lines else [Line("Nothing is booked.")]
    return card.say(counted(after, request, services), *lines, *nothing, choices=back)


def _days(text: str, ahead: Sequence[date], request: Request) -> Sequence[date]:
    """The days that are meant: those that are named, or all to come but those behind "except"."""
    if _is_all(text):
        return ahead
    parts = booking_denials.split_except(text)
    if parts and (not parts[0].strip() or _is_all(parts[0])):
        stay = booking_words.left_out(parts[1], ahead, request.today, _VERB)
        return [day for day in ahead if day not in stay]
    return booking_words.take_days(text, request.today, _VERB)


def _is_all(text: str) -> bool:
    return text.strip(" .,").casefold() in _ALL


def command(chart: Chart, days: Sequence[date]) -> str:
    """What takes the days away, as it is typed."""
    return f"/caps unbook {chart.alias} {' '.join(day.isoformat() for day in days)}"


def _which_bookings(chart: Chart, ahead: Sequence[date], request: Request) -> NotUnderstood:
    offered = [
        Choice(wording.day(day, request.today), command(chart, [day])) for day in ahead[:_OFFERED]
    ]
    every = [Choice("All of them", f"/caps unbook {chart.alias} all")] if len(ahead) > 1 else []
    what = f"Which bookings of {chart.alias}?" if ahead else f"{chart.alias} has nothing booked."
    mend = f"Name the days: /caps unbook {chart.alias} 12/3" if ahead else f"Book: {BOOK_EXAMPLE}"
    return NotUnderstood(what, mend, [*offered, *every], field=FieldName.ON)
