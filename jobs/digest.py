"""When a clinic's morning digest is owed, and when it is too late for one (LATEST)."""

from __future__ import annotations

from datetime import datetime, timedelta

from jobs import alert_channels
from jobs.job import Job
from models.alerts.hours import next_digest
from models.services import Services
from models.wording.phrases import count

_PAGE = 200

LATEST = timedelta(hours=6)
"""A digest that nobody could send for so long is left out: the next one says the same."""


async def run(at: datetime, services: Services) -> str:
    """Owe the digests that are due, and set when the next ones are."""
    enqueued = 0
    for clinic_id, due in await services.outbox.digests(at, _PAGE):
        clinic = await services.records.clinic(clinic_id)
        timely = due is not None and at - due <= LATEST
        # Behind one that is left out there may be another, which the next pass finds due.
        since = at if timely or due is None else at - LATEST
        next_due = next_digest(clinic.preferences.hours, clinic.time_zone, since)
        channels = await alert_channels.of_digest(clinic, services.records) if timely else ()
        is_new = await services.outbox.enqueue_digest(clinic, due, next_due, channels)
        enqueued += is_new and bool(channels)
    return f"{count(enqueued, 'digest')} owed." if enqueued else "Nothing is due."


JOB = Job("digest", timedelta(seconds=30), run)
