"""Words an alert as things stand now, which may not be how they stood when it was noted."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from jobs.job import JobServices
from models.alerts.alert import Alert
from models.alerts.delivery import Delivery
from models.clinic.clinic import Clinic
from models.reply import Reply
from models.visits import counting
from models.wording import alerts
from models.wording.alerts import AlertSubject
from models.wording.sourced import sourced


async def worded(
    note: Alert, delivery: Delivery, clinic: Clinic, at: datetime, desktop: JobServices
) -> Reply:
    """The message of a delivery about a note."""
    about = await find(note, clinic, at, desktop)
    reply = alerts.say(about, delivery.purpose, is_repeat=delivery.is_repeat)
    return sourced(reply, desktop.book)


async def find(note: Alert, clinic: Clinic, at: datetime, desktop: JobServices) -> AlertSubject:
    """What a note is about, counted today."""
    chart = await desktop.charts.find(clinic.id, note.alias)
    if chart is None:
        raise LookupError("a note has its alias")
    on = at.astimezone(ZoneInfo(clinic.time_zone)).date()
    current = counting.current(chart, desktop.book, clinic, on)
    known = desktop.book.payers.get(chart.payer or "")
    return AlertSubject(
        note,
        alerts.find(note.ref, current),
        known.name if known else "",
        clinic.time_zone,
    )
