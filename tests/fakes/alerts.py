"""A clinic that nobody had to warn of anything."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from models.alerts.actions import Act
from models.alerts.alert import Alert, AlertState
from models.alerts.delivery import DeliveryState, RefusedPlace
from models.errors import NotUnderstood
from models.visits.chart import DoneBy


class NoAlerts:
    """No alert, whichever is asked for."""

    async def alert(self, clinic_id: int, number: int) -> None:
        """None."""
        del clinic_id, number

    async def alerts(
        self, clinic_id: int, states: Sequence[AlertState], limit: int
    ) -> tuple[Alert, ...]:
        """None."""
        del clinic_id, states, limit
        return ()

    async def channels(self, clinic_id: int, number: int) -> tuple[tuple[str, DeliveryState], ...]:
        """Nowhere."""
        del clinic_id, number
        return ()

    async def refused_places(self, clinic_id: int) -> tuple[RefusedPlace, ...]:
        """Everything arrives."""
        del clinic_id
        return ()

    async def is_first_wait(self, clinic_id: int, at: datetime) -> bool:
        """Nothing waits."""
        del clinic_id, at
        return False

    async def act(self, clinic_id: int, number: int, act: Act, by: DoneBy) -> Alert:
        """There is nothing to do anything with."""
        del clinic_id, act, by
        raise NotUnderstood(f"There is no alert {number}.", "List them: /clinic alerts")
