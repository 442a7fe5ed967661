"""/session void: taking back one session, by its number, with a reason of the list."""

from __future__ import annotations

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
from models.visits.void_reason import OFFERED, VoidReason
from models.wording import standings

_EXAMPLE = VoidReason.WRONG_DAY


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Void one session, by its number, with a reason of the list."""
    known = await services.charts.aliases(request.clinic.id)
    voiding = void_commands.read_voiding(text, known, services.lists.voids)
    if voiding.alias:
        behind = f"{voiding.alias} {voiding.number or ''} {_because(voiding.reason)}".strip()
        chart, _ = await named(request, services, behind, "session void")
    else:
        chart = await _own_last(request, services, voiding)
    if voiding.number is None:
        raise _no_number(chart, voiding)
    if voiding.others:
        raise _several(chart, voiding)
    refuse_unused(voiding.unused, outcome="changed")
    if chart.session(voiding.number) is None:
        raise _no_session(chart, voiding.number)
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
    now, again = counted(after, request, services), card.log_again(after, session, request)
    return card.say(now, *lines, choices=again, warns=False)


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


def _no_number(chart: Chart, voiding: VoidRequest) -> NotUnderstood:
    standing = [s for s in chart.history.sessions if not s.voided][-5:]
    return NotUnderstood(
        f"Which session of {chart.alias}?"
        if standing
        else f"{chart.alias} has no session to void.",
        f"Give its number: /session void {chart.alias} 17 because {voiding.reason or _EXAMPLE}",
        [_offer(chart, session, voiding.reason) for session in reversed(standing)] or [why(chart)],
        field=FieldName.NUMBER,
    )


def _several(chart: Chart, voiding: VoidRequest) -> NotUnderstood:
    """The refusal of several sessions at once: one would be void, and the others only seem so."""
    numbers = dict.fromkeys((voiding.number, *voiding.others))
    named = filter(None, (chart.session(number) for number in numbers if number))
    return NotUnderstood(
        "That names several sessions, and nothing was voided.",
        f"Void one at a time: /session void {chart.alias} {voiding.number} "
        f"because {voiding.reason or _EXAMPLE}",
        [_offer(chart, session, voiding.reason) for session in named],
        field=FieldName.NUMBER,
    )


def _offer(chart: Chart, session: Session, reason: VoidReason | None) -> Choice:
    day = standings.weekday(session.on)
    return Choice(f"{session.number}: {day}", _command(chart, session.number, reason))


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
