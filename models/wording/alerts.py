"""The words and buttons of an alert: what it is about, what to do next, who has it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from models.alerts.alert import PLAN_KINDS, Alert, AlertKind, Threshold
from models.alerts.alert_state import WAITING, AlertState
from models.alerts.delivery import Purpose
from models.alerts.plan_duties import duty_of
from models.alerts.uncovered import find_uncovered
from models.alerts.withdrawal import WithdrawalReason
from models.clinic.clinic import Clinic
from models.coverage.fact_book import FactBook
from models.mention import person
from models.reply import Badge, Choice, Count, Line, Reply, Tone
from models.visits import body_region, counting
from models.visits.chart import Chart
from models.visits.limit import LimitKind
from models.visits.standing import Standing
from models.wording import alert_subjects, phrases, plan_of_care, standings
from models.wording.alert_buttons import choices
from models.wording.alert_next_steps import TELL_LEFT, steps, too_late
from models.wording.payer_refusals import find_refusal

INSTEAD = "This could not be posted where your clinic wants its alerts."
_ENDED: dict[str, str] = {
    WithdrawalReason.FOLLOWED: "A tighter warning has taken its place.",
    WithdrawalReason.VOIDED: "A session was voided.",
    WithdrawalReason.AUTHORIZED: "A new authorization was entered.",
    WithdrawalReason.REQUESTED: "The payer was asked for more visits.",
    WithdrawalReason.DONE: "It was noted as done.",
    WithdrawalReason.DECIDED: "The payer's decision was entered.",
    WithdrawalReason.BALANCE: "A balance was entered.",
    WithdrawalReason.IMPROVING: "The patient was noted as improving, which opens more visits.",
    WithdrawalReason.EPISODE: "A new episode of care was opened.",
    WithdrawalReason.PAYER: "The payer, plan or condition was changed.",
    WithdrawalReason.BOOKED: "Other visits are booked now.",
    WithdrawalReason.CLOSED: "Care has ended: the alias is closed.",
    WithdrawalReason.CASE: "The case of a session was told.",
    WithdrawalReason.TAKEN_BACK: "What it rested on was taken back.",
    WithdrawalReason.RULES: "The clinic's settings, its caps or the payer's facts have changed.",
    WithdrawalReason.TIME: "Time has passed: fewer visits count now, or another window has begun.",
}
_OPENINGS: dict[Purpose, str] = {
    Purpose.AGAIN: "You asked to be told again.",
    Purpose.ESCALATION: "Nobody has taken this alert, so it comes to the managers.",
    Purpose.HANDOVER: "{who} hands this over to you.",
    Purpose.INSTEAD: INSTEAD,
}
_UNCOVERED = AlertKind.UNCOVERED
_TONES = {
    AlertKind.OVER: Tone.BAD,
    AlertKind.UNCOVERED: Tone.BAD,
    AlertKind.LEFT: Tone.CAUTION,
    **dict.fromkeys((AlertKind.OVERDUE, *PLAN_KINDS), Tone.CAUTION),
}
_REPEAT = "This may be a repeat: nobody knows whether the first one arrived."

STATES: dict[AlertState, str] = {
    AlertState.NOTED: "not sent yet",
    AlertState.SENT: "sent, nobody has it",
    AlertState.UNCERTAIN: "sent, perhaps twice; nobody has it",
    AlertState.FAILED: "not delivered",
    AlertState.ACKNOWLEDGED: "acknowledged",
    AlertState.SNOOZED: "snoozed",
    AlertState.HANDED_OVER: "handed over",
    AlertState.RESOLVED: "resolved",
    AlertState.WITHDRAWN: "withdrawn before it was sent",
}


@dataclass(frozen=True, slots=True)
class AlertSubject:
    """What an alert is about, as it stands now. `standing` is None where its limit counts no more.

    `payer` is the name of the chart's payer, `zone` the clinic's time zone. `refusal` is the line
    that the front desk reads where that payer does not pay this clinic; else empty. `uncovered` is
    how many visits came after the end of the alert's authorization, where it warns of those.
    `asked` is what is to be said of the request or the duty that it is about, or of a request that
    is open beside it; `owed` is that duty in a few words. `late_by` is the day, where its limit is
    not passed any more: `standing` is then how it was passed.
    """

    alert: Alert
    standing: Standing | None
    payer: str
    zone: str
    refusal: str = ""
    uncovered: int = 0
    asked: str = ""
    owed: str = ""
    late_by: date | None = None


def subject(
    alert: Alert, chart: Chart | None, book: FactBook, clinic: Clinic, on: date
) -> AlertSubject:
    """What an alert is about, counted on a day from the chart of its alias."""
    if chart is None:
        raise LookupError("an alert has its alias")
    unpaid = tuple(counting.left_unpaid(chart, book, on))
    standings_now = (*counting.current(chart, book, on), *unpaid)
    of_alert = (s for s in standings_now if (s.limit.id, s.opened) == alert.ref.window_key)
    standing = next(of_alert, None)
    late = alert_subjects.told_late(alert, chart, standing, book, on)
    is_bare = alert.ref.kind is _UNCOVERED
    bare = find_uncovered(chart, standings_now, alert.ref.limit, on) if is_bare else None
    payer = book.payers.get(chart.payer or "")
    told = late or standing or alert_subjects.of_former(bare, unpaid)
    is_of_now = told is None or not told.former_payer
    refusal = find_refusal(chart.payer, chart.condition, clinic, book, on) if is_of_now else None
    return AlertSubject(
        alert,
        told,
        payer.name if payer else "",
        clinic.time_zone,
        refusal.in_short if refusal else "",
        len(bare.visits) if bare else 0,
        alert_subjects.asked(alert, chart, standing, book, on),
        alert_subjects.owed(alert, chart, book, on),
        late_by=on if late else None,
    )


def title(threshold: Threshold, standing: Standing | None = None, uncovered: int = 0) -> str:
    """What a threshold warns of, in few words: "1 visit left", "over by 2"; as it stands now."""
    kind, number = threshold.kind, threshold.number
    if standing and kind in TELL_LEFT:
        return _left(standing)
    if standing and standing.window.last and kind in {AlertKind.ENDS, AlertKind.UNUSED}:
        return f"{_windowed(standing)} ends {standings.weekday(standing.window.last)}"
    if uncovered and kind is _UNCOVERED:
        return f"{phrases.count(uncovered, 'visit')} uncovered"
    if duty := duty_of(kind):
        return plan_of_care.title(duty)
    words = {
        AlertKind.OVER: "over the limit",
        AlertKind.UNCOVERED: "visit uncovered",
        AlertKind.LEFT: f"at most {phrases.count(number, 'visit')} left"
        if number
        else "no visit left",
        AlertKind.NEEDED: "authorization needed",
        AlertKind.OVERDUE: f"no decision on request {number}",
        AlertKind.ENDS: "authorization or window ends",
        AlertKind.FORECAST: "limit comes near",
        AlertKind.UNUSED: "authorized visits unused",
    }
    return words[kind]


def say(
    about: AlertSubject,
    purpose: Purpose = Purpose.ALERT,
    *,
    is_repeat: bool = False,
) -> Reply:
    """An alert as it is posted, or edited when somebody did something with it."""
    if about.alert.ref.is_over:
        return _over(about)
    refusal = (Line(about.refusal),) if about.refusal else ()
    return replace(_open(about, purpose), cautions=(*refusal, *caution(is_repeat=is_repeat)))


def _open(about: AlertSubject, purpose: Purpose) -> Reply:
    alert, standing = about.alert, about.standing
    rule = [Line("Its limit is not counted any more.")]
    if standing:  # the same phrase as the answer to a log, of the limit that the alert is about
        rule = [Line(standings.rule(standing, about.payer))]
    elif alert.ref.kind in {AlertKind.OVERDUE, *PLAN_KINDS}:
        rule = []
    next_steps = (
        too_late(standing, about.late_by)
        if standing and about.late_by
        else steps(alert, standing, about.uncovered, about.asked)
    )
    lines = [*_opening(alert, purpose), *next_steps, *rule, *_taken(about)]
    return Reply(
        headline=headline(about),
        badge=_badge(about),
        count=_count(about),
        lines=tuple(lines),
        choices=tuple(choices(about.alert, about.standing)),
        small_print=f"Alert {alert.id}",
    )


def _count(about: AlertSubject) -> Count | None:
    """How many are used; how many are left stands in most headlines already."""
    if about.standing is None:
        return None
    count = standings.count(about.standing)
    if about.alert.ref.kind not in TELL_LEFT:
        return count
    return replace(count, words=standings.used(about.standing))


def caution(*, is_repeat: bool) -> tuple[Line, ...]:
    """What a message says that may have arrived before."""
    return (Line(_REPEAT),) if is_repeat else ()


def headline(about: AlertSubject) -> str:
    """Whom it is about, and what it warns of as things stand now."""
    case = about.standing.limit.pool.case if about.standing else None
    return f"{about.alert.alias} · {warns(about)}{body_region.behind(case)}"


def warns(about: AlertSubject) -> str:
    """What it warns of as things stand now."""
    return about.owed or title(about.alert.ref.threshold, about.standing, about.uncovered)


def receipt(about: AlertSubject) -> str:
    """What whoever just did something with it is told; everybody reads the rest on the alert."""
    alert = about.alert
    match alert.state:
        case AlertState.ACKNOWLEDGED:
            return "You have it."
        case AlertState.SNOOZED:
            return f"Snoozed until {_until(about)}."
        case AlertState.HANDED_OVER:
            return f"Handed over to {alert.handed_to}."
        case _:
            return "It is sent again now."


def when(at: datetime, zone: str) -> str:
    """An instant on the clinic's wall: "Mon Nov 23, 2026, 2:05 PM"."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{standings.weekday(local.date())}, {phrases.time_of_day(local)}"


