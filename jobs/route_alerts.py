"""Owe each new alert a message where its clinic hears alerts; those that fall together, one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from jobs import alert_channels, refused_messages
from models.alerts.alert import Alert
from models.alerts.alert_state import AlertState
from models.alerts.delivery import Purpose
from models.alerts.grouping import gathered
from models.alerts.hours import next_open
from models.services import Services

_PAGE = 500
_NOBODY = "no channel and no manager"


async def route(at: datetime, services: Services) -> None:
    """Owe a message about every alert that is noted and due."""
    by_clinic: dict[int, list[Alert]] = {}
    for alert in await services.outbox.timed([AlertState.NOTED], at, _PAGE):
        by_clinic.setdefault(alert.clinic_id, []).append(alert)
    for clinic_id, due in by_clinic.items():
        await _of_clinic(clinic_id, due, at, services)


async def _of_clinic(
    clinic_id: int, due: Iterable[Alert], at: datetime, services: Services
) -> None:
    clinic = await services.records.clinic(clinic_id)
    opens = next_open(clinic.preferences.hours, clinic.time_zone, at)
    if opens > at:  # its hours were changed since these were noted
        for alert in due:
            held = replace(alert, look_at=opens)
            await services.outbox.enqueue(alert, Purpose.ALERT, (), at, held)
        return
    channels = await alert_channels.of_alerts(clinic, services.records)
    if channels:
        for message in gathered(due):
            await services.outbox.enqueue_together(message, channels, at)
        return
    refused_messages.log(
        clinic, Purpose.ALERT, _NOBODY, services, is_final=True, reached_nobody=True
    )
    for alert in due:
        failed = replace(alert.ref, state=AlertState.FAILED)
        then = replace(alert, ref=failed, look_at=None)
        await services.outbox.enqueue(alert, Purpose.ALERT, (), at, then)
