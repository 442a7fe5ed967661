"""/session void: taking back one session, by its number or day, with a reason of the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handlers.command import Request, Services
from handlers.session import card
from handlers.session.counted_chart import counted
from handlers.session.find_chart import amend, named, refuse_unused, why
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice, Line, Reply
from models.understanding.commands import void_commands
from models.understanding.commands.void_commands import VoidRequest
from models.visits import void_reason
from models.visits.chart import Chart
from models.visits.events import Event, SessionVoided
from models.visits.session import Session
from models.visits.void_reason import NEVER_AGAIN, OFFERED, VoidReason
from models.wording import phrases, standings

_EXAMPLE = VoidReason.WRONG_DAY
_OFFERED = 5


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Void one session, by its number or its day, with a reason of the list."""
    known = await services.charts.aliases(request.clinic.id)
    voiding = void_commands.read_voiding(text, known, services.lists.voids, request.today)
    if voiding.alias:
        behind = f"{voiding.alias} {voiding.number or ''} {_because(voiding.reason)}".strip()
        chart, _ = await named(request, services, behind, "session void")
    else:
        chart = await _own_last(request, services, voiding)
    if voiding.on and voiding.number is None:
        voiding = replace(voiding, number=_of_day(chart, voiding, voiding.on))
    if voiding.others:
        raise await _several(request, services, chart, voiding)
    if voiding.number is None:
        raise _no_number(chart, voiding)
    refuse_unused(voiding.unused, outcome="changed")
    if chart.session(voiding.number) is None:
        raise _no_session(chart, voiding.number)
    _refuse_other_day(chart, voiding)
    if voiding.reason is None:
        raise _no_reason(chart, voiding.number)
    return await _void(request, services, chart, voiding)


async def _void(request: Request, services: Services, chart: Chart, voiding: VoidRequest) -> Reply:
    number, reason = voiding.number or 0, voiding.reason or VoidReason.OTHER
    before = chart.session(number)
    after = await amend(
        request,
        services,
        chart.alias,
        lambda now: _decide(now, number, reason, request.idempotency_key),
    )
    session = after.session(number)
    if session is None:
        raise LookupError("a session that was voided stays in its chart")
    is_new = before is not None and not before.voided
    done = "voided" if is_new else "was voided already"
    done += f" ({void_reason.in_words(session.voided)})"
    lines = [Line(f"Session {number}, {standings.weekday(session.on)}: {done}.")]
    lines += [] if voiding.is_whole else [card.OTHER_WORDS]
    again = _again(after, session, voiding, request)
    return card.say(counted(after, request, services), *lines, choices=again, warns=False)


def _again(
    chart: Chart, session: Session, voiding: VoidRequest, request: Request
) -> tuple[Choice, ...]:
    """The button that logs it on the day that was told as the right one, or after all.

    Where it was of a wrong day, never took place or stands twice, none logs the same once more.
    """
    day = voiding.day_behind
    if session.voided == VoidReason.WRONG_DAY and day and day != session.on:
        return (card.log_on(chart, replace(session, on=day), request),)
    if session.voided in NEVER_AGAIN:
        return ()
    return card.log_again(chart, session, request)


def _decide(chart: Chart, number: int, reason: VoidReason, request_key: str) -> tuple[Event, ...]:
    if chart.voided_with(request_key):
        return ()
    session = chart.session(number)
    if session is None:
        raise _no_session(chart, number)
    return () if session.voided else (SessionVoided(number, reason, request_key),)


async def _own_last(request: Request, services: Services, voiding: VoidRequest) -> Chart:
    """A bare number is of the alias for which the asker logged last."""
    latest = await services.charts.member_sessions(request.clinic.id, request.member.user, 1)
    chart = await services.charts.find(request.clinic.id, latest[0].alias) if latest else None
    if chart is None:
        number = voiding.number or 17
        raise NotUnderstood(
            "Of which alias?",
            f"Name it before the number: /session void BLUE-47K {number} because wrong day",
            [Choice("The board", "/caps")],
        )
    return chart


def _of_day(chart: Chart, voiding: VoidRequest, day: date) -> int:
    """The number of the one session of a day. Raises `NotUnderstood` for none and for several."""
    of_day = chart.standing_on(day)
    if len(of_day) == 1:
        return of_day[0].number
    if not of_day:
        raise _none_of_day(chart, day)
    several = f"{chart.alias} has {phrases.count(len(of_day), 'session')}"
    raise _which(chart, voiding, of_day, f"{several} on {standings.weekday(day)}. Which?")