def _windowed(standing: Standing) -> str:
    """What has a last day of its own."""
    is_granted = standing.limit.kind is LimitKind.AUTHORIZATION
    return "authorization" if is_granted else "payer's window"


def _left(standing: Standing) -> str:
    if standing.left > 0:
        return f"{standings.amount(standing.within_reach, standing.limit)} left"
    if standing.left == 0 and standing.lapsed:
        return f"{_windowed(standing)} has ended"
    return "no visit left" if standing.left == 0 else f"over by {-standing.left}"


def _badge(about: AlertSubject) -> Badge:
    """Whether somebody has it; its urgency colours it while nobody does, where no count does."""
    alert = about.alert
    if alert.state in {AlertState.ACKNOWLEDGED, AlertState.SNOOZED, AlertState.HANDED_OVER}:
        return Badge(STATES[alert.state].capitalize(), Tone.NEUTRAL)
    tone = Tone.NEUTRAL if about.standing else _TONES.get(alert.ref.kind, Tone.NEUTRAL)
    return Badge("Not acknowledged yet", tone)


def _opening(alert: Alert, purpose: Purpose) -> Iterator[Line]:
    if purpose in _OPENINGS and alert.state in WAITING | {AlertState.NOTED}:
        yield Line(_OPENINGS[purpose].format(who=person(alert.taken_by)))


