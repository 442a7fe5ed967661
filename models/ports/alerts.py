"""The alerts of a clinic, for those who ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from models.alerts.actions import Act
from models.alerts.alert import Alert, AlertState
from models.alerts.delivery import DeliveryState
from models.visits.chart import DoneBy


class Alerts(Protocol):
    """The alerts of a clinic, for those who ask. Every method may raise `RecordsUnreachable`."""

    async def note(self, clinic_id: int, number: int) -> Alert | None:
        """The alert of a number."""
        ...

    async def notes(
        self, clinic_id: int, states: Sequence[AlertState], limit: int
    ) -> tuple[Alert, ...]:
        """The clinic's alerts in these states, the newest first."""
        ...

    async def channels(self, clinic_id: int, number: int) -> tuple[tuple[str, DeliveryState], ...]:
        """The channels that an alert was owed to, and what became of each message."""
        ...

    async def act(self, clinic_id: int, number: int, act: Act, by: DoneBy) -> Alert:
        """Do something with an alert; every message about it is worded anew.

        Raises what `alerts.actions.done` raises, and `NotUnderstood` where there is no such one.
        """
        ...
