"""How long seen events, mentions, receipts, reports, alerts, messages stay: RETENTION_DAYS."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from tortoise.expressions import Subquery
from tortoise.queryset import QuerySet

from models.alerts.alert_state import OVER
from models.storage import tables
from models.storage.engine.unreachable import reaching_records

SEEN = timedelta(days=2)
"""Platforms repeat a delivery within the hour."""

LEAST_DAYS = 400
"""Alerts that are over: more than the year that any window lasts, so that none is told again."""


@reaching_records
class Purge:
    """What may go, after so many days. `clear` raises `RecordsUnreachable`."""

    def __init__(self, days: int = LEAST_DAYS) -> None:
        self._told = timedelta(days=days)

    async def clear(self, at: datetime) -> int:
        """Delete what is too old by now, of every clinic; returns how many rows went."""
        return sum([await rows.delete() for rows in _old(at, self._told)])


def _old(at: datetime, told: timedelta) -> Iterator[QuerySet[Any]]:
    """The rows to delete, by age alone: what refers to an alert goes before it."""
    yield tables.SeenEventRow.filter(received_at__lt=at - SEEN)
    yield tables.FactReportRow.filter(reported_at__lt=at - told)
    yield tables.ReceiptRow.filter(told_at__lt=at - told)
    yield tables.AnswerChangeRow.filter(noted_at__lt=at - told)
    yield tables.PayerChangeRow.filter(noted_at__lt=at - told)
    yield tables.MentionRow.filter(said_at__lt=at - told)
    yield tables.InstallStateRow.filter(expires_at__lt=at)
    ended = tables.NoteRow.filter(state__in=[state.value for state in OVER], noted_at__lt=at - told)
    done = tables.DeliveryRow.filter(due_at__isnull=True)
    leads = tables.NoteRow.filter(lead__isnull=False).values("lead")
    alone = ended.filter(id__not_in=Subquery(leads))
    yield done.filter(note_id__in=Subquery(alone.values("id")))
    referred = tables.DeliveryRow.filter(note_id__isnull=False)
    yield alone.filter(id__not_in=Subquery(referred.values("note_id")))
    yield done.filter(note_id__isnull=True, owed_since__lt=at - told)
