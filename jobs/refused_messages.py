"""What is done about a refused message: how long it is tried (PATIENCE), who is told then.

What a platform refuses for a while is tried again, with growing pauses; what it refuses for good
goes to the managers another way; and where nobody is left to be told, whoever runs the bot is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from jobs import alert_channels
from models.alerts.alert import Alert
from models.alerts.delivery import Delivery, DeliveryState, Purpose
from models.clinic.clinic import Clinic
from models.mention import MENTION
from models.ports import DeliveryFailure, Refusal, Undelivered
from models.services import Services

FIRST_WAIT = timedelta(seconds=2)
"""How long a message waits after its first failure; after each further one twice as long."""

_WAIT_AT_FIRST, _LONGEST_WAIT = timedelta(minutes=1), timedelta(minutes=15)
_SHARE = 10
"""No pause is longer than a minute, or than this part of the time that it was refused so far."""

PATIENCE: Mapping[Refusal, timedelta] = {
    Refusal.LATER: timedelta(days=1),
    Refusal.DOUBTFUL: timedelta(hours=1),
    Refusal.WORKSPACE: timedelta(days=2),
}
"""For how long a message is tried, not counting when the clinic is closed; others not once more.

No other channel of a workspace is better off while the app has no right to speak in it.
"""

_WITH_A_DIGEST = timedelta(hours=4)
"""A digest is of its morning: then the managers get it, or the next one comes."""

_WITH_A_TEST = timedelta(minutes=10)

_WITH_A_REMOVAL = timedelta(days=30)


async def handle(
    delivery: Delivery,
    outcome: Undelivered,
    told: Sequence[Alert],
    clinic: Clinic,
    services: Services,
) -> None:
    """Try a message again later, or give it up."""
    at = services.clock()
    if at - delivery.owed_since > _patience(delivery, outcome.kind):
        await _give_up(delivery, outcome, told, clinic, services)
        return
    if delivery.attempts & (delivery.attempts - 1) == 0:  # the first, second, fourth, eighth …
        log(clinic, delivery.purpose, outcome.why, services)
    wait = backoff(delivery, at)
    if outcome.retry_after is not None:
        wait = timedelta(seconds=outcome.retry_after)
    refused = not outcome.uncertain
    await services.outbox.put_off(delivery, at + wait, why=outcome.why, refused=refused)


def backoff(delivery: Delivery, at: datetime) -> timedelta:
    """Longer with each attempt, and not the same for messages that failed together.

    What was refused for some minutes comes within a minute of the end of that; for hours, within
    a quarter of an hour.
    """
    wait: timedelta = FIRST_WAIT * 2 ** min(delivery.attempts, 10) * (1 + delivery.id % 8 / 8)
    most = max(_WAIT_AT_FIRST, (at - delivery.owed_since) / _SHARE)
    return min(wait, most, _LONGEST_WAIT)


def log(  # noqa: PLR0913 -- what became of it is two answers
    clinic: Clinic,
    purpose: Purpose,
    why: str,
    services: Services,
    *,
    is_final: bool = False,
    reached_nobody: bool = False,
) -> None:
    """Tell whoever runs the bot of a message that was not delivered."""
    services.log_failure(
        DeliveryFailure(clinic.platform, clinic.id, purpose.value, why, is_final, reached_nobody)
    )


def _patience(delivery: Delivery, kind: Refusal) -> timedelta:
    if kind not in PATIENCE:
        return timedelta.min
    if delivery.purpose is Purpose.REMOVAL:
        return _WITH_A_REMOVAL
    of_morning = dict.fromkeys((Purpose.DIGEST, Purpose.REPORT), _WITH_A_DIGEST)
    most = {**of_morning, Purpose.TEST: _WITH_A_TEST}.get(delivery.purpose)
    return min(PATIENCE[kind], most) if most else PATIENCE[kind]


async def _give_up(
    delivery: Delivery,
    outcome: Undelivered,
    told: Sequence[Alert],
    clinic: Clinic,
    services: Services,
) -> None:
    """The channel takes nothing: the message goes to the managers, each in their own chat."""
    at = services.clock()
    if outcome.kind is Refusal.LEFT:
        await _note_gone(delivery.channel, clinic, services, at)
    if not delivery.message:
        await _owe_to_managers(delivery, told, clinic, services)
    reached_nobody = await services.outbox.failed(delivery, at, outcome.why)
    log(
        clinic,
        delivery.purpose,
        outcome.why,
        services,
        is_final=True,
        reached_nobody=reached_nobody,
    )


async def _note_gone(channel: str, clinic: Clinic, services: Services, at: datetime) -> None:
    """Who left hears nothing more; a clinic without managers gets the next admin as one."""
    mention = MENTION.fullmatch(channel)
    if mention and mention["kind"] == "@":
        await services.records.refused(clinic.id, mention["id"], at=at)
        services.forget()


async def _owe_to_managers(
    delivery: Delivery, told: Sequence[Alert], clinic: Clinic, services: Services
) -> None:
    managers = await alert_channels.of_managers(clinic, services.records)
    if delivery.purpose is Purpose.DIGEST:
        if delivery.channel not in managers:  # else each of them is owed it already
            await services.outbox.enqueue_digest_instead(delivery, managers)
        return
    alert = next((alert for alert in told if not alert.ref.is_over), None)
    if alert and delivery.purpose is not Purpose.ESCALATION:
        purpose, channels = Purpose.INSTEAD, await _untold(alert, managers, clinic, services)
        if delivery.purpose is Purpose.AGAIN and delivery.channel not in managers:
            purpose, channels = Purpose.AGAIN, managers
        await services.outbox.enqueue_instead(alert, channels, services.clock(), purpose)


async def _untold(
    alert: Alert, managers: tuple[str, ...], clinic: Clinic, services: Services
) -> tuple[str, ...]:
    """The managers' chats in which nobody has tried the alert since it was owed."""
    channels = await services.outbox.channels(clinic.id, alert.id)
    tried = {channel for channel, state in channels if state is not DeliveryState.DROPPED}
    return tuple(channel for channel in managers if channel not in tried)
