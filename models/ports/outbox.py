"""What may be asked of alerts, owed messages, channel locks and the purge."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from models.alerts.actions import Act
from models.alerts.alert import Alert
from models.alerts.alert_state import AlertState
from models.alerts.delivery import (
    Delivery,
    DeliveryState,
    Purpose,
    RefusedPlace,
    TrialDelivery,
)
from models.clinic.clinic import Clinic
from models.visits.chart import DoneBy


class Outbox(Protocol):
    """A clinic's alerts, and what is owed to whom. Every method may raise `RecordsUnreachable`.

    A claim is a lease: it ends by itself.
    A worker is a name that no other process has. What a worker writes about a message counts only
    while it still has it.
    """

    async def alert(self, clinic_id: int, number: int) -> Alert | None:
        """The alert of a number."""
        ...

    async def alerts(
        self, clinic_id: int, states: Sequence[AlertState], limit: int
    ) -> tuple[Alert, ...]:
        """The clinic's alerts in these states, the newest first."""
        ...

    async def channels(self, clinic_id: int, number: int) -> tuple[tuple[str, DeliveryState], ...]:
        """The channels that an alert was owed to, and what became of each message."""
        ...

    async def told_together(self, clinic_id: int, number: int) -> tuple[Alert, ...]:
        """What the message of an alert tells of: itself, and those that it leads."""
        ...

    async def act(
        self, clinic_id: int, number: int, act: Act, by: DoneBy, *, whole: bool = False
    ) -> Alert:
        """Do something with an alert; every message about it is worded anew.

        The same is done with what is told with it of the same alias, or with `whole` of any.
        Raises what `alerts.actions.done` raises, and `NotUnderstood` where there is no such one.
        """
        ...

    async def timed(
        self, states: Sequence[AlertState], at: datetime, limit: int
    ) -> tuple[Alert, ...]:
        """The alerts of every clinic that time moves on by now."""
        ...

    async def enqueue(
        self, alert: Alert, purpose: Purpose, channels: Sequence[str], at: datetime, then: Alert
    ) -> bool:
        """Owe messages about a timed alert, which becomes `then`; False if somebody was faster."""
        ...

    async def enqueue_together(
        self, noted: Sequence[Alert], channels: Sequence[str], at: datetime
    ) -> bool:
        """Owe one message about new alerts, those that nobody else has owed meanwhile, if any."""
        ...

    async def owe_again(self, at: datetime, limit: int) -> int:
        """Make alerts that nobody could be told of new ones again; returns how many.

        Which channels refused them is forgotten: each may be tried once more.
        """
        ...

    async def enqueue_instead(
        self,
        alert: Alert,
        channels: Sequence[str],
        at: datetime,
        purpose: Purpose = Purpose.INSTEAD,
    ) -> None:
        """Owe an alert to other channels than the one that would not take it."""
        ...

    async def enqueue_digest_instead(self, delivery: Delivery, channels: Sequence[str]) -> None:
        """Owe a digest to other channels than the one that would not take it, once each."""
        ...

    async def claim(
        self, at: datetime, worker: str, limit: int, lease: timedelta
    ) -> tuple[Delivery, ...]:
        """Take what is due, the oldest message to each open channel; nobody else gets it now."""
        ...

    async def begin(self, delivery: Delivery) -> bool:
        """Say that the message goes out now; False where somebody else has it by now."""
        ...

    async def put_off(
        self, delivery: Delivery, until: datetime, *, why: str = "", refused: bool = False
    ) -> None:
        """Give a message back until an instant; with a reason, it was a failed attempt.

        Once begun it may have arrived, unless it was `refused`: then nothing was posted.
        """
        ...

    async def hold(self, delivery: Delivery, at: datetime, until: datetime) -> None:
        """Give a message back until the clinic opens: no attempt, and no time that counts.

        Where the clinic's hours are changed meanwhile, the message is due at once.
        """
        ...

    async def sent(
        self,
        delivery: Delivery,
        message: str,
        at: datetime,
        patience: datetime | None = None,
        words: Collection[str] = (),
    ) -> None:
        """Write down that a message is posted or edited, and what its alert thereby becomes.

        `words` may name aliases: those of a message that belongs to no alert.
        """
        ...

    async def dropped(self, delivery: Delivery, at: datetime) -> None:
        """Write down that there is nothing to say any more."""
        ...

    async def failed(self, delivery: Delivery, at: datetime, why: str) -> bool:
        """Write down that the channel takes no message, and return whether no other one may.

        The alert has failed where no other channel has it.
        """
        ...

    async def lock_channel(
        self, clinic_id: int, channel: str, at: datetime, until: datetime
    ) -> bool:
        """Lock a channel until an instant; False where somebody else holds its lock."""
        ...

    async def unlock_channel(
        self, clinic_id: int, channel: str, until: datetime, *, opens: datetime
    ) -> None:
        """Reopen the channel at an instant if our lock, which ends `until` then, still holds."""
        ...

    async def shown(
        self, clinic_id: int, page: tuple[str, str], words: Collection[str], at: datetime
    ) -> None:
        """Write down which aliases a page names: its channel, and the id by which it is edited."""
        ...

    async def refused_places(self, clinic_id: int) -> tuple[RefusedPlace, ...]:
        """Where the clinic's messages are refused, until one has arrived there again."""
        ...

    async def enqueue_test(self, clinic_id: int, channels: Sequence[str], by: DoneBy) -> None:
        """Owe a test alert to each channel, once within a minute. The audit tells it."""
        ...

    async def tests(self, clinic_id: int) -> tuple[TrialDelivery, ...]:
        """What became of the clinic's last test alerts, the newest first."""
        ...

    async def is_first_wait(self, clinic_id: int, at: datetime) -> bool:
        """Whether the clinic was never told that alerts wait for its hours; True once for each."""
        ...

    async def digests(self, at: datetime, limit: int) -> tuple[tuple[int, datetime | None], ...]:
        """The clinics whose digest is due, with the instant; None where none is computed yet."""
        ...

    async def enqueue_digest(
        self,
        clinic: Clinic,
        due: datetime | None,
        following: datetime | None,
        channels: Sequence[str],
        managers: Sequence[str] = (),
    ) -> bool:
        """Owe the digest of an instant to channels, and set the next; False if it was done already.

        The week's report is owed to `managers` beside it.

        With no instant due, only the next is set.
        """
        ...


class Purge(Protocol):
    """What is kept only so that nothing happens twice."""

    async def clear(self, at: datetime) -> int:
        """Delete what is too old by now; returns how many rows went."""
        ...