def _taken(about: AlertSubject) -> Iterator[Line]:
    """Who did what with it, and when."""
    alert = about.alert
    if not alert.taken_by or alert.taken_at is None:
        return
    who, at = person(alert.taken_by), when(alert.taken_at, about.zone)
    match alert.state:
        case AlertState.ACKNOWLEDGED:
            yield Line(f"{who} took it on {at}.")
        case AlertState.SNOOZED:
            yield Line(f"{who} snoozed it until {_until(about)}.")
        case AlertState.HANDED_OVER:
            yield Line(f"{who} handed it over to {alert.handed_to} on {at}.")


def _until(about: AlertSubject) -> str:
    """How long it sleeps."""
    return when(about.alert.look_at, about.zone) if about.alert.look_at else "the next visit"


def _over(about: AlertSubject) -> Reply:
    """What is left of an alert whose cause is gone: nothing to do."""
    alert = about.alert
    now = [Line(standings.in_short(s, about.payer)) for s in [about.standing] if s]
    return Reply(
        headline=f"{alert.alias} · resolved",
        badge=Badge("Nothing to do", Tone.GOOD),
        lines=(
            Line(f"It warned: {title(alert.ref.threshold)}."),
            Line(_ENDED[alert.ref.reason]),
            *now,
        ),
        choices=(Choice("Show the count", f"/caps {alert.alias}"),),
        small_print=f"Alert {alert.id}",
    )
