"""When a clinic's digest and its week's report are owed, and when it is too late (LATEST)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from jobs import alert_channels, digest_changes
from jobs.job import Job
from models.alerts.hours import Hours, next_digest, next_morning, next_report
from models.clinic.clinic import Clinic
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
        next_due = next_morning(clinic.preferences.hours, clinic.time_zone, since)
        channels: tuple[str, ...] = ()
        managers: tuple[str, ...] = ()
        if timely and due and _is_of(next_digest, clinic, due):
            is_open = bool(clinic.preferences.channel)
            askers = {} if is_open else await digest_changes.askers(clinic, due, services)
            channels = await alert_channels.of_digest(clinic, services.records, askers)
        if timely and due and _is_of(next_report, clinic, due):
            managers = await alert_channels.of_managers(clinic, services.records)
        is_new = await services.outbox.enqueue_digest(clinic, due, next_due, channels, managers)
        enqueued += is_new and bool(channels or managers)
    return f"{count(enqueued, 'digest')} owed." if enqueued else "Nothing is due."


def _is_of(
    following: Callable[[Hours, str, datetime], datetime | None], clinic: Clinic, due: datetime
) -> bool:
    """Whether an instant is that of a digest, or of a report."""
    just_before = due - timedelta(microseconds=1)
    return following(clinic.preferences.hours, clinic.time_zone, just_before) == due


JOB = Job("digest", timedelta(seconds=30), run)