def _refuse_other_day(chart: Chart, voiding: VoidRequest) -> None:
    """Raise `NotUnderstood` where a number and a day are told that are of two sessions."""
    session = chart.session(voiding.number or 0)
    if session is None or voiding.on in {None, session.on}:
        return
    of_day = chart.standing_on(voiding.on) if voiding.on else ()
    meant = sorted([session, *of_day], key=lambda s: s.number)
    what = f"Session {session.number} of {chart.alias} is {standings.weekday(session.on)}. Which?"
    raise _which(chart, voiding, meant, what)


def _none_of_day(chart: Chart, day: date) -> NotUnderstood:
    """The refusal of a day without a session: no button voids one of another day for it."""
    latest = [f"{s.number} on {standings.weekday(s.on)}" for s in reversed(_latest(chart))]
    named = f" The last ones that stand: {'; '.join(latest)}." if latest else ""
    return NotUnderstood(
        f"{chart.alias} has no session on {standings.weekday(day)} that stands.",
        f"Nothing was changed.{named}",
        [why(chart)],
        field=FieldName.ON,
    )


def _no_number(chart: Chart, voiding: VoidRequest) -> NotUnderstood:
    standing = _latest(chart)
    what = f"Which session of {chart.alias}?"
    return _which(
        chart, voiding, standing, what if standing else f"{chart.alias} has no session to void."
    )


def _latest(chart: Chart) -> list[Session]:
    """The sessions that stand, the last that were logged."""
    return [s for s in chart.history.sessions if not s.voided][-_OFFERED:]


def _which(
    chart: Chart, voiding: VoidRequest, sessions: Sequence[Session], what: str
) -> NotUnderstood:
    """The question for a session, with each that may be meant."""
    last = max(sessions, key=lambda s: s.number, default=None)
    mend = f" {_example(chart, last, voiding)}" if last else ""
    return NotUnderstood(
        what,
        f"Nothing was changed.{mend}",
        [_offer(chart, session, voiding.reason) for session in reversed(sessions)] or [why(chart)],
        field=FieldName.NUMBER,
    )


def _example(chart: Chart, last: Session, voiding: VoidRequest) -> str:
    """How one of them is named, with the day that its number stands for."""
    example = _command(chart, last.number, voiding.reason or _EXAMPLE)
    return f"Give its number. {last.number} is {standings.weekday(last.on)}: {example}"


async def _several(
    request: Request, services: Services, chart: Chart, voiding: VoidRequest
) -> NotUnderstood:
    """The refusal of several sessions at once: one would be void, and the others only seem so."""
    named_here = [(chart.alias, voiding.number or 0)]
    named_here += [(other.alias or chart.alias, other.number) for other in voiding.others]
    charts = {chart.alias: chart}
    for alias in {alias for alias, _ in named_here} - charts.keys():
        if other := await services.charts.find(request.clinic.id, alias):
            charts[alias] = other
    sessions = [
        (charts[alias], session)
        for alias, number in dict.fromkeys(named_here)
        if alias in charts and (session := charts[alias].session(number))
    ]
    if not sessions:
        return _no_session(chart, voiding.number or voiding.others[0].number)
    of, first = sessions[0]
    return NotUnderstood(
        "That names several sessions, and nothing was voided.",
        f"Void one at a time: {_command(of, first.number, voiding.reason or _EXAMPLE)}",
        [_offer(of, session, voiding.reason, names=len(charts) > 1) for of, session in sessions],
        field=FieldName.NUMBER,
    )


def _offer(
    chart: Chart, session: Session, reason: VoidReason | None, *, names: bool = False
) -> Choice:
    day = standings.weekday(session.on)
    which = f"{chart.alias} {session.number}" if names else f"{session.number}"
    return Choice(f"{which}: {day}", _command(chart, session.number, reason))


def _command(chart: Chart, number: int, reason: VoidReason | None) -> str:
    return f"/session void {chart.alias} {number} {_because(reason)}".strip()


def _because(reason: VoidReason | None) -> str:
    return f"because {reason}" if reason else ""


def _no_session(chart: Chart, number: int) -> NotUnderstood:
    return NotUnderstood(
        f"{chart.alias} has no session {number}.",
        "Look up the numbers first; a number is never used twice.",
        [Choice(f"Sessions of {chart.alias}", f"/session show {chart.alias}")],
        field=FieldName.NUMBER,
    )


def _no_reason(chart: Chart, number: int) -> NotUnderstood:
    """The question for the reason, with every one there is; what was typed is not repeated."""
    return NotUnderstood(
        f"Why is session {number} of {chart.alias} void?",
        "Choose one. Nothing else is kept of the reason, and nothing was changed yet.",
        [Choice(reason.capitalize(), _command(chart, number, reason)) for reason in OFFERED],
        field=FieldName.REASON,
    )
