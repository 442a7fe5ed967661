"""Words an alert as things stand now, which may not be how they stood when it was noted."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from jobs.job import Desktop
from models import alert_words, counting
from models.alert import Note
from models.alert_words import About
from models.clinic import Clinic
from models.delivery import Delivery
from models.reply import Reply
from models.sourced import sourced


async def worded(
    note: Note, delivery: Delivery, clinic: Clinic, at: datetime, desktop: Desktop
) -> Reply:
    """The message of a delivery about a note."""
    about = await find(note, clinic, at, desktop)
    reply = alert_words.say(about, delivery.errand, is_repeat=delivery.is_repeat)
    return sourced(reply, desktop.book)


async def find(note: Note, clinic: Clinic, at: datetime, desktop: Desktop) -> About:
    """What a note is about, counted today."""
    chart = await desktop.charts.find(clinic.id, note.alias)
    if chart is None:
        raise LookupError("a note has its alias")
    on = at.astimezone(ZoneInfo(clinic.time_zone)).date()
    current = counting.current(chart, desktop.book, clinic, on)
    known = desktop.book.payers.get(chart.payer or "")
    return About(
        note,
        alert_words.find(note.mark, current),
        known.name if known else "",
        clinic.time_zone,
    )
