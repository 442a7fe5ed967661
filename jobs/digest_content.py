"""What the morning digest lists, how many questions (_QUESTIONS), and when it stays away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from jobs import digest_changes, digest_counts, digest_late, digest_new_year, digest_payers
from jobs.digest_charts import DigestCharts
from jobs.digest_gist import SHOWN, DigestList, DigestRow, counted, folded
from models.alerts.alert import Alert
from models.alerts.alert_state import WAITING, AlertState
from models.clinic import verification
from models.clinic.changed_answer import TOLD_WITHIN
from models.clinic.clinic import Clinic
from models.mention import person
from models.ports import BoardRow
from models.reply import Choice, Line, Reply
from models.services import Services
from models.understanding.unanswered import unanswered, unlisted
from models.visits.booking import BEHIND, TOLD_FOR
from models.wording import alerts as alert_words
from models.wording import (
    bookings,
    checks,
    count_checks,
    fact_reports,
    plan_of_care,
    requests,
    standings,
)
from models.wording import unanswered as unanswered_words
from models.wording.payer_refusals import find_refusal, may_refuse

_SOON = timedelta(days=2)
_QUESTIONS = 5
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
    charts = DigestCharts(clinic, on, services)
    over, near = await digest_counts.close(clinic, on, services)
    counts_over = [
        digest_counts.count_row(row, services, await digest_counts.unit_of(row, charts))
        for row in over
    ]
    counts_near = [await digest_counts.count_and_ask(row, charts) for row in near[: SHOWN + 1]]
    reported = await services.fact_reports.reported(clinic.id)
    called_wrong = counted(fact_reports.in_line(f, services.book) for f in reported)
    lists = [
        DigestList("Over a limit", counts_over, "/caps over"),
        DigestList("Near a limit", counts_near, "/caps"),
        DigestList(digest_late.TITLE, counted(await digest_late.texts(due, charts)), "/caps"),
        *await digest_counts.of_ends(charts),
        *await _of_bookings(clinic, on, services),
        *await _of_plans(clinic, on, services),
        *await _of_requests(clinic, on, services),
        *await _of_checks(clinic, on, services),
        *await _of_alerts(charts),
        DigestList("Called wrong by your staff", called_wrong, _FACTS.command),
        *await _of_changes(clinic, due, services),
        DigestList("New Year", counted(await digest_new_year.texts(clinic, on, services)), "/caps"),
        *await _of_facts(clinic, on, at, services),
    ]
    if not (with_rows := [each for each in lists if each.rows]):
        return None
    digest = Reply(
        headline=f"This morning · {standings.weekday(on)}",
        lines=(Line(alert_words.INSTEAD),) if is_instead else (),
        cautions=(
            *await _refusals([*over, *near], charts),
            *alert_words.caution(is_repeat=is_repeat),
        ),
        choices=(
            Choice("The board", "/caps"),
            Choice("Alerts", "/clinic alerts"),
            *((_FACTS,) if reported else ()),
        ),
        small_print="Change when this comes: /clinic digest",
    )
    return folded(digest, with_rows)


async def watched(
    clinic: Clinic, due: datetime, services: Services, user: str, *, is_repeat: bool
) -> Reply | None:
    """What a member who does not get the digest reads: of what they asked, of what they watch."""
    asked, of_payers = await _of_changes(clinic, due, services, user)
    of_asked = replace(asked, title="Answers that you got have changed")
    lists = [each for each in (of_asked, of_payers) if each.rows]
    if not lists:
        return None
    changed = of_payers.rows
    my_list = (Choice("My list", "/coverage watch"),) if changed else ()
    return Reply(
        headline="Payers that you watch" if changed else "Answers of mine are out of date",
        sections=tuple(each.section for each in lists),
        cautions=alert_words.caution(is_repeat=is_repeat),
        choices=(Choice("What changed", "/coverage changes"), *my_list),
        small_print="Watch one no more: /coverage unwatch" if changed else "",
    )


async def _of_changes(
    clinic: Clinic, due: datetime, services: Services, user: str = ""
) -> tuple[DigestList, DigestList]:
    """Answers that were given and have changed since, and what changed of watched payers."""
    asked = counted(await digest_changes.texts(clinic, due, services, user))
    changed = counted(await digest_payers.texts(clinic, due, services, user))
    return (
        DigestList(digest_changes.TITLE, asked, "/coverage"),
        DigestList(digest_payers.TITLE, changed, "/coverage changes"),
    )


async def _refusals(rows: Sequence[BoardRow], charts: DigestCharts) -> list[Line]:
    """The line that the front desk reads beside a count where the payer does not pay the clinic."""
    clinic, book = charts.clinic, charts.services.book
    told: dict[str, Line] = {}
    for row in rows[: 2 * SHOWN]:
        if not may_refuse(row.payer, clinic, book):
            continue
        chart = await charts.find(row.alias)
        condition = chart.condition if chart else None
        if refusal := find_refusal(row.payer, condition, clinic, book, charts.on):
            told[refusal.in_short] = Line(refusal.in_short)
    return list(told.values())


async def _of_bookings(clinic: Clinic, on: date, services: Services) -> list[DigestList]:
    """Which booked days of the coming week ask for something, and what nobody logged."""
    rows = await services.charts.bookings(clinic.id, on - TOLD_FOR, on + timedelta(days=6))
    days = [(row, bookings.day(row.visit.on, on)) for row in rows]
    asking = [
        DigestRow(bookings.in_line(row, services.book, on).rstrip("."), row.alias, day)
        for row, day in days
        if row.visit.on >= on and row.visit.asks_for_something
    ]
    past = [(row, day) for row, day in days if row.visit.on < on]
    past.sort(key=lambda told: told[0].visit.on < on - BEHIND)  # those of long ago stand last
    unlogged = [DigestRow(f"{row.alias}: {day}", row.alias, day) for row, day in past]
    return [
        DigestList("Booked, and to see to", asking, "/caps week"),
        DigestList(bookings.NOT_LOGGED, unlogged, "/session today"),
    ]


async def _of_plans(clinic: Clinic, on: date, services: Services) -> list[DigestList]:
    """What is owed of plans of care now or soon."""
    rows = await services.charts.owed(clinic.id, on, SHOWN + 1)
    told = [DigestRow(plan_of_care.on_board(row, on), row.alias) for row in rows]
    return [DigestList(plan_of_care.TITLE, told, "/caps")]


async def _of_requests(clinic: Clinic, on: date, services: Services) -> list[DigestList]:
    """The requests that are late for a decision, or will be by tomorrow."""
    rows = await services.charts.requests(clinic.id, SHOWN + 1)
    due = [row for row in rows if row.request.ask_on and row.request.ask_on <= on + _SOON]
    told = [
        DigestRow(f"{row.alias}: {requests.briefly(row.request, on)}", row.alias) for row in due
    ]
    return [DigestList(requests.UNDECIDED, told, "/clinic alerts")]


async def _of_checks(clinic: Clinic, on: date, services: Services) -> list[DigestList]:
    """The counts that are to be compared with a payer's again."""
    rows = await services.charts.checks_due(clinic.id, on, SHOWN + 1)
    told = [DigestRow(f"{row.alias}: {count_checks.in_line(row.check)}", row.alias) for row in rows]
    return [DigestList(count_checks.TITLE, told, "/session today")]


