"""/caps week: who will pass which limit on which booked day, whose day is not covered; _SHOWN."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from handlers.caps.board import recount_due
from handlers.command import Request, Services
from handlers.session.find_chart import by, refuse_unused
from handlers.session.today import log_all
from models.ports import BookedRow
from models.reply import Choice, Details, Line, Reply, Section, Weight
from models.understanding.dates import relative_days
from models.wording import bookings as wording
from models.wording import phrases

_SHOWN = 10
_OFFERED = 2
_DAYS = 7
_ONE = timedelta(days=1)
_NEXT = re.compile(r"\b(?:next|coming)(?:\s+week)?\b", re.IGNORECASE)
_LAST = re.compile(r"\b(?:last|past|previous)(?:\s+week)?\b", re.IGNORECASE)
_FILLER = re.compile(r"\b(?:this|week|of|the|in|on|for|current)\b", re.IGNORECASE)


async def answer(request: Request, services: Services, text: str) -> Reply:
    """The booked visits of a week that somebody should see to, and those that nobody logged."""
    monday = _monday(request, text)
    await recount_due(request.clinic, by(request), services)
    sunday = monday + (_DAYS - 1) * _ONE
    rows = await services.charts.bookings(request.clinic.id, monday, sunday)
    return _say(rows, monday, request, services)


def _monday(request: Request, text: str) -> date:
    """The first day of the week that is asked for; of the next one where no work is left in it."""
    today, is_next, is_last = request.today, _NEXT.search(text), _LAST.search(text)
    text = _LAST.sub(" ", _NEXT.sub(" ", text))
    taken = relative_days.take_first(_FILLER.sub(" ", text), today)
    refuse_unused(tuple(taken.remaining.split()), "/caps week", "changed")
    on = taken.on or today
    if is_last:
        on -= _DAYS * _ONE
    elif taken.on is None and (is_next or not _has_work_left(request)):
        on += _DAYS * _ONE
    return on - on.weekday() * _ONE


def _has_work_left(request: Request) -> bool:
    working = request.clinic.preferences.hours.days
    return any(weekday in working for weekday in range(request.today.weekday(), _DAYS))


def _say(rows: Sequence[BookedRow], monday: date, request: Request, services: Services) -> Reply:
    today, book = request.today, services.book
    ahead = [row for row in rows if row.visit.on >= today]
    missed = [row for row in rows if row.visit.on < today]
    concerns = [row for row in ahead if row.visit.asks_for_something]
    see_to = phrases.count(len(concerns), "visit") if concerns else "nothing"
    lines = [Line(wording.in_line(row, book, today)) for row in concerns[:_SHOWN]]
    hidden = len(concerns) - len(lines)
    lines += [Line(f"{hidden} more stand in the details.")] if hidden else []
    names = dict.fromkeys(row.alias for row in concerns)
    shown = [Choice(f"Show {alias}", f"/caps {alias}") for alias in [*names][:_OFFERED]]
    following = (monday + _DAYS * _ONE).isoformat()

    def build() -> Details:
        return Details(sections=tuple(_by_day(rows, services, today)))

    return Reply(
        headline=f"Week of {wording.day(monday, today)} · {see_to} to see to",
        lines=(*lines, *_rest(ahead, concerns, missed, today)),
        choices=(
            *shown,
            *([Choice("Log them", log_all(missed), Weight.PRIMARY)] if missed else []),
            Choice("Next week", f"/caps week {following}"),
            Choice("The board", "/caps"),
        ),
        details=build if rows else None,
        details_command=f"/caps week {monday.isoformat()} details" if rows else "",
        small_print="As booked: each visit counts those booked before it as if all took place.",
    )


def _rest(
    ahead: Sequence[BookedRow],
    concerns: Sequence[BookedRow],
    missed: Sequence[BookedRow],
    today: date,
) -> list[Line]:
    """How many others fit, and which of the days that are past nobody logged."""
    if not ahead and not missed:
        return [Line("Nothing is booked. Book: /caps book BLUE-47K 12/1 12/3")]
    unlimited = sum(not row.visit.limit for row in ahead if row not in concerns)
    fitting = len(ahead) - len(concerns) - unlimited
    word = "other booked visit" if concerns else "booked visit"
    fit = "fits" if fitting == 1 else "fit"
    lines = [Line(f"{phrases.count(fitting, word)} {fit} every limit.")] if fitting else []
    if unlimited:
        lines.append(Line(f"Of {phrases.count(unlimited, word)} no limit is known."))
    if missed:
        lines.append(Line(f"{wording.NOT_LOGGED}: {wording.each(missed, today)}."))
    return lines


def _by_day(rows: Sequence[BookedRow], services: Services, today: date) -> list[Section]:
    """Every booked visit of the week, by day."""
    days = dict.fromkeys(row.visit.on for row in rows)
    return [
        Section(
            wording.day(on, today),
            tuple(Line(_in_full(row, services)) for row in rows if row.visit.on == on),
        )
        for on in days
    ]


def _in_full(row: BookedRow, services: Services) -> str:
    place = wording.place(row.visit)
    bare = "no authorization covers it" if row.visit.is_uncovered else ""
    told = f"{place}, {wording.owner(row, services.book)}" if place else ""
    return ": ".join(filter(None, [row.alias, "; ".join(filter(None, [told, bare]))]))
