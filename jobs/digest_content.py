"""What the morning digest lists, how many of each (_SHOWN), and when it stays away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from jobs import digest_changes, digest_new_year, digest_payers
from models.alerts.alert import WAITING, Alert, AlertState
from models.clinic import verification
from models.clinic.changed_answer import TOLD_WITHIN
from models.clinic.clinic import Clinic
from models.mention import person
from models.ports import BoardRow, EndingAuthorization, Slice
from models.reply import Choice, Line, Reply, Section
from models.services import Services
from models.understanding.unanswered import unanswered, unlisted
from models.visits import counting
from models.visits.booking import BEHIND
from models.visits.limit import LimitKind
from models.visits.standing import Standing, binding
from models.wording import alerts as alert_words
from models.wording import (
    bookings,
    checks,
    count_checks,
    fact_reports,
    forecasts,
    phrases,
    plan_of_care,
    requests,
    standings,
)
from models.wording import unanswered as unanswered_words
from models.wording.payer_refusals import find_refusal, may_refuse

_SHOWN = 15
_NONE_LEFT = (0, "")  # the board goes on here behind those who are over
_MONDAY = 0
_WEEK = timedelta(days=6)
_SOON = timedelta(days=2)
_QUESTIONS = 5
_UNANSWERED = "/clinic facts unanswered"
_OF_ASKED = "Answers that you got have changed"
_FACTS = Choice("Facts to check", "/clinic facts")


async def worded(  # noqa: PLR0913 -- an instant that it is of, and one at which it is sent
    clinic: Clinic,
    at: datetime,
    services: Services,
    due: datetime,
    *,
    is_repeat: bool,
    is_instead: bool = False,
) -> Reply | None:
    """The digest of an instant as of now; None where there is nothing to tell.

    `is_instead`: the clinic's channel did not take it.
    """
    on = clinic.today(at)
    over, near = await _close(clinic, on, services)
    counts_near = [await _count_and_ask(clinic, row, on, services) for row in near[: _SHOWN + 1]]
    reported = await services.fact_reports.reported(clinic.id)
    sections = [
        Section("Over a limit", _lines([_count(row, services) for row in over], "/caps over")),
        Section("Near a limit", _lines(counts_near, "/caps")),
        *await _of_ends(clinic, on, services),
        *await _of_bookings(clinic, on, services),
        *await _of_plans(clinic, on, services),
        *await _of_requests(clinic, on, services),
        *await _of_checks(clinic, on, services),
        *await _of_alerts(clinic, services),
        Section(
            "Called wrong by your staff",
            _lines([fact_reports.in_line(f, services.book) for f in reported], _FACTS.command),
        ),
        Section(
            digest_changes.TITLE,
            _lines(await digest_changes.texts(clinic, due, services), "/coverage"),
        ),
        Section(
            digest_payers.TITLE,
            _lines(await digest_payers.texts(clinic, due, services), "/coverage changes"),
        ),
        Section("New Year", _lines(await digest_new_year.texts(clinic, on, services), "/caps")),
        *await _of_facts(clinic, on, at, services),
    ]
    sections_with_lines = tuple(section for section in sections if section.lines)
    if not sections_with_lines:
        return None
    return Reply(
        headline=f"This morning · {standings.weekday(on)}",
        lines=(
            *([Line(alert_words.INSTEAD)] if is_instead else []),
            Line("What is close, what ends, and what nobody has taken yet."),
        ),
        sections=sections_with_lines,
        cautions=(
            *await _refusals(clinic, [*over, *near], on, services),
            *alert_words.caution(is_repeat=is_repeat),
        ),
        choices=(
            Choice("The board", "/caps"),
            Choice("Alerts", "/clinic alerts"),
            *((_FACTS,) if reported else ()),
        ),
        small_print="Change when this comes: /clinic digest",
    )


async def watched(
    clinic: Clinic, due: datetime, services: Services, user: str, *, is_repeat: bool
) -> Reply | None:
    """What a member who does not get the digest reads: of what they asked, of what they watch."""
    asked = _lines(await digest_changes.texts(clinic, due, services, user), "/coverage")
    lines = _lines(await digest_payers.texts(clinic, due, services, user), "/coverage changes")
    what_changed = Choice("What changed", "/coverage changes")
    cautions = alert_words.caution(is_repeat=is_repeat)
    if not lines:
        mine = Reply(_OF_ASKED, sections=(Section("Ask again before you rely on them", asked),))
        return replace(mine, cautions=cautions, choices=(what_changed,)) if asked else None
    return Reply(
        headline="Payers that you watch",
        sections=(
            *((Section(_OF_ASKED, asked),) if asked else ()),
            Section(digest_payers.TITLE, lines),
        ),
        cautions=cautions,
        choices=(what_changed, Choice("My list", "/coverage watch")),
        small_print="Watch one no more: /coverage unwatch",
    )


async def _close(
    clinic: Clinic, on: date, services: Services
) -> tuple[list[BoardRow], list[BoardRow]]:
    """Who is over a limit, and who is near one, by the clinic's own thresholds."""
    tightest = await services.charts.board(clinic.id, on, Slice(limit=_SHOWN + 1))
    with_room = Slice(limit=2 * _SHOWN + 1, after=_NONE_LEFT)
    within = await services.charts.board(clinic.id, on, with_room)
    over = [row for row in tightest.rows if row.left is not None and row.left < 0]
    near = [row for row in within.rows if row.left is not None and row.left <= _most(clinic, row)]
    return over, near


