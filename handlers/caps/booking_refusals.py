"""What is said where days cannot be booked as they were typed, and what to type instead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.caps import unbook
from handlers.command import Request
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice
from models.understanding.commands.booking_words import BookingRows
from models.visits import booking
from models.visits.chart import Chart
from models.wording import bookings as wording
from models.wording import phrases

_OFFERED = 8


def which_days(alias: str) -> NotUnderstood:
    """An alias without a day."""
    return NotUnderstood(
        f"On which days is {alias} booked?",
        f"Name them behind the alias: /caps book {alias} 12/1 12/3, or Tue Thu until 12/20",
        field=FieldName.ON,
    )


def not_understood(what: str) -> NotUnderstood:
    """What is no row of aliases and days, by what is wrong with it; nothing was booked."""
    return NotUnderstood(
        f"{what}, so nothing was booked.",
        f"A row is aliases and days, and nothing else: {unbook.BOOK_EXAMPLE}. Days are 12/9, "
        "Dec 9, Tue Thu until 12/20, or Mon Wed for 4 weeks.",
        [Choice("How to book", "/caps help")],
    )


def of_no_case(rows: BookingRows) -> NotUnderstood:
    """That bookings know no case; the same without it is a button, where all of it was read."""
    choices = [
        Choice(f"Book {alias} without it", f"/caps book {alias} {_spelled(days)}")
        for alias, days in rows.days.items()
        if not rows.faults
    ]
    return NotUnderstood(
        "A booking is a day of an alias, without a case: nothing was booked.",
        "Say the case when you log the visit.",
        choices or [Choice("How to book", "/caps help")],
    )


def not_booked(
    chart: Chart, missing: Sequence[date], request: Request, days: Sequence[date] = ()
) -> NotUnderstood:
    """Days on which an alias is not booked, with those on which it is.

    `days` are those that were to be booked instead of them: they may be booked as well.
    """
    ahead = booking.days_ahead(chart, request.today)
    hidden = len(ahead) - _OFFERED
    more = f" and {phrases.count(hidden, 'more day')}" if hidden > 0 else ""
    on = f"It is booked on {wording.days(ahead[:_OFFERED], request.today)}{more}. " if ahead else ""
    new = [day for day in days if day not in chart.booked]
    again = f"/caps book {chart.alias} {_spelled(new)}"
    book = Choice(f"Book {wording.days(new, request.today)}", again)
    return NotUnderstood(
        f"{chart.alias} is not booked on {wording.days(missing, request.today)}.",
        f"{on}Nothing was changed.",
        [*([book] if new else []), Choice(f"Show {chart.alias}", f"/caps {chart.alias}")],
        field=FieldName.ON,
    )


def _spelled(days: Sequence[date]) -> str:
    return " ".join(day.isoformat() for day in days)
