"""/session log: one session; a second one of its day is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handlers.command import Request, Services
from handlers.session.card import card
from handlers.session.card.counted_chart import counted
from handlers.session.find_chart import amend, named_alias, refuse_closed
from handlers.session.log import beside_totals, late_windows, log_reading, no_show, which_case
from handlers.session.log.log_reading import PreparedLog
from handlers.session.log.logged_session import (
    LoggedSession,
    drawn_by_others,
    never_together,
    remarks,
    undo,
)
from models.alerts.alert_state import AlertState
from models.amended import amended
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice, Line, Reply
from models.understanding.commands.session_commands import LogRequest
from models.visits.chart import Chart, LogResult
from models.visits.events import Event, SessionLogged
from models.visits.session import Session
from models.wording import alert_waits, phrases, session_words, standings

_UNTOLD = "No manager could be told of an alert about this: tell one yourself. Why: /clinic"


async def read(request: Request, services: Services, text: str) -> PreparedLog:
    """Read what is logged of one alias, on a day, today unless another is named."""
    alias, rest = await named_alias(request, services, text, "session log")
    return log_reading.prepare(request, services, alias, rest)


async def answer(request: Request, services: Services, prepared: PreparedLog) -> Reply:
    """Log one session of an alias."""
    if prepared.log.missed:
        return await no_show.answer(request, services, prepared)
    logged = await carry_out(request, services, prepared)
    reply = _say(logged)
    chart = logged.count.chart
    return amended(reply, lines=(*reply.lines, *await waiting(chart, request, services)))


async def carry_out(request: Request, services: Services, prepared: PreparedLog) -> LoggedSession:
    """Log what was prepared, once however often the request comes."""
    log, session = prepared.log, prepared.session
    logged: list[Event] = []

    def decide(chart: Chart) -> Sequence[Event]:
        logged[:] = _decide(chart, session, log, request.idempotency_key)
        return logged

    chart = await amend(request, services, prepared.alias, decide)
    key = request.idempotency_key
    entry = chart.logged_with(key) or _entry(chart, prepared.on, log.ordinal)
    count = counted(chart, request, services).of(chart.session(entry.number) or session)
    return LoggedSession(count, entry, log, is_new=bool(logged))


async def waiting(chart: Chart, request: Request, services: Services) -> list[Line]:
    """That the alert of this session waits until the clinic opens; in full for the first one."""
    if any(alert.state is AlertState.FAILED for alert in chart.alerts):
        return [Line(_UNTOLD)]
    until = alert_waits.said(request.clinic, request.at) if chart.has_new_alert else ""
    if not until:
        return []
    lines = [Line(f"The alert about this waits {until}.")]
    if await services.outbox.is_first_wait(request.clinic.id, request.at):
        lines.append(Line(alert_waits.first_time(request.clinic)))
    return lines


def _decide(chart: Chart, session: Session, log: LogRequest, request_key: str) -> tuple[Event, ...]:
    """What happens on the chart as it is now: nothing where this very session is there already."""
    if chart.logged_with(request_key):
        return ()
    refuse_closed(chart)
    on = session.on
    of_day = chart.standing_on(on)
    if log.ordinal and log.ordinal in {entry.ordinal for entry in chart.logged_on(on)}:
        return ()
    which_case.refuse_untold(
        chart, session, lambda case: log_reading.command(chart.alias, replace(log, case=case), on)
    )
    if of_day and not log.again:
        raise _another(chart, session, of_day, log)
    numbered = replace(session, number=chart.next_number)
    return (SessionLogged(numbered, chart.next_ordinal(on), request_key),)


def _another(
    chart: Chart, session: Session, of_day: Sequence[Session], log: LogRequest
) -> NotUnderstood:
    """The question before a second session of one day; its button counts once, however often.

    Where one stands there with other codes, or none, it may be that one: its codes are put right.
    """
    again = replace(log, again=True, ordinal=chart.next_ordinal(session.on))
    sure = log_reading.command(chart.alias, again, session.on)
    has = f"{chart.alias} already has {phrases.count(len(of_day), 'session')}"
    put_right, same = "", []
    if len(of_day) == 1 and session.codes and of_day[0].codes != session.codes:
        number = of_day[0].number
        put_right = f" If it is session {number} with other codes, void that one, then log it anew."
        void = f"/session void {chart.alias} {number} because wrong code"
        same = [Choice(f"Void session {number} first", void)]
    return NotUnderstood(
        f"{has} on {standings.weekday(session.on)}. Log another?",
        "Nothing was logged this time. If there was another session that day, add “again”."
        f"{put_right}",
        [Choice("Yes, log another", sure), *same, Choice("Why", f"/session show {chart.alias}")],
        field=FieldName.SURE,
    )


def _entry(chart: Chart, on: date, ordinal: int) -> LogResult:
    """What was just logged: of its day the one with this ordinal, else the latest."""
    of_day = chart.logged_on(on)
    exact = [entry for entry in of_day if ordinal and entry.ordinal == ordinal]
    return (exact or sorted(of_day, key=lambda entry: entry.number))[-1]


def _say(logged: LoggedSession) -> Reply:
    count, session = logged.count, logged.session
    what = f"{standings.weekday(session.on)}{session_words.said(session)}"
    lines = [Line(f"Session {session.number}, {what}.")]
    lines += [] if logged.is_new else [Line("It was logged before: nothing was counted twice.")]
    evaluation = drawn_by_others(logged)
    lines += [*remarks(logged), *late_windows.lines(count, [session])]
    lines += [line for line, _ in evaluation]
    of_evaluation = (choice for _, choice in evaluation)
    of_totals = beside_totals.choices(count, session)
    choices = (Choice("Undo", undo(logged)), *of_evaluation, *of_totals)
    done = "logged" if logged.is_new else "logged already"
    return card.after(
        done, card.say(count, *lines, choices=choices, days=(session.on,)), never_together(logged)
    )
