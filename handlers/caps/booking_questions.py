"""What is asked before days are booked or taken away, with a button for each thing it may mean."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.command import Request, Services
from handlers.session.find_chart import named_alias
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice
from models.understanding.commands.booking_words import BookingRows
from models.wording import bookings as wording


async def denied(request: Request, services: Services, rows: BookingRows) -> NotUnderstood:
    """Who does not come is booked no more, by a button: "no longer" books nobody."""
    choices: list[Choice] = []
    names: list[str] = []
    is_one = len(rows.denied) == 1
    for typed, days in rows.denied.items():
        alias, _ = await named_alias(request, services, typed, "caps book")
        whose = "" if is_one else f"{alias}: "
        choices.append(take_away(alias, days, request.today, whose))
        if days:
            told = wording.days(days, request.today)
            book = Choice(f"{whose}Book {told}", f"/caps book {alias} {_spelled(days)}")
            choices.append(book)
        else:
            choices.append(Choice(f"Close {alias}", f"/session close {alias}"))
        names.append(alias)
    who = names[0] if is_one else "somebody"
    return NotUnderstood(
        f"That says that {who} does not come, so nothing was booked.",
        "Take the days away, or book them.",
        choices,
        field=FieldName.ON,
    )


async def which_of_stretch(
    request: Request, services: Services, rows: BookingRows
) -> NotUnderstood:
    """A stretch over a weekend is booked on its working days, or by its weekdays: a button."""
    hours = request.clinic.preferences.hours
    choices: list[Choice] = []
    for typed, days in rows.stretches.items():
        alias, _ = await named_alias(request, services, typed, "caps book")
        working = [d for d in days if d.weekday() in hours.days and not hours.holidays.name_of(d)]
        ends = (days[0], days[-1])
        kinds = (
            (f"the {len(working)} working days", working) if working else ("", []),
            (f"{wording.days(ends, request.today)} alone", ends),
        )
        choices += [
            Choice(f"{alias}: {label}", f"/caps book {alias} {_spelled(of)}")
            for label, of in kinds
            if label
        ]
    last = next(iter(rows.stretches.values()))[-1]
    return NotUnderstood(
        "Which days of that stretch? It runs over a weekend, so nothing was booked.",
        f"Choose, or name the weekdays with it: Tue Thu until {last.month}/{last.day}.",
        choices,
        field=FieldName.ON,
    )


def take_away(alias: str, days: Sequence[date], today: date, whose: str = "") -> Choice:
    """The button that takes bookings away: some days, or without any all that is booked."""
    told = wording.days(days, today) or "all that is booked"
    return Choice(f"{whose}Take away {told}", f"/caps unbook {alias} {_spelled(days)}")


def _spelled(days: Sequence[date]) -> str:
    return " ".join(day.isoformat() for day in days) or "all"
