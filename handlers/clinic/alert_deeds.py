"""What may be done with an alert: taken, put to sleep, woken, handed over, or sent again."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

from handlers.command import Request
from models.alerts.actions import Acknowledge, Act, HandOver, Retry, Snooze, Wake
from models.alerts.alert import Alert
from models.alerts.hours import after_working, next_open
from models.errors import NotUnderstood
from models.reply import Choice, Pick, Picked
from models.understanding.commands import alert_commands
from models.understanding.commands.alert_commands import AlertRequest, AlertVerb


def act_of(asked: AlertRequest, alert: Alert, request: Request) -> Act:
    """The deed that is asked for. Raises `NotUnderstood` without a length or a person."""
    match asked.verb:
        case AlertVerb.SNOOZE:
            return _snooze(asked, alert, request)
        case AlertVerb.WAKE:
            opens = next_open(
                request.clinic.preferences.hours, request.clinic.time_zone, request.at
            )
            return Wake(opens)
        case AlertVerb.HAND_OVER:
            return _hand_over(asked, alert, request)
        case AlertVerb.RETRY:
            return Retry()
    return Acknowledge()


def _snooze(asked: AlertRequest, alert: Alert, request: Request) -> Snooze:
    if alert_commands.at_next_visit(asked.remaining):
        return Snooze(None)
    until = alert_commands.until(asked.remaining, request.at) or _opening(asked, request)
    if until is None:
        again = f"/clinic alerts snooze {alert.named}"
        lengths = ("1 day", "1 week", "until next visit")
        raise NotUnderstood(
            f"For how long is the alert for {alert.alias} to sleep?",
            "Say it in days or weeks, up to 60 days, until a day, or until the next visit.",
            [Choice(length.capitalize(), f"{again} {length}") for length in lengths],
        )
    return Snooze(until)


def _opening(asked: AlertRequest, request: Request) -> datetime | None:
    """When the clinic opens on the day until which an alert is to sleep, or on the next."""
    day = alert_commands.until_day(asked.remaining, request.today)
    if day is None:
        return None
    hours, zone = request.clinic.preferences.hours, request.clinic.time_zone
    return next_open(hours, zone, datetime.combine(day, time(), ZoneInfo(zone)))


def _hand_over(asked: AlertRequest, alert: Alert, request: Request) -> HandOver:
    to = alert_commands.whom(asked.remaining)
    if not to:
        raise NotUnderstood(
            f"To whom is the alert for {alert.alias} to go?",
            f"Name a person: /clinic alerts hand {alert.id} to @amy",
            picks=[Pick("Hand over to…", f"/clinic alerts hand {alert.named} to", Picked.PERSON)],
        )
    wants = request.clinic.preferences
    patience = after_working(wants.hours, request.clinic.time_zone, request.at, wants.patience)
    return HandOver(to, patience)