async def _refusals(
    clinic: Clinic, rows: Sequence[BoardRow], on: date, services: Services
) -> list[Line]:
    """The line that the front desk reads beside a count where the payer does not pay the clinic."""
    told: dict[str, Line] = {}
    for row in rows[: 2 * _SHOWN]:
        if not may_refuse(row.payer, clinic, services.book):
            continue
        chart = await services.charts.find(clinic.id, row.alias)
        condition = chart.condition if chart else None
        if refusal := find_refusal(row.payer, condition, clinic, services.book, on):
            told[refusal.in_short] = Line(refusal.in_short)
    return list(told.values())


def _most(clinic: Clinic, row: BoardRow) -> int:
    return max(clinic.preferences.warnings_for(row.payer).left, default=0)


def _count(row: BoardRow, services: Services) -> str:
    left = standings.number_left(row.left or 0)
    more = f", {row.elsewhere} of them in another authorization" if row.elsewhere else ""
    visits = f"{left}{more}, {row.used} of {phrases.count(row.allowed or 0, 'visit')} used"
    known = services.book.payers.get(row.payer or "")
    payer = f" ({known.name})" if known else ""
    resets = f", resets {phrases.day(row.resets)}" if row.resets else ""
    return f"{row.alias}: {visits}{payer}{resets}"


async def _count_and_ask(clinic: Clinic, row: BoardRow, on: date, services: Services) -> str:
    """The count of an alias, and by when to ask for more where that can be told."""
    tightest = binding(await _standings(clinic, row.alias, on, services))
    asks = forecasts.ask_by(tightest) if tightest else ""
    return ". ".join(filter(None, [_count(row, services), asks]))


async def _end_and_ask(
    clinic: Clinic, ending: EndingAuthorization, on: date, services: Services
) -> str:
    """The end of an authorization, and by when to ask for the next where that can be told."""
    current = await _standings(clinic, ending.alias, on, services)
    of_it = (s for s in current if s.limit.kind is LimitKind.AUTHORIZATION)
    asks = next((forecasts.ask_by(s) for s in of_it if s.window.last == ending.last), "")
    return ". ".join(filter(None, [_end(ending), asks]))


async def _standings(
    clinic: Clinic, alias: str, on: date, services: Services
) -> tuple[Standing, ...]:
    chart = await services.charts.find(clinic.id, alias)
    return counting.current(chart, services.book, on) if chart else ()


async def _of_ends(clinic: Clinic, on: date, services: Services) -> list[Section]:
    """Whose authorization ends soon with visits left."""
    days = max(clinic.preferences.warnings.ends, default=0)
    until = on + timedelta(days=days)
    ending = await services.charts.ending(clinic.id, (on, until), _SHOWN + 1)
    texts = [await _end_and_ask(clinic, one, on, services) for one in ending]
    return [Section("Authorizations that end", _lines(texts, "/caps"))]


