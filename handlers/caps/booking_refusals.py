"""What is said where days cannot be booked as they were typed, and what to type instead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.caps import unbook
from handlers.command import Request
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice
from models.visits import booking
from models.visits.chart import Chart
from models.wording import bookings as wording

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


def not_booked(chart: Chart, missing: Sequence[date], request: Request) -> NotUnderstood:
    """Days on which an alias is not booked, with those on which it is."""
    ahead = booking.days_ahead(chart, request.today)
    return NotUnderstood(
        f"{chart.alias} is not booked on {wording.days(missing, request.today)}.",
        f"It is booked on {wording.days(ahead[:_OFFERED], request.today)}. Nothing was changed."
        if ahead
        else "Nothing was changed.",
        field=FieldName.ON,
    )
