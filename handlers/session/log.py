"""/session log: one session; a second one of its day is asked; what is said beside the count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from handlers.command import Request, Services
from handlers.session import beside_totals, card, late_windows, log_reading, no_show, which_case
from handlers.session.booking_warnings import concerns
from handlers.session.counted_chart import CountedChart, counted
from handlers.session.drawn_elsewhere import drawn_elsewhere
from handlers.session.evaluations_left_out import evaluation_that_draws, other_care_that_draws
from handlers.session.find_chart import amend, named_alias, refuse_closed
from handlers.session.log_reading import PreparedLog
from handlers.session.payer_dates import not_of_payer
from handlers.session.units import units_taken
from models.alerts.alert import AlertState
from models.coverage.profession import Profession
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice, Line, Reply
from models.understanding.commands.session_commands import LogRequest
from models.visits import body_region
from models.visits.booking import is_after_its_time
from models.visits.chart import Chart, LogResult
from models.visits.count_reasons import COUNTING, NONE_COVERS, WORDS, Reason
from models.visits.events import Event, SessionLogged
from models.visits.further_visits import opens_by_authorization
from models.visits.limit import LimitKind, Unit
from models.visits.session import Session, discipline_of
from models.wording import alert_waits, code_pairs, phrases, session_words, standings

_ON_NONE = frozenset({Reason.NEEDS_NONE, Reason.OTHER_CODE, Reason.OTHER_CASE})
"""Why a session draws on no authorization, though one has room."""

_UNTOLD = "No manager could be told of an alert about this: tell one yourself. Why: /clinic"


@dataclass(frozen=True, slots=True)
class LoggedSession:
    """A session that stands in its chart, and the count with it; `is_new`: logged just now."""

    count: CountedChart
    entry: LogResult
    log: LogRequest
    is_new: bool

    @property
    def session(self) -> Session:
        """The session itself."""
        session = self.count.chart.session(self.entry.number)
        if session is None:
            raise LookupError("a session that was logged is in its chart")
        return session


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Log one session of an alias on a day, today unless another is named."""
    alias, rest = await named_alias(request, services, text, "session log")
    prepared = log_reading.prepare(request, services, alias, rest)
    if prepared.log.missed:
        return await no_show.answer(request, services, prepared)
    logged = await carry_out(request, services, prepared)
    reply = _say(logged)
    chart = logged.count.chart
    return replace(reply, lines=(*reply.lines, *await waiting(chart, request, services)))


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
    count = replace(counted(chart, request, services), case=session.case)
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
        raise _another(chart, session, len(of_day), log)
    numbered = replace(session, number=chart.next_number)
    return (SessionLogged(numbered, chart.next_ordinal(on), request_key),)