async def _of_bookings(clinic: Clinic, on: date, services: Services) -> list[Section]:
    """Which booked days of the coming week ask for something, and what nobody logged."""
    rows = await services.charts.bookings(clinic.id, on - BEHIND, on + _WEEK)
    see_to = [row for row in rows if row.visit.on >= on and row.visit.asks_for_something]
    missed = [row for row in rows if row.visit.on < on]
    texts = [bookings.in_line(row, services.book, on).rstrip(".") for row in see_to]
    named = [f"{row.alias}: {bookings.day(row.visit.on, on)}" for row in missed]
    return [
        Section("Booked, and to see to", _lines(texts, "/caps week")),
        Section(bookings.NOT_LOGGED, _lines(named, "/session today")),
    ]


async def _of_plans(clinic: Clinic, on: date, services: Services) -> list[Section]:
    """What is owed of plans of care now or soon."""
    rows = await services.charts.owed(clinic.id, on, _SHOWN + 1)
    texts = [plan_of_care.on_board(row, on) for row in rows]
    return [Section(plan_of_care.TITLE, _lines(texts, "/caps"))]


async def _of_requests(clinic: Clinic, on: date, services: Services) -> list[Section]:
    """The requests that are late for a decision, or will be by tomorrow."""
    rows = await services.charts.requests(clinic.id, _SHOWN + 1)
    due = [row for row in rows if row.request.ask_on and row.request.ask_on <= on + _SOON]
    texts = [f"{row.alias}: {requests.briefly(row.request, on)}" for row in due]
    return [Section(requests.UNDECIDED, _lines(texts, "/clinic alerts"))]


async def _of_checks(clinic: Clinic, on: date, services: Services) -> list[Section]:
    """The counts that are to be compared with a payer's again."""
    rows = await services.charts.checks_due(clinic.id, on, _SHOWN + 1)
    texts = [f"{row.alias}: {count_checks.in_line(row.check)}" for row in rows]
    return [Section(count_checks.TITLE, _lines(texts, "/session today"))]


def _end(ending: EndingAuthorization) -> str:
    visits = f"{phrases.count(ending.left, 'visit')} left"
    return f"{ending.alias}: ends {standings.weekday(ending.last)}, {visits}"


async def _of_alerts(clinic: Clinic, services: Services) -> list[Section]:
    """What nobody has taken, and what could not be delivered."""
    alerts = "/clinic alerts"
    open_ = await services.outbox.alerts(clinic.id, [*WAITING, AlertState.NOTED], 4 * _SHOWN)
    waiting = [alert for alert in open_ if alert.quiet or alert.state in WAITING]
    failed = await services.outbox.alerts(clinic.id, [AlertState.FAILED], _SHOWN + 1)
    return [
        Section("Nobody has taken", _lines([_alert_line(alert) for alert in waiting], alerts)),
        Section("Could not be delivered", _lines([_alert_line(alert) for alert in failed], alerts)),
    ]


def _alert_line(alert: Alert) -> str:
    return f"{alert.alias}: {alert_words.title(alert.ref.threshold)} (alert {alert.id})"


async def _of_facts(clinic: Clinic, on: date, at: datetime, services: Services) -> list[Section]:
    """On Mondays: what is to be checked of its patients' payers, and what nothing answered."""
    if on.weekday() != _MONDAY:
        return []
    patients = await services.charts.patients_by_payer(clinic.id)
    due = verification.due(patients, clinic, services.book, on)
    lines = _lines([checks.in_list(each, services.book) for each in due], _FACTS.command)
    owner = clinic.preferences.owner
    keeps = (Line(f"{person(owner)} keeps the facts: {_FACTS.command}"),) if owner else ()
    told = await services.receipts.unknown(clinic.id, at - TOLD_WITHIN)
    questions = unanswered(told, services.reader.read, clinic, services.book, on)
    asked = [unanswered_words.in_list(each, services.book) for each in questions[:_QUESTIONS]]
    strange = unlisted(told, services.reader.read, on)
    asked += filter(None, [unanswered_words.count_unlisted(strange)])
    return [
        *([Section("Facts due for checking", (*keeps, *lines))] if lines else []),
        Section("Asked without an answer", _lines(asked, _UNANSWERED)),
    ]


def _lines(texts: Sequence[str], rest: str) -> tuple[Line, ...]:
    shown = [Line(text) for text in texts[:_SHOWN]]
    more = [Line(f"And more: {rest}")] if len(texts) > _SHOWN else []
    return (*shown, *more)
