"""/caps week: who will pass which limit on which booked day, whose is not covered; _SHOWN."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from handlers.caps import closed_days, unpaid_bookings
from handlers.caps.board import recount_due
from handlers.caps.unpaid_bookings import Unpaid
from handlers.caps.which_week import DAYS, ONE, which_monday
from handlers.command import Request, Services
from handlers.session.find_chart import by
from handlers.session.log.today import log_buttons, week_of
from models.clinic.clinic import Clinic
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
    today = request.today
    shown = _say(_Week(rows, monday, request.clinic, services.book, today))
    if not monday <= today <= sunday:
        return shown
    first = today - booking.TOLD_FOR
    older = await services.charts.bookings(request.clinic.id, first, monday - ONE)
    return _with_older(shown, older, today) if older else shown


def _with_older(reply: Reply, older: Sequence[BookedRow], today: date) -> Reply:
    """The week of today with what nobody logged or took away in the weeks before."""
    lines = (*reply.lines, Line(wording.longer_ago(older, today)))
    return replace(reply, lines=lines, choices=(*week_of(older, today), *reply.choices))


@dataclass(frozen=True)
class _Week:
    """The booked visits of a week, by what is to be said of them today."""

    rows: Sequence[BookedRow]
    monday: date
    clinic: Clinic
    book: FactBook
    today: date

    @cached_property
    def ahead(self) -> list[BookedRow]:
        """Those of today and of days to come."""
        return [row for row in self.rows if row.visit.on >= self.today]

    @cached_property
    def missed(self) -> list[BookedRow]:
        """Those of past days, which nobody logged."""
        return [row for row in self.rows if row.visit.on < self.today]

    @cached_property
    def concerns(self) -> list[BookedRow]:
        """Those past a limit, or that nothing covers."""
        return [row for row in self.ahead if row.visit.asks_for_something]

    @cached_property
    def closed(self) -> Sequence[BookedRow]:
        """Those on days on which the clinic is closed."""
        return closed_days.booked(self.ahead, self.clinic)

    @cached_property
    def unpaid(self) -> Unpaid:
        """Those for which the payer does not pay at all."""
        return unpaid_bookings.find(self.ahead, self.clinic, self.book)

    @cached_property
    def authorized(self) -> Unpaid:
        """Those that such a payer authorizes all the same."""
        ahead = [row for row in self.ahead if row not in self.to_see]
        return unpaid_bookings.find(ahead, self.clinic, self.book, authorized=True)

    @cached_property
    def needled(self) -> list[BookedRow]:
        """Those past a limit on which no code logged so far draws."""
        return [row for row in self.ahead if row.visit.passes_if_needled]

    @cached_property
    def to_see(self) -> set[BookedRow]:
        """Those that somebody should see to."""
        return {*self.concerns, *self.closed}


def _say(week: _Week) -> Reply:
    title = f"Week of {wording.day(week.monday, week.today)}"
    in_short = _in_short(week.to_see, week.unpaid, week.needled)
    command = f"/caps week {week.monday.isoformat()} details"
    return Reply(
        headline=" · ".join([title, *in_short]),
        lines=tuple(_lines(week)),
        choices=tuple(_choices(week)),
        details=(lambda: Details(sections=tuple(_by_day(week)))) if week.rows else None,
        details_command=command if week.rows else "",
        small_print="As booked: each visit counts those booked before it as if all took place.",
    )


def _lines(week: _Week) -> Iterator[Line]:
    """What somebody should see to, then what fits and what nobody logged."""
    off = closed_days.lines(week.today, week.monday, week.closed, week.clinic)
    yield from off if week.closed else ()
    for row in week.concerns[:_SHOWN]:
        yield Line(wording.in_line(row, week.book, week.today))
    hidden = len(week.concerns) - _SHOWN
    yield from [Line(f"{hidden} more stand in the details.")] if hidden > 0 else []
    yield from unpaid_bookings.lines(week.unpaid, week.today)
    if week.needled:
        yield Line(_if_needled(week.needled, week.book, week.today))
    yield from _rest(week)
    yield from unpaid_bookings.authorized_line(week.authorized, week.today)
    yield from closed_days.among_past(week.missed, week.clinic, week.today)
    yield from () if week.closed else off


def _choices(week: _Week) -> Iterator[Choice]:
    """Who is to be looked at, the visits that nobody logged, and the week behind this one."""
    names = dict.fromkeys(row.alias for row in (*week.closed, *week.concerns, *week.needled))
    for alias in [*names][:_OFFERED]:
        yield Choice(f"Show {alias}", f"/caps {alias}")
    if to_log := closed_days.worked(week.missed, week.clinic):
        yield from log_buttons("Log them", to_log, weight=Weight.PRIMARY)
    following = (week.monday + DAYS * ONE).isoformat()
    yield Choice("Next week", f"/caps week {following}")
    yield Choice("The board", "/caps")


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


def _rest(week: _Week) -> list[Line]:
    """How many of which nothing was said fit, and which of the past days nobody logged."""
    if not week.ahead and not week.missed:
        return [Line("Nothing is booked. Book: /caps book BLUE-47K 12/1 12/3")]
    told = {*week.to_see, *week.unpaid, *week.needled}
    others = [row for row in week.ahead if row not in told]
    unlimited = sum(not row.visit.limit for row in others)
    maybe = sum(row.visit.is_if_needled for row in others)
    fitting = len(others) - unlimited - maybe
    word = "other booked visit" if told else "booked visit"
    lines = []
    if fitting:
        fit = "fits" if fitting == 1 else "fit"
        lines.append(Line(f"{phrases.count(fitting, word)} {fit} every limit."))
    if maybe:
        draw, fit = ("draws", "fits") if maybe == 1 else ("draw", "fit")
        counted = phrases.count(maybe, word)
        lines.append(Line(f"{counted} {draw} on a limit only if needled, and {fit} it then."))
    if unlimited:
        draw = "draws" if unlimited == 1 else "draw"
        lines.append(Line(f"{phrases.count(unlimited, word)} {draw} on no limit that is known."))
    if week.missed:
        lines.append(Line(f"{wording.NOT_LOGGED}: {wording.each(week.missed, week.today)}."))
    return lines


def _by_day(week: _Week) -> Iterator[Section]:
    """Every booked visit of the week, by day."""
    for on in dict.fromkeys(row.visit.on for row in week.rows):
        visits = [row for row in week.rows if row.visit.on == on]
        lines = (Line(_in_full(row, week.unpaid.get(row), week.book)) for row in visits)
        yield Section(wording.day(on, week.today), tuple(lines))


def _in_full(row: BookedRow, refusal: Refusal | None, book: FactBook) -> str:
    place = wording.place(row.visit)
    bare = "no authorization covers it" if row.visit.is_uncovered else ""
    needled = " if needled" if row.visit.is_if_needled else ""
    told = f"{place}{needled}, {wording.owner(row, book)}" if place else ""
    said = "; ".join(filter(None, [told, bare, unpaid_bookings.in_full(refusal)]))
    return ": ".join(filter(None, [row.alias, said]))
