"""The outbox: owe, claim, post, put off and fail messages; lock channels; owe digests.

A claim is a lease: `due_at` moves on by as much as a worker may take, so whoever dies gives back
what it held. A channel is locked while a message is on its way to it and for a second after, so
that no two workers post there at once. Whoever locks an alert and its messages locks the alert
first, and all of those that one message tells of, in the order of their numbers.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from tortoise.expressions import Q
from tortoise.transactions import in_transaction

from models.alerts.alert import Alert
from models.alerts.alert_state import AlertState
from models.alerts.delivery import (
    Delivery,
    DeliveryState,
    Purpose,
    RefusedPlace,
    TrialDelivery,
)
from models.clinic.audit import AuditEvent
from models.clinic.clinic import Clinic
from models.storage import alert_rows, alias_mentions, audit_log, deliveries
from models.storage.alert_store import AlertStore
from models.storage.engine.unreachable import reaching_records
from models.storage.sql import execute, fetch, instant
from models.storage.statements import answer_changes, operations, outbox, payer_changes
from models.storage.tables import ChannelLockRow, ClinicRow, DeliveryRow
from models.storage.tables.instant_field import NEVER
from models.visits.chart import DoneBy


@reaching_records
class Outbox(AlertStore):
    """Alerts and their messages. Every method may raise `RecordsUnreachable`."""

    async def enqueue(
        self, alert: Alert, purpose: Purpose, channels: Sequence[str], at: datetime, then: Alert
    ) -> bool:
        """Owe messages about a timed alert, which becomes `then`; False if somebody was faster."""
        async with in_transaction():
            if not await alert_rows.move(alert, then.state, then.look_at):
                return False
            await deliveries.enqueue(then, purpose, channels, at)
            return True

    async def enqueue_together(
        self, noted: Sequence[Alert], channels: Sequence[str], at: datetime
    ) -> bool:
        """Owe one message about new alerts. See `models.ports.Outbox`."""
        async with in_transaction():
            in_order = sorted(noted, key=lambda alert: alert.id)
            moved = [a for a in in_order if await alert_rows.move(a, AlertState.NOTED, None)]
            if not moved:
                return False
            lead, *led = moved
            await alert_rows.lead(lead, led)
            alone = replace(lead, ref=replace(lead.ref, lead=0))
            await deliveries.enqueue(alone, Purpose.ALERT, channels, at)
            return True

    async def owe_again(self, at: datetime, limit: int) -> int:
        """Make alerts that failed new ones again; returns how many. See `models.ports.Outbox`."""
        owed = 0
        for alert in await fetch(operations.FAILED_ALERTS, limit=limit):
            async with in_transaction():
                if await fetch(operations.OWE_AGAIN, at=at, **alert):
                    await execute(operations.FORGET_REFUSALS, **alert)
                    owed += 1
        return owed

    async def enqueue_instead(
        self,
        alert: Alert,
        channels: Sequence[str],
        at: datetime,
        purpose: Purpose = Purpose.INSTEAD,
    ) -> None:
        """Owe an alert to other channels than the one that would not take it."""
        async with in_transaction():
            await alert_rows.lock_together(alert.clinic_id, alert.ref.told_in)
            await deliveries.enqueue(alert, purpose, channels, at)

    async def enqueue_digest_instead(self, delivery: Delivery, channels: Sequence[str]) -> None:
        """Owe a digest to other channels than the one that would not take it, once each."""
        await deliveries.enqueue_digest(delivery.clinic_id, delivery.owed_since, channels)

    async def claim(
        self, at: datetime, worker: str, limit: int, lease: timedelta
    ) -> tuple[Delivery, ...]:
        """Take what is due, the oldest message to each open channel; nobody else gets it now."""
        rows = await fetch(outbox.CLAIM, until=at + lease, worker=worker, at=at, limit=limit)
        return tuple(map(deliveries.delivery_of, rows))

    async def begin(self, delivery: Delivery) -> bool:
        """Say that the message goes out now; False where somebody else has it by now."""
        return bool(await fetch(outbox.BEGIN, **_lease(delivery)))

    async def put_off(
        self, delivery: Delivery, until: datetime, *, why: str = "", refused: bool = False
    ) -> None:
        """Give a message back until an instant. See `models.ports.Outbox`."""
        await execute(
            outbox.PUT_OFF,
            until=until,
            refused=refused,
            is_repeat=delivery.is_repeat,
            failures=int(bool(why)),
            why=why,
            **_lease(delivery),
        )

    async def hold(self, delivery: Delivery, at: datetime, until: datetime) -> None:
        """Keep a message back while the clinic is closed. See `models.ports.Outbox`."""
        owed = delivery.owed_since
        if delivery.purpose not in {
            Purpose.DIGEST,
            Purpose.REPORT,
        }:  # which is named by its instant
            owed += until - at
        await execute(outbox.HOLD, until=until, owed_since=owed, **_lease(delivery))

    async def sent(
        self,
        delivery: Delivery,
        message: str,
        at: datetime,
        patience: datetime | None = None,
        words: Collection[str] = (),
    ) -> None:
        """Write down that a message is posted or edited. See `models.ports.Outbox`."""
        async with in_transaction():
            await _lock_alert(delivery)
            sent = {"message": message, "at": at, "wanted": delivery.wanted}
            if not await fetch(outbox.SENT, **sent, **_lease(delivery)):
                return
            clinic_id = delivery.clinic_id
            if delivery.note_id is not None:
                state = AlertState.UNCERTAIN if delivery.is_repeat else AlertState.SENT
                await execute(
                    outbox.ALERT_SENT,
                    at=at,
                    state=state.value,
                    patience=patience,
                    clinic_id=clinic_id,
                    id=delivery.note_id,
                )
                if not delivery.message:
                    led = {"clinic_id": clinic_id, "id": delivery.note_id}
                    values = {"at": at, "state": state.value, "patience": patience}
                    await execute(outbox.LED_SENT, **values, **led)
            if delivery.purpose is Purpose.DIGEST:
                due = delivery.owed_since
                await execute(outbox.SENT_IN_DIGEST, at=at, clinic_id=clinic_id, due=due)
                await execute(answer_changes.TOLD_IN_DIGEST, clinic_id=clinic_id, due=due)
                await execute(payer_changes.TOLD_IN_DIGEST, clinic_id=clinic_id, due=due)
            if words:
                await alias_mentions.keep(clinic_id, (delivery.channel, message), words, at)

    async def shown(
        self, clinic_id: int, page: tuple[str, str], words: Collection[str], at: datetime
    ) -> None:
        """Write down which aliases a page names that the platform goes on showing."""
        async with in_transaction():
            await alias_mentions.renew(clinic_id, page, words, at)

    async def dropped(self, delivery: Delivery, at: datetime) -> None:
        """Write down that there is nothing to say any more; what is posted may yet be edited."""
        lease = _lease(delivery)
        await execute(outbox.DROPPED, wanted=delivery.wanted, at=at, **lease)

    async def failed(self, delivery: Delivery, at: datetime, why: str) -> bool:
        """Write down that the channel takes no message. See `models.ports.Outbox`."""
        values = {"why": why, "is_repeat": delivery.is_repeat, "wanted": delivery.wanted, "at": at}
        async with in_transaction():
            await _lock_alert(delivery)
            is_ours = await fetch(outbox.FAILED, **values, **_lease(delivery))
            if is_ours and delivery.note_id is not None:
                alert = {"clinic_id": delivery.clinic_id, "id": delivery.note_id}
                await execute(outbox.UNDELIVERED, **alert)
            return bool(is_ours) and not delivery.message and not await _others(delivery)

    async def lock_channel(
        self, clinic_id: int, channel: str, at: datetime, until: datetime
    ) -> bool:
        """Lock a channel until an instant; False where somebody else holds its lock."""
        values = {"clinic_id": clinic_id, "channel": channel, "at": at, "until": until}
        return bool(await fetch(outbox.LOCK_CHANNEL, **values))

    async def unlock_channel(
        self, clinic_id: int, channel: str, until: datetime, *, opens: datetime
    ) -> None:
        """Reopen the channel at an instant if our lock, which ends `until` then, still holds."""
        ours = ChannelLockRow.filter(clinic_id=clinic_id, place=channel, free_at=until)
        await ours.update(free_at=opens)

    async def refused_places(self, clinic_id: int) -> tuple[RefusedPlace, ...]:
        """Where the clinic's messages are refused. See `models.ports.Outbox`."""
        rows = await fetch(operations.REFUSED_AT, clinic_id=clinic_id)
        return tuple(
            RefusedPlace(
                row["place"],
                row["why"],
                row["number"],
                instant(row["oldest"]),
                row["fate"] == DeliveryState.FAILED.value,
            )
            for row in rows
        )

    async def enqueue_test(self, clinic_id: int, channels: Sequence[str], by: DoneBy) -> None:
        """Owe a test alert to each channel, and tell the audit. See `models.ports.Outbox`."""
        async with audit_log.transaction():
            if await deliveries.enqueue_test(clinic_id, by.at, channels):
                deed = AuditEvent(by.at, by.actor, "test alert", "clinic")
                await audit_log.append(clinic_id, [deed])

    async def tests(self, clinic_id: int) -> tuple[TrialDelivery, ...]:
        """What became of the clinic's last test alerts, the newest first."""
        return await deliveries.tests(clinic_id)

    async def is_first_wait(self, clinic_id: int, at: datetime) -> bool:
        """Whether the clinic was never told that alerts wait; by now it is."""
        untold = ClinicRow.filter(id=clinic_id, waiting_told_at__isnull=True)
        return bool(await untold.update(waiting_told_at=at))

    async def digests(self, at: datetime, limit: int) -> tuple[tuple[int, datetime | None], ...]:
        """The clinics whose digest is due, with the instant; None where none is computed yet."""
        is_due = Q(digest_at__isnull=True) | Q(digest_at__lte=at)
        rows = await ClinicRow.filter(is_due).order_by("digest_at").limit(limit)
        return tuple((row.id, row.digest_at) for row in rows)

    async def enqueue_digest(
        self,
        clinic: Clinic,
        due: datetime | None,
        following: datetime | None,
        channels: Sequence[str],
        managers: Sequence[str] = (),
    ) -> bool:
        """Owe a digest to channels, and set the next. See `models.ports.Outbox`."""
        async with in_transaction():
            planned = {"digest_at": due} if due else {"digest_at__isnull": True}
            row = ClinicRow.filter(id=clinic.id, **planned)
            if not await row.update(digest_at=following or NEVER):
                return False
            if due:
                await deliveries.enqueue_digest(clinic.id, due, channels)
                await deliveries.enqueue_digest(clinic.id, due, managers, Purpose.REPORT)
            return True


async def _others(delivery: Delivery) -> bool:
    """Whether another message says the same, to somebody else, or may yet."""
    others = DeliveryRow.filter(
        clinic_id=delivery.clinic_id, fate__in=[DeliveryState.WAITING, DeliveryState.SENT]
    ).exclude(id=delivery.id)
    if delivery.note_id is None:
        same = {"errand": delivery.purpose.value, "owed_since": delivery.owed_since}
        return await others.filter(**same).exists()
    of_alert = others.filter(note_id=delivery.note_id)
    if delivery.purpose in {Purpose.ESCALATION, Purpose.AGAIN}:
        of_alert = of_alert.filter(errand=delivery.purpose.value)
    return await of_alert.exists()


async def _lock_alert(delivery: Delivery) -> None:
    if delivery.note_id is not None:
        await alert_rows.lock_together(delivery.clinic_id, delivery.note_id)


def _lease(delivery: Delivery) -> dict[str, object]:
    """What holds only while the worker still has the message."""
    return {
        "clinic_id": delivery.clinic_id,
        "id": delivery.id,
        "worker": delivery.worker,
        "lease": delivery.lease,
    }
