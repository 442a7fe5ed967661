"""Days of an alias that were booked just now (BookedDays), and the command that undoes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handlers.caps import booking_refusals, unbook
from handlers.command import Request, Services
from handlers.session.find_chart import amend, refuse_closed
from models.visits.chart import Chart
from models.visits.events import BookingsCancelled, Event, VisitsBooked


@dataclass(frozen=True, slots=True)
class BookedDays:
    """What was booked of a chart just now, and what had been."""

    chart: Chart
    new: tuple[date, ...]
    known: tuple[date, ...]
    gone: tuple[date, ...] = ()


async def book(
    request: Request,
    services: Services,
    alias: str,
    days: Sequence[date],
    gone: tuple[date, ...] = (),
) -> BookedDays:
    """Book days of an alias and cancel others; a day of both stays booked."""
    new: list[date] = []
    gone = tuple(day for day in gone if day not in days)

    def decide(chart: Chart) -> Sequence[Event]:
        refuse_closed(chart)
        if missing := [day for day in gone if day not in chart.booked]:
            raise booking_refusals.not_booked(chart, missing, request, days)
        new[:] = [day for day in days if day not in chart.booked]
        cancelled = [BookingsCancelled(gone)] if gone else []
        return [*([VisitsBooked(tuple(new))] if new else []), *cancelled]

    chart = await amend(request, services, alias, decide)
    return BookedDays(chart, tuple(new), tuple(day for day in days if day not in new), gone)


def undo(booked: BookedDays) -> str:
    """The command that puts the days back as they were."""
    if not booked.gone:
        return unbook.command(booked.chart, booked.new)
    was, now = (" ".join(map(date.isoformat, days)) for days in (booked.gone, booked.new))
    instead = f" instead of {now}" if now else ""
    return f"/caps book {booked.chart.alias} {was}{instead}"
