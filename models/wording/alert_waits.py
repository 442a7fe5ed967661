"""Until when an alert waits and why, told in the answer to a log, in lists, and once in full."""

from __future__ import annotations

from datetime import datetime, timedelta

from models import calendar_words
from models.alerts.hours import next_open, why_closed
from models.clinic.clinic import Clinic
from models.wording import phrases
from models.wording.alerts import when
from models.wording.settings import say_days, say_quiet

_SOON = timedelta(days=6)
"""Within these the name of the weekday alone says which day it is."""


def said(clinic: Clinic, at: datetime) -> str:
    """Of an alert of now: "until Mon 7:30 AM (quiet hours)"; empty while the clinic is open."""
    hours, zone = clinic.preferences.hours, clinic.time_zone
    why = why_closed(hours, zone, at)
    return f"until {_day(next_open(hours, zone, at), at, clinic)} ({why})" if why else ""


def first_time(clinic: Clinic) -> str:
    """What a clinic is told the first time that an alert of its own waits."""
    hours = clinic.preferences.hours
    quiet = f", but not from {say_quiet(hours.quiet)}" if hours.quiet else ""
    return (
        f"Alerts come {say_days(hours.days)}{quiet}, and on no holiday. Change that with "
        "/clinic quiet, /clinic digest (days) and /clinic holidays. What waits: /clinic alerts"
    )


def _day(instant: datetime, at: datetime, clinic: Clinic) -> str:
    local = clinic.local(instant)
    if instant - at > _SOON:
        return when(instant, clinic.time_zone)
    return f"{calendar_words.SHORT_WEEKDAYS[local.weekday()]} {phrases.time_of_day(local)}"
