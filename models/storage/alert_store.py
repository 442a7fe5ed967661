"""Read a clinic's alerts and do something with one: the alerts' half of the outbox."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from models.alerts.actions import Act, HandOver, changes_of, name_of
from models.alerts.alert import Alert
from models.alerts.alert_state import AlertState
from models.alerts.delivery import DeliveryState, Purpose
from models.clinic.audit import AuditEvent, as_detail
from models.storage import alert_rows, audit_log, deliveries, seen_events
from models.storage.engine.unreachable import reaching_records
from models.storage.sql import fetch
from models.storage.statements.alerts import IN_STATES, TIMED
from models.storage.tables import DeliveryRow
from models.visits.chart import DoneBy


@reaching_records
class AlertStore:
    """The alerts of every clinic. Every method may raise `RecordsUnreachable`."""

    async def alert(self, clinic_id: int, number: int) -> Alert | None:
        """The alert of a number."""
        return await alert_rows.read(clinic_id, number)

    async def told_together(self, clinic_id: int, number: int) -> tuple[Alert, ...]:
        """What the message of an alert tells of: itself, and those that it leads."""
        return await alert_rows.told_together(clinic_id, number)

    async def alerts(
        self, clinic_id: int, states: Sequence[AlertState], limit: int
    ) -> tuple[Alert, ...]:
        """The clinic's alerts in these states, the newest first."""
        rows = await fetch(
            IN_STATES, clinic_id=clinic_id, states=[state.value for state in states], limit=limit
        )
        return tuple(map(alert_rows.alert_of, rows))

    async def channels(self, clinic_id: int, number: int) -> tuple[tuple[str, DeliveryState], ...]:
        """Where an alert was to be told, and what became of that."""
        alert = await alert_rows.read(clinic_id, number)
        told_in = alert.ref.told_in if alert else number
        rows = DeliveryRow.filter(clinic_id=clinic_id, note_id=told_in).order_by("id")
        ends = await rows.values_list("place", "fate")
        return tuple((channel, DeliveryState(state)) for channel, state in ends)

    async def act(
        self, clinic_id: int, number: int, act: Act, by: DoneBy, *, whole: bool = False
    ) -> Alert:
        """Do something with an alert and what is told with it. See `models.ports.Outbox`."""
        async with audit_log.transaction():
            alert, others = await alert_rows.locked_together(clinic_id, number)
            changed = changes_of(alert, others, act, by, whole=whole)
            if not changed:
                return alert
            await seen_events.claim(clinic_id, by.request, by.at, name_of(act), alert.id)
            for after in changed:
                await alert_rows.keep(after)
            await alert_rows.enqueue_edits(clinic_id, [after.id for after in changed], by.at)
            if isinstance(act, HandOver):
                await deliveries.enqueue(changed[0], Purpose.HANDOVER, [act.to], by.at)
            deeds = [_deed(after, act, by) for after in changed]
            await audit_log.append(clinic_id, deeds)
            return next((after for after in changed if after.id == alert.id), alert)

    async def timed(
        self, states: Sequence[AlertState], at: datetime, limit: int
    ) -> tuple[Alert, ...]:
        """The alerts of every clinic that time moves on by now."""
        rows = await fetch(TIMED, at=at, states=[state.value for state in states], limit=limit)
        return tuple(map(alert_rows.alert_of, rows))


def _deed(alert: Alert, act: Act, by: DoneBy) -> AuditEvent:
    detail = as_detail({"alert": alert.id, "threshold": str(alert.ref.threshold)})
    return AuditEvent(by.at, by.actor, name_of(act), alert.alias, detail)
