"""/caps unbook: takes bookings of an alias away, those of some days or all to come."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from handlers.command import Request, Services
from handlers.session.card import card
from handlers.session.card.counted_chart import counted
from handlers.session.find_chart import amend, named
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice, Line, Reply
from models.understanding.commands import booking_days, booking_denials, day_stretches, log_lists
from models.understanding.dates import relative_days
from models.visits import booking
from models.visits.chart import Chart
from models.visits.events import BookingsCancelled, Event
from models.wording import bookings as wording
from models.wording import undo

BOOK_EXAMPLE = "/caps book BLUE-47K 12/1 12/3 12/8"

_VERB = "/caps unbook"
_SINCE = re.compile(
    r"\b(?P<word>after|behind|from|since|starting)\s{1,3}(?P<day>[0-9a-z][0-9a-z/. -]{2,20}?)"
    r"(?:\s{1,3}(?:onwards?|and\s{1,3}later|on|forward))?\s*$",
    re.IGNORECASE,
)
_NEAR = re.compile(r"\b(?:today|tomorrow|yesterday)\b", re.IGNORECASE)
"""Words for days that go by today."""

_ALL = frozenset({"all", "everything", "all of them", "all days", "all bookings"})
_OFFERED = 8


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Take bookings of an alias away: some days, or all to come."""
    await _refuse_not_one(request, services, text)
    chart, rest = await named(request, services, text, "caps unbook")
    ahead = booking.days_ahead(chart, request.today)
    if not rest.strip():
        raise _which_bookings(chart, ahead, request)
    days = _open_days(rest, chart, request.today) or _days(rest, ahead, request)
    if not days and ahead:
        raise _which_bookings(chart, ahead, request)
    gone: list[date] = []

    def decide(now: Chart) -> Sequence[Event]:
        gone[:] = [day for day in days if day in now.booked]
        return [BookingsCancelled(tuple(gone))] if gone else []

    after = await amend(request, services, chart.alias, decide)
    missing = [day for day in days if day not in gone]
    told = {"Not booked any more": gone, "These were not booked": missing}
    lines = [Line(f"{word}: {wording.days(of, request.today)}.") for word, of in told.items() if of]
    back = [Choice("Undo", booked_again(chart, gone, request.today))] if gone else []
    nothing = [] if lines else [Line("Nothing is booked.")]
    return card.say(counted(after, request, services), *lines, *nothing, choices=back)


async def _refuse_not_one(request: Request, services: Services, text: str) -> None:
    """Raise for days of several aliases, or of none: each of them is offered by itself."""
    known = await services.charts.aliases(request.clinic.id)
    aliases, rest = log_lists.take_aliases(text, log_lists.compared(known))
    if len(aliases) == 1 or not rest.strip():
        return
    days = _days(rest, (), request) if aliases or any(map(str.isdigit, rest)) else ()
    if not days:
        return
    typed = " ".join(day.isoformat() for day in days)
    rows = await services.charts.bookings(request.clinic.id, min(days), max(days))
    booked = dict.fromkeys(row.alias for row in rows if row.visit.on in days)
    spelled = [await services.charts.spelled(request.clinic.id, one) for one in aliases]
    names = [name for name in spelled or booked if name in booked]
    told = wording.days(days, request.today)
    nobody = "None of them is booked then." if aliases else "Nobody is booked then."
    raise NotUnderstood(
        f"Of whom is {told} taken away?",
        "One alias at a time. Nothing was changed." if names else nobody,
        [Choice(f"Of {name}", f"{_VERB} {name} {typed}") for name in names[:_OFFERED]],
        field=FieldName.ALIAS,
    )


def booked_again(chart: Chart, gone: Sequence[date], today: date) -> str:
    """What books these days again; those of long ago are not booked anew, but taken back."""
    if min(gone) >= today - booking.BEHIND:
        return f"/caps book {chart.alias} {' '.join(day.isoformat() for day in gone)}"
    return f"/session undo {undo.of_all([undo.of_cancellation(gone, chart.alias)])}"


def _open_days(text: str, chart: Chart, today: date) -> Sequence[date]:
    """The days that are named of those before today which nobody logged, however long ago."""
    missed = booking.days_missed(chart, today)
    if not missed or not any(map(str.isdigit, text)) or _NEAR.search(text):
        return ()
    try:
        days = booking_days.read_days(text, missed[0])
    except booking_days.Refused:
        return ()
    return days if set(days) <= set(missed) else ()


def _days(text: str, ahead: Sequence[date], request: Request) -> Sequence[date]:
    """The days that are meant: those that are named, or all to come but those behind "except"."""
    if _is_all(text):
        return ahead
    parts = booking_denials.split_except(text)
    if parts and (not parts[0].strip() or _is_all(parts[0])):
        stay = booking_days.left_out(parts[1], ahead, request.today, _VERB)
        return [day for day in ahead if day not in stay]
    if (within := _within(text, ahead, request.today)) is not None:
        return within
    return booking_days.take_days(text, request.today, _VERB)


def _within(text: str, ahead: Sequence[date], today: date) -> Sequence[date] | None:
    """Of the bookings those of a stretch, "12/21-12/31", or behind a day, "after 12/20".

    None where the text names no such time.
    """
    text = day_stretches.written_out(text, today)
    first, last, rest = day_stretches.take(text) or ("", "", "")
    since = None if first else _SINCE.search(text)
    if since:
        first, rest = since["day"], f"{text[: since.start()]} {text[since.end() :]}"
    if not first or rest.strip(" ,."):
        return None
    begins = _day(first, today)
    ends = _day(last, begins or today) if last else date.max
    if begins is None or ends is None:
        return None
    is_behind = since is not None and since["word"].casefold() in {"after", "behind"}
    return [day for day in ahead if begins <= day <= ends and not (is_behind and day == begins)]


def _day(typed: str, behind: date) -> date | None:
    taken = relative_days.take_last(typed, behind, behind)
    return None if taken.remaining.strip(" .,") else taken.on


def _is_all(text: str) -> bool:
    return text.strip(" .,").casefold() in _ALL


def command(chart: Chart, days: Sequence[date]) -> str:
    """What takes the days away, as it is typed."""
    return f"/caps unbook {chart.alias} {' '.join(day.isoformat() for day in days)}"


def _which_bookings(chart: Chart, ahead: Sequence[date], request: Request) -> NotUnderstood:
    offered = [
        Choice(wording.day(day, request.today), command(chart, [day])) for day in ahead[:_OFFERED]
    ]
    every = [Choice("All of them", f"/caps unbook {chart.alias} all")] if len(ahead) > 1 else []
    what = f"Which bookings of {chart.alias}?" if ahead else f"{chart.alias} has nothing booked."
    mend = f"Name the days: /caps unbook {chart.alias} 12/3" if ahead else f"Book: {BOOK_EXAMPLE}"
    return NotUnderstood(what, mend, [*offered, *every], field=FieldName.ON)
