"""/caps week: who will pass which limit on which booked day, whose is not covered; _SHOWN."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from handlers.caps import closed_days, unpaid_bookings
from handlers.caps.board import recount_due
from handlers.caps.unpaid_bookings import Unpaid
from handlers.caps.which_week import DAYS, ONE, which_monday
from handlers.command import Request, Services
from handlers.session.find_chart import by
from handlers.session.today import log_all, week_of
from models.coverage.fact_book import FactBook
from models.ports import BookedRow
from models.reply import Choice, Details, Line, Reply, Section, Weight
from models.visits import booking
from models.wording import bookings as wording
from models.wording import phrases
from models.wording.payer_refusals import Refusal

_SHOWN = 10
_OFFERED = 2


async def answer(request: Request, services: Services, text: str) -> Reply:
    """The booked visits of a week that somebody should see to, and those that nobody logged."""
    monday = which_monday(request, text)
    await recount_due(request.clinic, by(request), services)
    sunday = monday + (DAYS - 1) * ONE
    rows = await services.charts.bookings(request.clinic.id, monday, sunday)
    shown = _say(rows, monday, request, services)
    today = request.today
    if not monday <= today <= sunday:
        return shown
    first = today - booking.TOLD_FOR
    older = await services.charts.bookings(request.clinic.id, first, monday - ONE)
    return _with_older(shown, older, today) if older else shown


def _with_older(reply: Reply, older: Sequence[BookedRow], today: date) -> Reply:
    """The week of today with what nobody logged or took away in the weeks before."""
    lines = (*reply.lines, Line(wording.longer_ago(older, today)))
    return replace(reply, lines=lines, choices=(*week_of(older, today), *reply.choices))


def _say(rows: Sequence[BookedRow], monday: date, request: Request, services: Services) -> Reply:
    today, book = request.today, services.book
    ahead = [row for row in rows if row.visit.on >= today]
    missed = [row for row in rows if row.visit.on < today]
    concerns = [row for row in ahead if row.visit.asks_for_something]
    unpaid = unpaid_bookings.find(ahead, request.clinic, book)
    lines = [Line(wording.in_line(row, book, today)) for row in concerns[:_SHOWN]]
    hidden = len(concerns) - len(lines)
    lines += [Line(f"{hidden} more stand in the details.")] if hidden else []
    lines += unpaid_bookings.lines(unpaid, today)
    closed = closed_days.booked(ahead, request.clinic)
    to_see = {*concerns, *closed}
    off = [*closed_days.lines(today, monday, closed, request.clinic)]
    lines = [*(off if closed else []), *lines]
    needled = [row for row in ahead if row.visit.passes_if_needled]
    lines += [Line(_if_needled(needled, book, today))] if needled else []
    names = dict.fromkeys(row.alias for row in (*closed, *concerns, *needled))
    shown = [Choice(f"Show {alias}", f"/caps {alias}") for alias in [*names][:_OFFERED]]
    following = (monday + DAYS * ONE).isoformat()
    to_log = closed_days.worked(missed, request.clinic)

    def build() -> Details:
        return Details(sections=tuple(_by_day(rows, unpaid, services, today)))

    return Reply(
        headline=" · ".join(
            [
                f"Week of {wording.day(monday, today)}",
                *_in_short(to_see, unpaid, needled),
            ]
        ),
        lines=(
            *lines,
            *_rest(ahead, {*to_see, *unpaid, *needled}, missed, today),
            *closed_days.among_past(missed, request.clinic, today),
            *([] if closed else off),
        ),
        choices=(
            *shown,
            *([Choice("Log them", log_all(to_log), Weight.PRIMARY)] if to_log else []),
            Choice("Next week", f"/caps week {following}"),
            Choice("The board", "/caps"),
        ),
        details=build if rows else None,
        details_command=f"/caps week {monday.isoformat()} details" if rows else "",
        small_print="As booked: each visit counts those booked before it as if all took place.",
    )


def _if_needled(rows: Sequence[BookedRow], book: FactBook, today: date) -> str:
    """Who would pass a limit on which no code logged so far draws; each alias at its first day."""
    firsts = {row.alias: row for row in reversed(rows)}
    told = [
        f"{alias}: {wording.passed(row.visit, wording.owner(row, book), today)}"
        for alias, row in sorted(firsts.items())
    ]
    hidden = len(told) - _SHOWN
    more = f"; {hidden} more" if hidden > 0 else ""
    return f"If needled, as no code logged so far says: {'; '.join(told[:_SHOWN])}{more}."


def _in_short(
    concerns: Collection[BookedRow], unpaid: Unpaid, needled: Sequence[BookedRow]
) -> list[str]:
    """How many visits somebody should see to, and how many a payer does not pay if needled."""
    may = "not" if all(map(unpaid_bookings.is_certain, unpaid.values())) else "may not be"
    told = [
        f"{phrases.count(len(concerns), 'visit')} to see to" if concerns else "",
        f"{phrases.count(len(unpaid), 'visit')} {may} paid if needled" if unpaid else "",
        f"{phrases.count(len(needled), 'visit')} past a limit if needled" if needled else "",
    ]
    return [each for each in told if each] or ["nothing to see to"]


def _rest(
    ahead: Sequence[BookedRow],
    told: Collection[BookedRow],
    missed: Sequence[BookedRow],
    today: date,
) -> list[Line]:
    """How many others fit, and which of the days that are past nobody logged.

    `told` are those of which something was said already.
    """
    if not ahead and not missed:
        return [Line("Nothing is booked. Book: /caps book BLUE-47K 12/1 12/3")]
    others = [row for row in ahead if row not in told]
    unlimited = sum(not row.visit.limit for row in others)
    maybe = sum(row.visit.is_if_needled for row in others)
    fitting = len(others) - unlimited - maybe
    word = "other booked visit" if told else "booked visit"
    fit = "fits" if fitting == 1 else "fit"
    lines = [Line(f"{phrases.count(fitting, word)} {fit} every limit.")] if fitting else []
    if maybe:
        draw = "draws" if maybe == 1 else "draw"
        fit = "fits" if maybe == 1 else "fit"
        counted = phrases.count(maybe, word)
        lines.append(Line(f"{counted} {draw} on a limit only if needled, and {fit} it then."))
    if unlimited:
        draw = "draws" if unlimited == 1 else "draw"
        lines.append(Line(f"{phrases.count(unlimited, word)} {draw} on no limit that is known."))
    if missed:
        lines.append(Line(f"{wording.NOT_LOGGED}: {wording.each(missed, today)}."))
    return lines


def _by_day(
    rows: Sequence[BookedRow], unpaid: Unpaid, services: Services, today: date
) -> list[Section]:
    """Every booked visit of the week, by day."""
    days = dict.fromkeys(row.visit.on for row in rows)
    return [
        Section(
            wording.day(on, today),
            tuple(
                Line(_in_full(row, unpaid.get(row), services)) for row in rows if row.visit.on == on
            ),
        )
        for on in days
    ]


def _in_full(row: BookedRow, refusal: Refusal | None, services: Services) -> str:
    place = wording.place(row.visit)
    bare = "no authorization covers it" if row.visit.is_uncovered else ""
    needled = " if needled" if row.visit.is_if_needled else ""
    told = f"{place}{needled}, {wording.owner(row, services.book)}" if place else ""
    said = "; ".join(filter(None, [told, bare, unpaid_bookings.in_full(refusal)]))
    return ": ".join(filter(None, [row.alias, said]))
