"""Tell managers of alerts that nobody took, and tell again those whose snooze is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from jobs import alert_channels
from jobs.job import Job
from models.alerts.alert import Alert
from models.alerts.alert_state import WAITING, AlertState
from models.alerts.delivery import Purpose
from models.alerts.hours import after_working, next_open
from models.clinic.clinic import Clinic
from models.services import Services
from models.wording.phrases import count

_PAGE = 200


async def run(at: datetime, services: Services) -> str:
    """Move on every alert whose time has come."""
    due = await services.outbox.timed([*WAITING, AlertState.SNOOZED], at, _PAGE)
    moved = 0
    for alert in due:
        clinic = await services.records.clinic(alert.clinic_id)
        if alert.state is AlertState.SNOOZED:
            moved += await _after_snooze(alert, clinic, at, services)
        else:
            moved += await _to_managers(alert, clinic, at, services)
    return f"{count(moved, 'alert')} told again." if moved else "Nothing is due."


async def _after_snooze(alert: Alert, clinic: Clinic, at: datetime, services: Services) -> bool:
    """A snooze is over: where the clinic hears its alerts, in its hours."""
    hours, zone = clinic.preferences.hours, clinic.time_zone
    opens = next_open(hours, zone, at)
    if opens > at:
        return await services.outbox.enqueue(
            alert, Purpose.AGAIN, (), at, replace(alert, look_at=opens)
        )
    channels = await alert_channels.of_alerts(clinic, services.records)
    patience = after_working(hours, zone, at, clinic.preferences.patience)
    then = replace(alert, ref=replace(alert.ref, state=AlertState.SENT), look_at=patience)
    return await services.outbox.enqueue(alert, Purpose.AGAIN, channels, at, then)


async def _to_managers(alert: Alert, clinic: Clinic, at: datetime, services: Services) -> bool:
    """Nobody took it: each manager hears, once, who has not heard it in their own chat yet."""
    channels_told = {channel for channel, _ in await services.outbox.channels(clinic.id, alert.id)}
    managers = await alert_channels.of_managers(clinic, services.records)
    untold = [channel for channel in managers if channel not in channels_told]
    return await services.outbox.enqueue(
        alert, Purpose.ESCALATION, untold, at, replace(alert, look_at=None)
    )


JOB = Job("escalate", timedelta(seconds=30), run)
