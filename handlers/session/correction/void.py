"""/session void: taking back one session, by its number or day, with a reason of the list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.command import Request, Services
from handlers.session.card import card
from handlers.session.card.counted_chart import counted
from handlers.session.correction import move
from handlers.session.correction.void_questions import (
    because,
    no_number,
    no_reason,
    no_session,
    none_of_day,
    several,
    which,
)
from handlers.session.find_chart import amend, named, refuse_unused
from handlers.session.log import late_windows
from models.errors import NotUnderstood
from models.reply import Choice, Line, Reply
from models.understanding.commands import log_lists, void_commands
from models.understanding.commands.void_commands import VoidRequest
from models.understanding.stray_words import telling
from models.visits import void_reason
from models.visits.chart import Chart
from models.visits.events import Event, SessionVoided
from models.visits.session import Session
from models.visits.void_reason import NEVER_AGAIN, VoidReason
from models.wording import phrases, standings


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Void one session, by its number or its day, with a reason of the list."""
    known = await services.charts.aliases(request.clinic.id)
    voiding = void_commands.read_voiding(text, known, services.lists.voids, request.today)
    if voiding.alias:
        behind = f"{voiding.alias} {voiding.number or ''} {because(voiding.reason)}".strip()
        chart, _ = await named(request, services, behind, "session void")
    else:
        chart = await _own_last(request, services, voiding)
    if voiding.on and voiding.number is None:
        voiding = replace(voiding, number=_of_day(chart, voiding, voiding.on))
    voiding, codes = _without_codes(voiding, chart, services)
    voiding, other = await _whose_it_was(voiding, chart, request, services)
    if voiding.others:
        raise await several(request, services, chart, voiding)
    if voiding.number is None:
        raise no_number(chart, voiding)
    refuse_unused(voiding.unused, outcome="changed")
    if chart.session(voiding.number) is None:
        raise no_session(chart, voiding.number)
    _refuse_other_day(chart, voiding)
    if voiding.reason is None:
        raise no_reason(chart, voiding.number)
    reply = await _void(request, services, chart, voiding, codes)
    session = chart.session(voiding.number)
    if other is None or session is None:
        return reply
    return replace(reply, choices=(move.logged_for(other, session, request), *reply.choices))


async def _whose_it_was(
    voiding: VoidRequest, chart: Chart, request: Request, services: Services
) -> tuple[VoidRequest, Chart | None]:
    """What is to be voided, and the alias that it was of: "wrong alias, belongs to OAK-9"."""
    if voiding.reason is not VoidReason.WRONG_ALIAS or not voiding.unused:
        return voiding, None
    known = log_lists.compared(await services.charts.aliases(request.clinic.id))
    names, rest = log_lists.take_aliases(" ".join(voiding.unused), known)
    other = await services.charts.find(request.clinic.id, names[0]) if len(names) == 1 else None
    if other is None or other.id == chart.id or other.closed:
        return voiding, None
    return replace(voiding, unused=telling(rest)), other


def _without_codes(
    voiding: VoidRequest, chart: Chart, services: Services
) -> tuple[VoidRequest, tuple[str, ...]]:
    """What is to be voided, and the codes that its words name, which are no sessions."""
    known = services.book.codes
    codes = [o for o in voiding.others if str(o.number) in known and not o.alias]
    codes = [one for one in codes if chart.session(one.number) is None]
    told = tuple(str(one.number) for one in codes)
    others = tuple(other for other in voiding.others if other not in codes)
    unused = tuple(word for word in voiding.unused if word not in told)
    return replace(voiding, others=others, unused=unused), told


async def _void(
    request: Request, services: Services, chart: Chart, voiding: VoidRequest, codes: tuple[str, ...]
) -> Reply:
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
    right = _right(session, codes)
    is_used = bool(right) or set(codes) <= set(session.codes)
    lines += [] if is_used and (voiding.is_whole or codes) else [card.OTHER_WORDS]
    again = _again(after, session, voiding, request, right)
    count = counted(after, request, services)
    if before and is_new:
        lines += late_windows.without(counted(chart, request, services), count, [before])
    return card.say(count, *lines, choices=again, warns=False)


def _again(
    chart: Chart, session: Session, voiding: VoidRequest, request: Request, right: tuple[str, ...]
) -> tuple[Choice, ...]:
    """The button that logs it on the day or with the codes that were told as right, or after all.

    Where it was of a wrong day, never took place or stands twice, none logs the same once more.
    """
    if right and session.voided == VoidReason.WRONG_CODE and len(session.codes) <= 1:
        return (card.log_on(chart, replace(session, codes=right, units=1, timed=()), request),)
    day = voiding.day_behind
    if session.voided == VoidReason.WRONG_DAY and day and day != session.on:
        return (card.log_on(chart, replace(session, on=day), request),)
    if session.voided in NEVER_AGAIN:
        return ()
    return card.log_again(chart, session, request)


def _right(session: Session, codes: tuple[str, ...]) -> tuple[str, ...]:
    """The codes that were told as right, the last of all; none where it may be the wrong one."""
    right = tuple(code for code in codes if code not in session.codes)
    is_wrong_told = bool(session.codes) and set(session.codes) <= set(codes)
    is_clear = is_wrong_told or len(right) == 1
    return right if is_clear and codes[-1:] == right[-1:] else ()


def _decide(chart: Chart, number: int, reason: VoidReason, request_key: str) -> tuple[Event, ...]:
    if chart.voided_with(request_key):
        return ()
    session = chart.session(number)
    if session is None:
        raise no_session(chart, number)
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
        raise none_of_day(chart, day)
    several = f"{chart.alias} has {phrases.count(len(of_day), 'session')}"
    raise which(chart, voiding, of_day, f"{several} on {standings.weekday(day)}. Which?")


def _refuse_other_day(chart: Chart, voiding: VoidRequest) -> None:
    """Raise `NotUnderstood` where a number and a day are told that are of two sessions."""
    session = chart.session(voiding.number or 0)
    if session is None or voiding.on in {None, session.on}:
        return
    of_day = chart.standing_on(voiding.on) if voiding.on else ()
    meant = sorted([session, *of_day], key=lambda s: s.number)
    what = f"Session {session.number} of {chart.alias} is {standings.weekday(session.on)}. Which?"
    raise which(chart, voiding, meant, what)