def _another(chart: Chart, session: Session, number: int, log: LogRequest) -> NotUnderstood:
    """The question before a second session of one day; its button counts once, however often."""
    again = replace(log, again=True, ordinal=chart.next_ordinal(session.on))
    sure = log_reading.command(chart.alias, again, session.on)
    has = f"{chart.alias} already has {phrases.count(number, 'session')}"
    return NotUnderstood(
        f"{has} on {standings.weekday(session.on)}. Log another?",
        "Nothing was logged this time. If there was another session that day, say again.",
        [Choice("Yes, log another", sure), Choice("Why", f"/session show {chart.alias}")],
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
    evaluation = _evaluation(logged)
    lines += [*remarks(logged), *late_windows.lines(count, [session])]
    lines += [line for line, _ in evaluation]
    of_evaluation = (choice for _, choice in evaluation)
    of_totals = beside_totals.choices(count, session)
    choices = (Choice("Undo", undo(logged)), *of_evaluation, *of_totals)
    done = "logged" if logged.is_new else "logged already"
    return card.after(done, card.say(count, *lines, choices=choices), never_together(logged))


def never_together(logged: LoggedSession) -> tuple[Line, ...]:
    """The codes of the session's day that are not billed together."""
    session, edits = logged.session, logged.count.services.book.edits
    if not session.codes or session.self_pay:
        return ()
    of_day = logged.count.chart.standing_on(session.on)
    billed = dict.fromkeys(code for s in of_day if not s.self_pay for code in s.codes)
    return code_pairs.never_on_one_day(tuple(billed), edits)


def undo(logged: LoggedSession) -> str:
    """The command that takes the session back."""
    return f"/session void {logged.count.chart.alias} {logged.entry.number} because undone"


def remarks(logged: LoggedSession) -> Iterator[Line]:
    """What is to be known of the session beside its count."""
    count, session = logged.count, logged.session
    yield from _why_not(count, session)
    yield from beside_totals.lines(count, session)
    if logged.log.has_time:
        yield Line("The visit counts by its day: the time is not kept.")
    if session.number in count.uncovered:
        yield Line(_none_covers(count, session))
    yield from units_taken(count, session, logged.log)
    yield from (Line(f"Booked ahead: {text}") for text in concerns(count)[:1])


def _none_covers(count: CountedChart, session: Session) -> str:
    """That no authorization covers a session, for its day, its case or its codes.

    Whether a code needs one is the payer's to say: an authorization of others does not tell it.
    """
    visit = f"{standings.weekday(session.on)}{body_region.behind(session.case)}"
    payer = count.uncovered_by(session)
    whose = f" from {payer}" if payer else ""
    if count.uncovered[session.number] is not Reason.UNCOVERED_CODE:
        return f"No authorization{whose} covers {visit}."
    codes = phrases.either(session.codes)
    asked = "it needs" if len(session.codes) == 1 else "they need"
    return (
        f"No authorization{whose} noted here names {codes} ({visit}): "
        f"ask {payer or 'the payer'} whether {asked} one."
    )


def _evaluation(logged: LoggedSession) -> list[tuple[Line, Choice]]:
    """That an evaluation or other care draws on the limit, with what mends it."""
    count, session = logged.count, logged.session
    profession = count.request.clinic.profession
    own = discipline_of(Profession(profession)) if profession else None
    evaluation = evaluation_that_draws(count, session)
    return evaluation or other_care_that_draws(count, session, own)


def _why_not(count: CountedChart, session: Session) -> list[Line]:
    """Why the session leaves the binding count as it was, if it does."""
    rows = count.binding.counted if count.binding else ()
    row = next((row for row in rows if row.session == session.number), None)
    if row is None or row.reason in COUNTING:
        return [*_untold_code(count, session), *_by_itself(count, session)]
    if row.reason in NONE_COVERS or late_windows.of_session(count, session):
        return []
    if row.reason is Reason.OTHER_PAYER:
        book, today = count.services.book, count.request.today
        return [Line(not_of_payer(count.chart, book, session.on, today))]
    if count.binding and is_after_its_time(count.binding, session):
        ended = standings.reset(count.binding)
        whom = count.payer or "the payer"
        return [Line(f"It comes after that time ({ended}): ask {whom} for an authorization.")]
    if row.reason in _ON_NONE and (needing := _needing_none(count, session)):
        return needing
    return drawn_elsewhere(count, session) or [
        Line(f"It adds nothing to this limit: {WORDS[row.reason]}.")
    ]


def _needing_none(count: CountedChart, session: Session) -> list[Line]:
    """By which limit a session counts that needs no authorization, and how that stands."""
    if count.binding is None or count.binding.limit.kind is not LimitKind.AUTHORIZATION:
        return []
    drawn = (s for s in count.ordered if s.counts(session))
    return [
        Line(
            "It needs no authorization: counted by "
            f"{standings.owner(s.limit, count.payer)}, {standings.used_and_left(s)}.",
            s.limit.cites,
        )
        for s in drawn
        if opens_by_authorization(s.limit)
    ][:1]


def _untold_code(count: CountedChart, session: Session) -> Iterator[Line]:
    """That no code was typed, where the authorization that it draws on is of other codes."""
    for standing in count.standings:
        limit = standing.limit
        is_granted = limit.kind is LimitKind.AUTHORIZATION and standing.counts(session)
        if is_granted and not session.codes and not limit.pool.has_code(session):
            whose, codes = standings.owner(limit, count.payer), phrases.either(limit.pool.codes)
            yield Line(
                f"No code was typed: it counts on {whose[:1].lower()}{whose[1:]}, as a visit of "
                f"{codes}. If it was another, undo it and log it with its code."
            )


def _by_itself(count: CountedChart, session: Session) -> Iterator[Line]:
    """Where disciplines count apart, one that nobody told is taken for another of its day's."""
    binding, of_day = count.binding, count.chart.standing_on(session.on)
    is_apart = binding is not None and binding.limit.unit is Unit.DISCIPLINE_VISIT
    untold = [s.number for s in of_day if s.discipline is None]
    if is_apart and len(of_day) > 1 and untold and len(untold) < len(of_day):
        numbers = phrases.either([*map(str, untold)], "and")
        yield Line(
            f"No discipline was told of session {numbers}, so it counts as a visit of its own: "
            "PT, OT and speech of one day count apart."
        )
