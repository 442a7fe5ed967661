"""/caps book: the days on which patients are expected, typed or pasted in rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from handlers.caps import booking_questions, booking_refusals, closed_days, unbook
from handlers.command import Request, Services
from handlers.outcome import for_staff
from handlers.session import card, take_back_list
from handlers.session.booking_warnings import concerns
from handlers.session.counted_chart import counted
from handlers.session.find_chart import amend, named_alias, refuse_closed, unknown
from models.errors import NotUnderstood, Trouble
from models.field_name import FieldName
from models.reply import Choice, Line, Reply, Row, Table, Weight
from models.understanding.commands import booking_days, booking_denials, booking_words, case_words
from models.understanding.commands.booking_words import BookingRows
from models.visits.chart import Chart
from models.visits.events import BookingsCancelled, Event, VisitsBooked
from models.wording import bookings as wording
from models.wording import phrases
from models.wording.undo import Done, of_bookings

_INSTEAD = re.compile(r"\binstead\s+of\b", re.IGNORECASE)
_HEADER = ("Alias", "Booked", "See to")


@dataclass(frozen=True, slots=True)
class _Booked:
    """What was booked of a chart just now, and what had been."""

    chart: Chart
    new: tuple[date, ...]
    known: tuple[date, ...]
    gone: tuple[date, ...] = ()


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
    return await _many(request, services, rows)


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
        return await _many(request, services, rows)
    typed, days = next(iter(rows.days.items()))
    gone = booking_days.take_days(instead, request.today) if instead else ()
    alias, _ = await named_alias(request, services, typed, "caps book")
    booked = await _book(request, services, alias, days, gone)
    told = _say(booked, request, services)
    return replace(told, lines=(*told.lines, *_of_times(rows)))


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
    return _say(await _book(request, services, alias, days, gone), request, services)


def _of_times(rows: BookingRows) -> tuple[Line, ...]:
    """That of times of day nothing is kept."""
    return (Line("A booking is a day: times are not kept."),) if rows.has_times else ()


async def _book(
    request: Request,
    services: Services,
    alias: str,
    days: Sequence[date],
    gone: tuple[date, ...] = (),
) -> _Booked:
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
    return _Booked(chart, tuple(new), tuple(day for day in days if day not in new), gone)


def _say(booked: _Booked, request: Request, services: Services) -> Reply:
    chart, today = booked.chart, request.today
    told = {
        "Booked": booked.new,
        "Booked already": booked.known,
        "Not booked any more": booked.gone,
    }
    lines = [Line(f"{word}: {wording.days(of, today)}.") for word, of in told.items() if of]
    count = counted(chart, request, services)
    lines += [*map(Line, concerns(count)), *_closed((*booked.new, *booked.known), request)]
    past = [day for day in booked.new if day < today]
    if past:
        lines.append(Line(f"Past already: {wording.days(past, today)}. Log it if it took place."))
    undo = [Choice("Undo", _undo(booked))] if booked.new or booked.gone else []
    if _leaves_out_today(booked, today):
        lines.append(Line("Weekdays begin after today: today is not booked with them."))
        undo.append(Choice("Book today too", f"/caps book {chart.alias} {today.isoformat()}"))
    days = sorted((*booked.new, *booked.known))
    week = Choice("The week", f"/caps week {days[0].isoformat()}")
    show = Choice(f"Show {chart.alias}", f"/caps {chart.alias}")
    return card.say(count, *lines, choices=(*undo, week, show), days=days)


def _leaves_out_today(booked: _Booked, today: date) -> bool:
    """Whether a weekday was booked for weeks that today is as well, without today."""
    if today in booked.chart.booked or booked.chart.logged_on(today):
        return False
    of_weekday = [day for day in booked.new if day.weekday() == today.weekday()]
    return len(of_weekday) > 1 and min(of_weekday) > today


def _closed(days: Sequence[date], request: Request) -> list[Line]:
    return [*closed_days.among(days, request.clinic, request.today)]


def _undo(booked: _Booked) -> str:
    """The command that puts the days back as they were."""
    if not booked.gone:
        return unbook.command(booked.chart, booked.new)
    was, now = (" ".join(map(date.isoformat, days)) for days in (booked.gone, booked.new))
    instead = f" instead of {now}" if now else ""
    return f"/caps book {booked.chart.alias} {was}{instead}"


async def _many(request: Request, services: Services, rows: BookingRows) -> Reply:
    """Rows of many aliases: each is booked or told why not, by its number and never by its text."""
    table: list[Row] = []
    troubles: list[Trouble] = []
    undo: list[Choice] = []
    done: list[Done] = []
    closed: set[date] = set()
    for number, (typed, days) in enumerate(rows.days.items(), start=1):
        spelled = await services.charts.spelled(request.clinic.id, typed)
        try:
            if spelled is None:
                raise await unknown(request, services, typed, lambda other: f"/caps book {other}")
            of_row = request.of_list(number, len(done) + 1)
            booked = await _book(of_row, services, spelled, days)
        except Trouble as trouble:
            troubles.append(for_staff(trouble))
            continue
        closed.update(days)
        see_to = concerns(counted(booked.chart, request, services), most=1, of=days)
        if booked.new:
            undo.append(Choice(f"Undo {spelled}", _undo(booked)))
            done.append(of_bookings(booked.new, booked.chart.alias))
        already = f" ({len(booked.known)} already)" if booked.known else ""
        table.append(
            Row(
                (
                    booked.chart.alias,
                    f"{wording.days(days, request.today)}{already}",
                    see_to[0].removesuffix(".") if see_to else "",
                ),
                f"/caps {booked.chart.alias}",
            )
        )
    refused = [Line(f"Row {number} was not read: it {why}.") for number, why in rows.faults.items()]
    return Reply(
        headline=f"Booked: {phrases.count(len(table), 'alias')}",
        lines=(
            *refused,
            *(Line(f"{trouble.what} Nothing was booked of it.") for trouble in troubles),
            *_closed(sorted(closed), request),
            *_of_times(rows),
        ),
        tables=(Table("What is booked by these rows", _HEADER, tuple(table)),) if table else (),
        choices=(
            Choice("The week", "/caps week", Weight.PRIMARY),
            *take_back_list.buttons(done),
            *(
                booking_questions.take_away(typed, days, request.today, f"{typed}: ")
                for typed, days in rows.denied.items()
            ),
            *undo,
        ),
        refused=not table,
    )
