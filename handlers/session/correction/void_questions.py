"""What /session void asks back: which session, of which day, for which reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.command import Request, Services
from handlers.session.find_chart import why
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice
from models.understanding.commands.void_commands import VoidRequest
from models.visits.chart import Chart
from models.visits.session import Session
from models.visits.void_reason import OFFERED, VoidReason
from models.wording import standings

_EXAMPLE = VoidReason.WRONG_DAY

_OFFERED = 5


def none_of_day(chart: Chart, day: date) -> NotUnderstood:
    """The refusal of a day without a session: no button voids one of another day for it."""
    latest = [f"{s.number} on {standings.weekday(s.on)}" for s in reversed(_latest(chart))]
    named = f" The last ones that stand: {'; '.join(latest)}." if latest else ""
    return NotUnderstood(
        f"{chart.alias} has no session on {standings.weekday(day)} that stands.",
        f"Nothing was changed.{named}",
        [why(chart)],
        field=FieldName.ON,
    )


def no_number(chart: Chart, voiding: VoidRequest) -> NotUnderstood:
    """The question for a session where none is named."""
    standing = _latest(chart)
    what = f"Which session of {chart.alias}?"
    return which(
        chart, voiding, standing, what if standing else f"{chart.alias} has no session to void."
    )


def _latest(chart: Chart) -> list[Session]:
    """The sessions that stand, the last that were logged."""
    return [s for s in chart.history.sessions if not s.voided][-_OFFERED:]


def which(
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


async def several(
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
        return no_session(chart, voiding.number or voiding.others[0].number)
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
    return f"/session void {chart.alias} {number} {because(reason)}".strip()


def because(reason: VoidReason | None) -> str:
    """A reason as it is typed; nothing for none."""
    return f"because {reason}" if reason else ""


def no_session(chart: Chart, number: int) -> NotUnderstood:
    """The refusal of a number that no session has."""
    return NotUnderstood(
        f"{chart.alias} has no session {number}.",
        "Look up the numbers first; a number is never used twice.",
        [Choice(f"Sessions of {chart.alias}", f"/session show {chart.alias}")],
        field=FieldName.NUMBER,
    )


def no_reason(chart: Chart, number: int) -> NotUnderstood:
    """The question for the reason, with every one there is; what was typed is not repeated."""
    return NotUnderstood(
        f"Why is session {number} of {chart.alias} void?",
        "Choose one. Nothing else is kept of the reason, and nothing was changed yet.",
        [Choice(reason.capitalize(), _command(chart, number, reason)) for reason in OFFERED],
        field=FieldName.REASON,
    )
