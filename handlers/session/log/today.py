"""/session today: who is booked and not logged yet, today and in the days before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from handlers.caps import closed_days, verified
from handlers.command import LONG, Request, Services
from handlers.session.find_chart import refuse_unused
from models.errors import NotUnderstood
from models.ports import BookedRow
from models.reply import Choice, Line, Reply, Section, Weight
from models.understanding import details_word
from models.understanding.commands import booking_denials, log_lists, session_commands
from models.visits.booking import BEHIND, TOLD_FOR
from models.wording import bookings as wording
from models.wording import count_checks, phrases, plan_of_care, requests

_SHOWN = 10
"""So many duties, counts to compare and late decisions stand in the list."""


@dataclass(frozen=True, slots=True)
class _ToLog:
    """Who is booked and not logged: of the day, left out by whoever asks, and in the days before.

    `codes` are those with which they are logged. `older` are those of more than a week before.
    """

    of_day: Sequence[BookedRow]
    out: Sequence[BookedRow]
    before: Sequence[BookedRow]
    codes: str = ""
    older: Sequence[BookedRow] = ()


async def answer(
    request: Request,
    services: Services,
    text: str,
    without: Sequence[str] = (),
    codes: str = "",
) -> Reply:
    """Those of a day, today unless another is named, with what logs them all but some."""
    text, without = await _take_exceptions(request, services, text, without)
    text, _ = details_word.take(text)
    on, unused = session_commands.read_rest(text, request.today)
    _refuse_alias(unused)
    refuse_unused(unused, "/session today", "changed")
    day = on or request.today
    rows = await services.charts.bookings(request.clinic.id, day - TOLD_FOR, day)
    of_day = [row for row in rows if row.visit.on == day]
    out = [row for row in of_day if row.alias in without]
    of_day = [row for row in of_day if row not in out]
    before = [row for row in rows if day - BEHIND <= row.visit.on < day]
    older = [row for row in rows if row.visit.on < day - BEHIND]
    shown = _say(_ToLog(of_day, out, before, codes, older), day, request)
    return await _with_waiting(shown, request, services)


def _refuse_alias(unused: Sequence[str]) -> None:
    """The list is of everybody: an alias alone is shown, or its visit is logged."""
    if len(unused) == 1 and session_commands.may_be_alias(unused[0]):
        alias = unused[0].upper()
        raise NotUnderstood(
            "The day's list is of everybody who is booked.",
            f"Log one of them, or look at its visits: /session log {alias}",
            [Choice("Log", f"/session log {alias}"), Choice("Show it", f"/caps {alias}")],
        )


async def _with_waiting(reply: Reply, request: Request, services: Services) -> Reply:
    """The list with what else waits: plans of care, counts to compare again, late decisions."""
    clinic, today = request.clinic.id, request.today
    owed = await services.charts.owed(clinic, today, _SHOWN)
    due = await services.charts.checks_due(clinic, today, _SHOWN)
    asked = await services.charts.requests(clinic, _SHOWN)
    late = [row for row in asked if row.request.is_late(today)]
    compared = [Line(f"{row.alias}: {count_checks.in_line(row.check)}.") for row in due]
    undecided = [Line(f"{r.alias}: {requests.briefly(r.request, today)}.") for r in late]
    plans = [Line(f"{plan_of_care.on_board(row, today)}.") for row in owed]
    sections = [
        *([Section(plan_of_care.TITLE, tuple(plans))] if owed else []),
        *([Section(count_checks.TITLE, tuple(compared))] if due else []),
        *([Section(requests.UNDECIDED, tuple(undecided))] if late else []),
    ]
    left = await verified.left_to_do(request.clinic, today, services)
    if left:
        sections.append(Section(left.title, tuple(map(Line, left.lines))))
    again = [Choice(f"Compare {row.alias}", f"/caps check {row.alias}") for row in due]
    return replace(
        reply,
        sections=(*reply.sections, *sections),
        choices=(*reply.choices, *again, *(left.choices if left else ())),
    )


async def _take_exceptions(
    request: Request, services: Services, text: str, without: Sequence[str]
) -> tuple[str, Sequence[str]]:
    """Of "except PT-1" the text before it, and the aliases behind it as the clinic spells them."""
    parts = booking_denials.split_except(text)
    if parts is None:
        return text, without
    known = await services.charts.aliases(request.clinic.id)
    out, rest = log_lists.take_aliases(parts[1], log_lists.compared(known))
    if not out or rest:
        return text, without
    spelled = [await services.charts.spelled(request.clinic.id, typed) for typed in out]
    return parts[0], [*without, *filter(None, spelled)]


def _say(booked: _ToLog, day: date, request: Request) -> Reply:
    of_day, out, before = booked.of_day, booked.out, booked.before
    if day > request.today:
        return _to_come(of_day, day, request)
    said = wording.day(day, request.today)
    names = [row.alias for row in of_day]
    lines = [Line(f"Booked, not logged yet: {phrases.either(names, 'and')}.")] if names else []
    if out:
        lines.append(Line(f"Left out: {phrases.either([row.alias for row in out], 'and')}."))
    lines += (
        [Line(f"{wording.NOT_LOGGED}: {wording.each(before, request.today)}.")] if before else []
    )
    lines += closed_days.among_past(before, request.clinic, request.today)
    lines += [Line(wording.longer_ago(booked.older, request.today))] if booked.older else []
    to_log = closed_days.worked(before, request.clinic)
    if not lines:
        lines = [Line("Nobody is booked who is not logged. Book: /caps book BLUE-47K 12/1 12/3")]
    missed = [
        Choice(f"{row.alias} did not come", f"/session log {row.alias} no-show on {row.visit.on}")
        for row in (*out, *of_day, *before)
    ]
    return Reply(
        headline=f"{said} · {phrases.count(len(names), 'visit')} to log",
        lines=tuple(lines),
        choices=(
            *log_buttons("Log all of them", of_day, booked.codes, Weight.PRIMARY),
            *log_buttons("Log those before", to_log),
            *missed,
            *week_of(booked.older, request.today),
            Choice("The week", "/caps week"),
        ),
    )


def week_of(older: Sequence[BookedRow], today: date) -> list[Choice]:
    """The week of the oldest visit that is open still, where it is logged or taken away."""
    days = [row.visit.on for row in older[:1]]
    return [Choice(f"The week of {wording.day(on, today)}", f"/caps week {on}") for on in days]


def _to_come(of_day: Sequence[BookedRow], day: date, request: Request) -> Reply:
    """Who is booked on a day that is still to come: nothing is logged of it yet."""
    names = [row.alias for row in of_day]
    told = f"Booked: {phrases.either(names, 'and')}." if names else "Nobody is booked."
    return Reply(
        headline=f"{wording.day(day, request.today)} · {phrases.count(len(names), 'visit')} booked",
        lines=(Line(told), Line("That day is still to come: nothing is logged of it yet.")),
        choices=(
            Choice("The week", f"/caps week {day.isoformat()}"),
            *(
                Choice(f"Take {row.alias} away", f"/caps unbook {row.alias} {row.visit.on}")
                for row in of_day
            ),
        ),
    )


def log_buttons(
    label: str, rows: Sequence[BookedRow], codes: str = "", weight: Weight = Weight.PLAIN
) -> list[Choice]:
    """The button that logs them; where one command cannot hold all, the first of them."""
    fitting = rows
    while len(log_all(fitting, codes)) > LONG:
        fitting = fitting[:-1]
    if not fitting:
        return []
    told = label if len(fitting) == len(rows) else f"Log the first {len(fitting)} of {len(rows)}"
    return [Choice(told, log_all(fitting, codes), weight)]


def log_all(rows: Sequence[BookedRow], codes: str = "") -> str:
    """The command that logs what was booked and took place, with codes that are told."""
    billed = f" {codes}" if codes else ""
    return "/session log " + "; ".join(f"{row.alias}{billed} on {row.visit.on}" for row in rows)