async def _of_alerts(charts: DigestCharts) -> list[DigestList]:
    """What nobody has taken, and what could not be delivered."""
    alerts, clinic, services = "/clinic alerts", charts.clinic, charts.services
    open_ = await services.outbox.alerts(clinic.id, [*WAITING, AlertState.NOTED], 4 * SHOWN)
    waiting = [alert for alert in open_ if alert.quiet or alert.state in WAITING]
    failed = await services.outbox.alerts(clinic.id, [AlertState.FAILED], SHOWN + 1)
    return [
        DigestList("Nobody has taken", [await _of_alert(a, charts) for a in waiting], alerts),
        DigestList("Could not be delivered", [await _of_alert(a, charts) for a in failed], alerts),
    ]


async def _of_alert(alert: Alert, charts: DigestCharts) -> DigestRow:
    """What an alert warns of as things stand now: "authorization has ended"."""
    chart, book = await charts.find(alert.alias), charts.services.book
    warns = alert_words.title(alert.ref.threshold)
    if chart:
        warns = alert_words.warns(alert_words.subject(alert, chart, book, charts.clinic, charts.on))
    said = f"{alert.alias}: {warns} (alert {alert.id})"
    return DigestRow(said, alert.alias, f"alert {alert.id}")


async def _of_facts(clinic: Clinic, on: date, at: datetime, services: Services) -> list[DigestList]:
    """On Mondays: what is to be checked of its patients' payers, and what nothing answered."""
    if on.weekday() != 0:
        return []
    patients = await services.charts.patients_by_payer(clinic.id)
    due = verification.due(patients, clinic, services.book, on)
    rows = counted(checks.in_list(each, services.book) for each in due)
    owner = clinic.preferences.owner
    keeps = (Line(f"{person(owner)} keeps the facts: {_FACTS.command}"),) if owner else ()
    told = await services.receipts.unknown(clinic.id, at - TOLD_WITHIN)
    questions = unanswered(told, services.reader.read, clinic, services.book, on)
    asked = [unanswered_words.in_list(each, services.book) for each in questions[:_QUESTIONS]]
    unlisted_words = unanswered_words.count_unlisted(unlisted(told, services.reader.read, on))
    asked += [unlisted_words] if unlisted_words else []
    return [
        DigestList("Facts due for checking", rows, _FACTS.command, keeps),
        DigestList("Asked without an answer", counted(asked), "/clinic facts unanswered"),
    ]
