"""/caps book: the days on which patients are expected, typed or pasted in rows."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from handlers.caps import book_rows, booked_days, booking_questions, booking_refusals
from handlers.caps.booked_days import BookedDays
from handlers.command import Request, Services
from handlers.session.card import card
from handlers.session.card.booking_warnings import concerns
from handlers.session.card.counted_chart import counted
from handlers.session.find_chart import named_alias
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice, Line, Reply
from models.understanding.commands import booking_days, booking_denials, booking_words, case_words
from models.understanding.commands.booking_words import BookingRows
from models.wording import bookings as wording

_INSTEAD = re.compile(r"\binstead\s+of\b", re.IGNORECASE)


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Book visits of one alias or of many; each row holds aliases and days, and nothing else."""
    before, *behind = _INSTEAD.split(text, maxsplit=1)
    instead = "".join(behind)
    if not behind and booking_denials.is_move(text):
        return await move(request, services, text)
    known = await services.charts.aliases(request.clinic.id)
    rows = booking_words.read(before, known, request.today)
    if rows.rows <= 1:
        return await _one(request, services, rows, before, instead)
    if instead:
        raise booking_refusals.not_understood("Another day is set for one alias at a time")
    return await book_rows.answer(request, services, rows)


async def _one(
    request: Request, services: Services, rows: BookingRows, text: str, instead: str
) -> Reply:
    """One row, of an alias or of several that come on the same days."""
    for fault in rows.faults.values():
        if rows.denied:
            raise await booking_questions.denied(request, services, rows)
        if fault is booking_days.RowFault.STRETCH:
            raise await booking_questions.which_of_stretch(request, services, rows)
        if fault is booking_days.RowFault.NO_DAY:
            alias, _ = await named_alias(request, services, text, "caps book")
            raise booking_refusals.which_days(alias)
        case = case_words.take(text, services.lists.regions)
        if case.named:
            known = await services.charts.aliases(request.clinic.id)
            without = booking_words.read(case.remaining, known, request.today)
            raise booking_refusals.of_no_case(without)
        raise booking_refusals.not_understood(f"That {fault}")
    if not rows.days:
        await named_alias(request, services, text, "caps book")
        raise booking_refusals.not_understood("That names no alias and no day")
    if len(rows.days) > 1:
        return await book_rows.answer(request, services, rows)
    typed, days = next(iter(rows.days.items()))
    gone = booking_days.take_days(instead, request.today) if instead else ()
    alias, _ = await named_alias(request, services, typed, "caps book")
    booked = await booked_days.book(request, services, alias, days, gone)
    told = _say(booked, request, services)
    return replace(told, lines=(*told.lines, *book_rows.of_times(rows)))


async def move(request: Request, services: Services, text: str) -> Reply:
    """Book another day in the place of one: "/caps move OAK-12 12/3 to 12/4"."""
    moved = booking_denials.without_move(text)
    alias, rest = await named_alias(request, services, moved, "caps move")
    before, to = booking_denials.split_move(rest)
    if not to.strip():
        before, to = booking_days.split_at_second(before)
    gone = booking_days.take_days(before, request.today, "/caps move")
    days = booking_days.take_days(to, request.today, "/caps move")
    if not (gone and days):
        raise NotUnderstood(
            f"From which day to which is {alias} moved?",
            f"Write both: /caps move {alias} 12/3 to 12/4",
            field=FieldName.ON,
        )
    return _say(await booked_days.book(request, services, alias, days, gone), request, services)


def _say(booked: BookedDays, request: Request, services: Services) -> Reply:
    chart, today = booked.chart, request.today
    told = {
        "Booked": booked.new,
        "Booked already": booked.known,
        "Not booked any more": booked.gone,
    }
    lines = [Line(f"{word}: {wording.days(of, today)}.") for word, of in told.items() if of]
    count = counted(chart, request, services)
    lines += [*map(Line, concerns(count)), *book_rows.closed((*booked.new, *booked.known), request)]
    past = [day for day in booked.new if day < today]
    if past:
        lines.append(Line(f"Past already: {wording.days(past, today)}. Log it if it took place."))
    undo = [Choice("Undo", booked_days.undo(booked))] if booked.new or booked.gone else []
    if _leaves_out_today(booked, today):
        lines.append(Line("Weekdays begin after today: today is not booked with them."))
        undo.append(Choice("Book today too", f"/caps book {chart.alias} {today.isoformat()}"))
    days = sorted((*booked.new, *booked.known))
    week = Choice("The week", f"/caps week {days[0].isoformat()}")
    show = Choice(f"Show {chart.alias}", f"/caps {chart.alias}")
    return card.say(count, *lines, choices=(*undo, week, show), days=days)


def _leaves_out_today(booked: BookedDays, today: date) -> bool:
    """Whether a weekday was booked for weeks that today is as well, without today."""
    if today in booked.chart.booked or booked.chart.logged_on(today):
        return False
    of_weekday = [day for day in booked.new if day.weekday() == today.weekday()]
    return len(of_weekday) > 1 and min(of_weekday) > today
