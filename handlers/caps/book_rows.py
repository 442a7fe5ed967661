"""/caps book of rows of many aliases: each is booked, or told why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handlers.caps import booked_days, booking_questions, closed_days
from handlers.caps.booked_days import BookedDays
from handlers.command import Request, Services
from handlers.outcome import for_staff
from handlers.session.card.booking_warnings import concerns
from handlers.session.card.counted_chart import counted
from handlers.session.correction import take_back_list
from handlers.session.find_chart import unknown
from models.errors import Trouble
from models.reply import Choice, Line, Reply, Row, Table, Weight
from models.understanding.commands.booking_words import BookingRows
from models.wording import bookings as wording
from models.wording import phrases
from models.wording.undo import of_bookings

_HEADER = ("Alias", "Booked", "See to")


@dataclass(frozen=True, slots=True)
class _BookedRow:
    """A row of which days were booked, and what somebody should see to before them."""

    booked: BookedDays
    days: Sequence[date]
    see_to: str

    @property
    def alias(self) -> str:
        """The alias, as the clinic spells it."""
        return self.booked.chart.alias

    def told(self, today: date) -> Row:
        """The row in the table, with a button for the chart."""
        already = f" ({len(self.booked.known)} already)" if self.booked.known else ""
        days = f"{wording.days(self.days, today)}{already}"
        return Row((self.alias, days, self.see_to), f"/caps {self.alias}")


async def answer(request: Request, services: Services, rows: BookingRows) -> Reply:
    """Rows of many aliases: each is booked or told why not, by its number and never by its text."""
    told: list[_BookedRow] = []
    troubles: list[Trouble] = []
    for number, (typed, days) in enumerate(rows.days.items(), start=1):
        of_row = request.of_list(number, 1 + sum(bool(row.booked.new) for row in told))
        try:
            told.append(await _book(of_row, request, services, typed, days))
        except Trouble as trouble:
            troubles.append(for_staff(trouble))
    return _say(told, troubles, rows, request)


async def _book(
    of_row: Request, request: Request, services: Services, typed: str, days: Sequence[date]
) -> _BookedRow:
    """Book one row, as a request of its own. Raises `Trouble` where that cannot be done."""
    spelled = await services.charts.spelled(request.clinic.id, typed)
    if spelled is None:
        raise await unknown(request, services, typed, lambda other: f"/caps book {other}")
    booked = await booked_days.book(of_row, services, spelled, days)
    see_to = concerns(counted(booked.chart, request, services), most=1, of=days)
    return _BookedRow(booked, days, see_to[0].removesuffix(".") if see_to else "")


def _say(
    told: Sequence[_BookedRow], troubles: Sequence[Trouble], rows: BookingRows, request: Request
) -> Reply:
    """What was booked in a table, what was not and why, and what takes each row back."""
    today, new = request.today, [row for row in told if row.booked.new]
    table = tuple(row.told(today) for row in told)
    days = sorted({day for row in told for day in row.days})
    return Reply(
        headline=f"Booked: {phrases.count(len(table), 'alias')}",
        lines=(
            *(Line(f"Row {n} was not read: it {why}.") for n, why in rows.faults.items()),
            *(Line(f"{trouble.what} Nothing was booked of it.") for trouble in troubles),
            *closed(days, request),
            *of_times(rows),
        ),
        tables=(Table("What is booked by these rows", _HEADER, table),) if table else (),
        choices=(
            Choice("The week", "/caps week", Weight.PRIMARY),
            *take_back_list.buttons([of_bookings(row.booked.new, row.alias) for row in new]),
            *(
                booking_questions.take_away(typed, of, today, f"{typed}: ")
                for typed, of in rows.denied.items()
            ),
            *(Choice(f"Undo {row.alias}", booked_days.undo(row.booked)) for row in new),
        ),
        refused=not table,
    )


def of_times(rows: BookingRows) -> tuple[Line, ...]:
    """That of times of day nothing is kept."""
    return (Line("A booking is a day: times are not kept."),) if rows.has_times else ()


def closed(days: Sequence[date], request: Request) -> list[Line]:
    """That the clinic is closed on some of these days."""
    return [*closed_days.among(days, request.clinic, request.today)]
