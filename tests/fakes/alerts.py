"""A clinic that nobody had to warn of anything."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from models.alerts.actions import Act
from models.alerts.alert import Alert
from models.alerts.alert_state import AlertState
from models.alerts.delivery import DeliveryState, RefusedPlace, TrialDelivery
from models.errors import NotUnderstood
from models.visits.chart import DoneBy


class NoAlerts:
    """No alert, whichever is asked for. `trials` are the test alerts, the newest first."""

    def __init__(self) -> None:
        self.trials: list[TrialDelivery] = []

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

    async def act(
        self, clinic_id: int, number: int, act: Act, by: DoneBy, *, whole: bool = False
    ) -> Alert:
        """There is nothing to do anything with."""
        del clinic_id, act, by, whole
        raise NotUnderstood(f"There is no alert {number}.", "List them: /clinic alerts")

    async def enqueue_test(self, clinic_id: int, channels: Sequence[str], by: DoneBy) -> None:
        """Owed, and nobody sends it."""
        del clinic_id
        waiting = DeliveryState.WAITING
        self.trials = [TrialDelivery(each, waiting, "", by.at) for each in channels] + self.trials

    async def tests(self, clinic_id: int) -> tuple[TrialDelivery, ...]:
        """Those that were asked for."""
        del clinic_id
        return tuple(self.trials)
