"""Enqueue messages under a key, so that none is owed twice: a test once a minute; read them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from models.alerts.alert import Alert
from models.alerts.delivery import Delivery, DeliveryState, Purpose, TrialDelivery
from models.storage.sql import Row, execute, instant
from models.storage.statements import outbox
from models.storage.tables import DeliveryRow

_Message = tuple[int, int | None, Purpose, str, str, datetime]
"""Of which clinic and alert, what for, the key that it is owed once by, which channel, and when."""


_TESTS = 50
_FAILED = DeliveryState.FAILED.value
_SENT = DeliveryState.SENT.value


async def enqueue_digest(
    clinic_id: int, due: datetime, channels: Sequence[str], purpose: Purpose = Purpose.DIGEST
) -> None:
    """Owe the digest of an instant to each channel, once, or the week's report."""
    key = f"{purpose.value}/{due.isoformat()}"
    await _enqueue_all(
        [(clinic_id, None, purpose, f"{key}/{channel}", channel, due) for channel in channels]
    )


async def enqueue(alert: Alert, purpose: Purpose, channels: Sequence[str], at: datetime) -> None:
    """Owe a message about an alert to each channel; for one purpose at one instant once.

    It tells of all those that are told together with it. A new alert may be owed one more: it ended
    before its first message was posted, which then told of the others alone.
    """
    told_in = alert.ref.told_in
    is_timed = purpose in {Purpose.AGAIN, Purpose.HANDOVER}
    posted = DeliveryRow.filter(clinic_id=alert.clinic_id, note_id=told_in, fate=_SENT)
    is_anew = purpose is Purpose.ALERT and await posted.exists()
    when = f"/{at.isoformat()}" if is_timed or is_anew else ""
    key = f"{purpose.value}/{told_in}{when}"
    await _enqueue_all(
        [
            (alert.clinic_id, told_in, purpose, f"{key}/{channel}", channel, at)
            for channel in channels
        ]
    )


async def enqueue_test(clinic_id: int, at: datetime, channels: Sequence[str]) -> bool:
    """Owe a test alert to each channel, once within a minute; whether any is owed now."""
    key = f"{Purpose.TEST.value}/{at.replace(second=0, microsecond=0).isoformat()}"
    keys = {f"{key}/{channel}": channel for channel in channels}
    here = DeliveryRow.filter(clinic_id=clinic_id, key__in=[*keys], fate__not=_FAILED)
    under_way = {row.key for row in await here}
    wanted = {key: channel for key, channel in keys.items() if key not in under_way}
    await _enqueue_all(
        [(clinic_id, None, Purpose.TEST, key, channel, at) for key, channel in wanted.items()]
    )
    return bool(wanted)


async def tests(clinic_id: int) -> tuple[TrialDelivery, ...]:
    """What became of the clinic's last test alerts, the newest first."""
    rows = DeliveryRow.filter(clinic_id=clinic_id, errand=Purpose.TEST.value)
    return tuple(
        TrialDelivery(row.place, DeliveryState(row.fate), row.why, row.owed_since)
        for row in await rows.order_by("-id").limit(_TESTS)
    )


async def _enqueue_all(messages: Sequence[_Message]) -> None:
    waiting = DeliveryState.WAITING.value
    rows = [
        (
            *(clinic_id, alert_id, purpose.value, key, channel, waiting, at, at),
            *("", False, 0, "", 0, ""),
        )
        for clinic_id, alert_id, purpose, key, channel, at in messages
    ]
    if rows:
        await execute(outbox.ENQUEUE, rows=rows)


def delivery_of(row: Row) -> Delivery:
    """The delivery that a row keeps."""
    return Delivery(
        row["id"],
        row["clinic_id"],
        Purpose(row["errand"]),
        row["key"],
        row["place"],
        row["note_id"],
        row["attempts"],
        bool(row["is_posting"]),
        row["message"],
        row["wanted"],
        instant(row["owed_since"]),
        instant(row["due_at"]),
        row["claimed_by"],
    )
