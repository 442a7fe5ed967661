"""Tells alerts again: those whose snooze is over, and to the managers those that nobody took."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from jobs import destinations
from jobs.job import Job
from models.alerts.alert import WAITING, Alert, AlertState
from models.alerts.delivery import Purpose
from models.alerts.hours import after_working, next_open
from models.clinic.clinic import Clinic
from models.services import Services
from models.wording.phrases import count

_PAGE = 200


async def run(at: datetime, services: Services) -> str:
    """Move on every alert whose time has come."""
    due = await services.outbox.timed([*WAITING, AlertState.SNOOZED], at, _PAGE)
    told = 0
    for note in due:
        clinic = await services.records.clinic(note.clinic_id)
        if note.state is AlertState.SNOOZED:
            told += await _again(note, clinic, at, services)
        else:
            told += await _up(note, clinic, at, services)
    return f"{count(told, 'alert')} told again." if told else "Nothing is due."


async def _again(note: Alert, clinic: Clinic, at: datetime, services: Services) -> bool:
    """A snooze is over: where the clinic hears its alerts, in its hours."""
    hours, zone = clinic.preferences.hours, clinic.time_zone
    opens = next_open(hours, zone, at)
    if opens > at:
        return await services.outbox.enqueue(
            note, Purpose.AGAIN, (), at, replace(note, look_at=opens)
        )
    found = await destinations.of_alerts(clinic, services.records)
    patience = after_working(hours, zone, at, clinic.preferences.patience)
    then = replace(note, mark=replace(note.mark, state=AlertState.SENT), look_at=patience)
    return await services.outbox.enqueue(note, Purpose.AGAIN, found, at, then)


async def _up(note: Alert, clinic: Clinic, at: datetime, services: Services) -> bool:
    """Nobody took it: each manager hears, once, who has not heard it in their own chat yet."""
    had = {place for place, _ in await services.outbox.places(clinic.id, note.id)}
    managers = await destinations.of_managers(clinic, services.records)
    others = [place for place in managers if place not in had]
    return await services.outbox.enqueue(
        note, Purpose.ESCALATION, others, at, replace(note, look_at=None)
    )


JOB = Job("escalate", timedelta(seconds=30), run)
