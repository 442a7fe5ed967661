"""/session log: a second session of one day, future and old days (_LONG_AGO), unknown codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from handlers.command import Request, Services
from handlers.session import card, which_case, which_code
from handlers.session.counted_chart import CountedChart, counted
from handlers.session.evaluation import evaluation_that_draws, other_care_that_draws
from handlers.session.find_chart import amend, named_alias, refuse_closed, refuse_unused
from handlers.session.payer_dates import not_of_payer
from handlers.session.units import units_taken, with_units
from handlers.session.which_day import refuse_late
from models.alerts.alert import AlertState
from models.coverage.code import CodeKind
from models.coverage.profession import Profession
from models.errors import NotUnderstood
from models.field_name import FieldName
from models.reply import Choice, Line, Reply
from models.understanding.commands import case_words, log_words, session_commands
from models.understanding.commands.log_words import Missed
from models.understanding.commands.session_commands import LogRequest
from models.visits import body_region
from models.visits.chart import Chart, LogResult, NoSuchAlias
from models.visits.code_disciplines import discipline_told_by
from models.visits.counted import WORDS, Reason
from models.visits.events import Event, SessionLogged
from models.visits.limit import Unit
from models.visits.session import Session, discipline_of
from models.visits.void_reason import VoidReason
from models.wording import phrases, session_words, standings, waits

# A clinic enters last month's visits on its first day; of more than two years ago it is asked.
_LONG_AGO = timedelta(days=2 * 365)

_UNTOLD = "No manager could be told of an alert about this: tell one yourself. Why: /clinic"
_COUNTS = {Reason.COUNTS, Reason.UNTOLD, Reason.UNTOLD_CASE}


async def answer(request: Request, services: Services, text: str) -> Reply:
    """Log one session of an alias on a day, today unless another is named."""
    alias, rest = await named_alias(request, services, text, "session log")
    named = case_words.take(rest, services.lists.regions)
    log = session_commands.read_log(named.remaining, request.today, services.reader)
    log, on = replace(log, case=named.case), log.on or request.today
    refuse_unused(log.unused, _command(alias, log, on), f"saved for {alias}")
    if log.missed:
        return await _missed(request, services, alias, log, on)
    if len(named.named) > 1:
        raise which_case.one_of(
            named.named, lambda case: _command(alias, replace(log, case=case), on)
        )
    log = which_code.settled(log, request, lambda codes: _command(alias, log, on, codes))
    _refuse_codes(log, alias, on, services)
    if log.goes_by_today:
        refuse_late(request, on, lambda day: _command(alias, log, day))
    _refuse_day(log, on, alias, request)
    without = _command(alias, replace(log, units=0, by_code={}), on)
    session = with_units(_session(log, on, request, services), log, services, without)
    logged: list[Event] = []

    def decide(chart: Chart) -> Sequence[Event]:
        logged[:] = _decide(chart, session, log, request.idempotency_key)
        return logged

    chart = await amend(request, services, alias, decide)
    entry = chart.logged_with(request.idempotency_key) or _entry(chart, on, log.ordinal)
    count = replace(counted(chart, request, services), case=session.case)
    reply = _say(count, entry, log, is_new=bool(logged))
    return replace(reply, lines=(*reply.lines, *await _waiting(chart, request, services)))


async def _waiting(chart: Chart, request: Request, services: Services) -> list[Line]:
    """That the alert of this session waits until the clinic opens; in full for the first one."""
    if any(alert.state is AlertState.FAILED for alert in chart.alerts):
        return [Line(_UNTOLD)]
    until = waits.said(request.clinic, request.at) if chart.has_new_alert else ""
    if not until:
        return []
    lines = [Line(f"The alert about this waits {until}.")]
    if await services.outbox.is_first_wait(request.clinic.id, request.at):
        lines.append(Line(waits.first_time(request.clinic)))
    return lines


async def _missed(
    request: Request, services: Services, alias: str, log: LogRequest, on: date
) -> Reply:
    """A visit that did not take place is no session; one that was logged all the same is shown."""
    chart = await services.charts.find(request.clinic.id, alias)
    if chart is None:
        raise NoSuchAlias(alias)
    reason = VoidReason.NO_SHOW if log.missed is Missed.NO_SHOW else VoidReason.CANCELLED
    day = standings.weekday(on)
    what = "no-show" if log.missed is Missed.NO_SHOW else "visit that was cancelled"
    said = f"Nothing was logged: a {what}, {day}, is not counted."
    void = [
        Choice(
            f"Void session {session.number}, {day}: {reason}",
            f"/session void {chart.alias} {session.number} because {reason}",
        )
        for session in chart.standing_on(on)
    ]
    has = phrases.count(len(void), "session")
    lines = [Line(f"{chart.alias} has {has} logged on that day.")] if void else []
    return card.say(counted(chart, request, services), Line(said), *lines, choices=void)


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
        chart, session, lambda case: _command(chart.alias, replace(log, case=case), on)
    )
    if of_day and not log.again:
        raise _another(chart, session, len(of_day), log)
    numbered = replace(session, number=chart.next_number)
    return (SessionLogged(numbered, chart.next_ordinal(on), request_key),)


def _another(chart: Chart, session: Session, number: int, log: LogRequest) -> NotUnderstood:
    """The question before a second session of one day; its button counts once, however often."""
    again = replace(log, again=True, ordinal=chart.next_ordinal(session.on))
    sure = _command(chart.alias, again, session.on)
    has = f"{chart.alias} already has {phrases.count(number, 'session')}"
    return NotUnderstood(
        f"{has} on {standings.weekday(session.on)}. Log another?",
        "Nothing was logged this time. If there was another session that day, say again.",
        [Choice("Yes, log another", sure), Choice("Why", f"/session show {chart.alias}")],
        field=FieldName.SURE,
    )


def _refuse_codes(log: LogRequest, alias: str, on: date, services: Services) -> None:
    known_here = services.book.codes.keys() | services.lists.codes
    strange = [code for code in log.codes if code not in known_here]
    if not strange:
        return
    known = [code for code in log.codes if code not in strange]
    needling = sorted(
        c.code for c in services.book.codes.values() if c.kind is CodeKind.DRY_NEEDLING
    )
    beside = f" with {phrases.either(known, 'and')}" if known else ""
    choices = [
        Choice(f"Log {code}{beside}", _command(alias, log, on, (*known, code)))
        for code in needling
        if code not in known
    ]
    without = phrases.either(known, "and") if known else "it without a code"
    not_known = "is not a code" if len(strange) == 1 else "are not codes"
    raise NotUnderstood(
        f"{phrases.either(strange, 'and')} {not_known} that I know, so nothing was logged.",
        "Check the digits, or leave the code out"
        + ("." if known else ": it is then taken for needling."),
        [*choices, Choice(f"Log {without}", _command(alias, log, on, known))],
        field=FieldName.CODES,
    )


def _refuse_day(log: LogRequest, on: date, alias: str, request: Request) -> None:
    day = standings.weekday(on)
    if on > request.today:
        raise NotUnderstood(
            f"{day} is still to come, and only sessions that took place are logged.",
            "Log it on the day itself, or look at the date once more.",
            [Choice("Log it for today", _command(alias, log, request.today))],
            field=FieldName.ON,
        )
    if on < request.today - _LONG_AGO and not log.sure:
        sure = _command(alias, replace(log, sure=True), on)
        raise NotUnderstood(
            f"{day} is more than two years ago. Is the year right?",
            "Nothing was logged yet. If it is right, say sure.",
            [Choice(f"Yes, log {phrases.day(on)}", sure)],
            field=FieldName.SURE,
        )


def _session(log: LogRequest, on: date, request: Request, services: Services) -> Session:
    known = services.book.codes
    codes = tuple(
        code for code in log.codes if code not in known or known[code].kind is not CodeKind.MODIFIER
    )
    profession = request.clinic.profession
    own = discipline_of(Profession(profession)) if profession else None
    return Session(
        1,
        on,
        codes,
        log.discipline or discipline_told_by(codes) or own,
        self_pay=log.is_self_pay,
        postsurgical=log.postsurgical,
        case=log.case,
    )


def _entry(chart: Chart, on: date, ordinal: int) -> LogResult:
    """What was just logged: of its day the one with this ordinal, else the latest."""
    of_day = chart.logged_on(on)
    exact = [entry for entry in of_day if ordinal and entry.ordinal == ordinal]
    return (exact or sorted(of_day, key=lambda entry: entry.number))[-1]


def _say(count: CountedChart, entry: LogResult, log: LogRequest, *, is_new: bool) -> Reply:
    chart = count.chart
    session = chart.session(entry.number)
    if session is None:
        raise LookupError("a session that was logged is in its chart")
    codes = session_words.said(session)
    done = "logged" if is_new else "was logged already: nothing was counted twice"
    lines = [Line(f"Session {session.number}, {standings.weekday(session.on)}{codes}: {done}.")]
    lines += _why_not(count, session)
    if session.number in count.uncovered:
        visit = f"{standings.weekday(session.on)}{body_region.behind(session.case)}"
        lines.append(Line(f"No authorization covers {visit}."))
    lines += units_taken(count, session, log)
    profession = count.request.clinic.profession
    own = discipline_of(Profession(profession)) if profession else None
    evaluation = evaluation_that_draws(count, session) or other_care_that_draws(count, session, own)
    lines += [line for line, _ in evaluation]
    undo = Choice("Undo", f"/session void {chart.alias} {session.number} because undone")
    choices = (undo, *(choice for _, choice in evaluation))
    return card.say(count, *lines, choices=choices, warns=_is_first_of_today(count, session))


def _is_first_of_today(count: CountedChart, session: Session) -> bool:
    """Whether no other session of the alias was logged today: then nobody has read its caution."""
    clinic, today = count.request.clinic, count.request.today
    others = (entry for entry in count.chart.logged if entry.number != session.number)
    return all(clinic.today(entry.at) != today for entry in others)


def _why_not(count: CountedChart, session: Session) -> list[Line]:
    """Why the session leaves the binding count as it was, if it does."""
    rows = count.binding.counted if count.binding else ()
    row = next((row for row in rows if row.session == session.number), None)
    if row is None or row.reason in _COUNTS:
        return [*_by_itself(count, session), *_beside_totals(count, session)]
    if row.reason is Reason.UNCOVERED:
        return []
    if row.reason is Reason.OTHER_PAYER:
        book, today = count.services.book, count.request.today
        return [Line(not_of_payer(count.chart, book, session.on, today))]
    return [Line(f"It adds nothing to this limit: {WORDS[row.reason]}.")]


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


def _beside_totals(count: CountedChart, session: Session) -> Iterator[Line]:
    """A payer's total of a later day cannot hold a session that nobody had logged yet."""
    for balance in count.binding.carried if count.binding else ():
        if balance.includes_ours and session.on <= balance.as_of and not balance.holds(session):
            told = f"{balance.used} told as of {phrases.day(balance.as_of)}"
            yield Line(f"It counts on top of the {told}, which cannot hold it.")


def _command(alias: str, log: LogRequest, on: date, codes: Sequence[str] | None = None) -> str:
    """The command that logs all that was understood, with other codes where some are given."""
    billed = log.codes if codes is None else codes
    words = [
        *(session_words.with_times(code, log.by_code.get(code, 1)) for code in billed),
        *([f"{log.units} units"] if log.units else []),
        *([log_words.SAID[log.discipline]] if log.discipline else []),
        *([log.evaluation] if log.evaluation and codes is None else []),
        *([f"for {log.case}"] if log.case else []),
        *(["self-pay"] if log.is_self_pay else []),
        *([session_words.POSTSURGICAL] if log.postsurgical else []),
        *([log.missed] if log.missed else []),
        *("on", on.isoformat()),
        *(["sure"] if log.sure else []),
        *(["again", str(log.ordinal or "")] if log.again else []),
    ]
    return " ".join(filter(None, ["/session log", alias, *words]))
