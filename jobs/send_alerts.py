"""Post owed messages: lease, retries and their waits, when to give up, and who gets it then.

A message whose answer was lost is sent again and says that it may be a repeat; one that a channel
will never take goes to the managers another way.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from jobs import alert_channels, digest_content
from jobs.job import Job
from jobs.route_alerts import route
from models.alerts.alert import Alert
from models.alerts.delivery import Delivery, DeliveryState, Purpose
from models.alerts.hours import after_working, next_open
from models.clinic import mentioned
from models.clinic.clinic import Clinic
from models.ports import DeliveryFailure, Messenger, Undelivered
from models.reply import Reply
from models.services import Services
from models.visits.chart import Chart
from models.wording import alert_lists, alerts
from models.wording.alerts import AlertSubject
from models.wording.phrases import count

LEASE = timedelta(seconds=30)
"""How long a worker may take for the messages that it claims; then another takes them over."""

WITHIN = timedelta(seconds=12)
"""How long a messenger may take: not so long that another worker takes the message over."""

_BETWEEN = timedelta(seconds=1)
"""What platforms ask between two messages to one channel."""

FIRST_WAIT = timedelta(seconds=2)
"""How long a message waits after its first failure; after each further one twice as long."""

_BATCH = 50
_LONGEST_WAIT = timedelta(minutes=1)
GIVE_UP = timedelta(hours=24)
_REMOVE_WITHIN = timedelta(days=30)
_NO_MESSENGER = timedelta(minutes=1)

_ON_TIME = timedelta(hours=1)
_WAITS = frozenset({Purpose.ALERT, Purpose.AGAIN, Purpose.ESCALATION, Purpose.INSTEAD})
"""What interrupts people, and therefore not while their clinic is closed."""

# Why a message was not delivered, where no platform said so.
_NO_MESSENGER_WHY = "no messenger"


async def run(at: datetime, services: Services) -> str:
    """Give new alerts their channels, then send one batch: at most one message to each."""
    await route(at, services)
    claimed = await services.outbox.claim(services.clock(), services.worker, _BATCH, LEASE)
    carried = (_see_through(delivery, services) for delivery in claimed)
    outcomes = await asyncio.gather(*carried, return_exceptions=True)
    for outcome in outcomes:  # all are seen through before the first that failed is told
        if outcome:
            raise outcome
    return f"{count(len(claimed), 'message')} handled." if claimed else "Nothing is due."


async def _see_through(delivery: Delivery, services: Services) -> None:
    """See one message through, whatever happens to it."""
    try:
        await _deliver(delivery, services)
    except Exception as error:  # noqa: BLE001 - the sender: one bug must not hold up the others
        # What it was doing is not known here: the row says whether it posted.
        services.log_bug("send-alerts", error)
        at, why = services.clock(), type(error).__name__
        if at - delivery.owed_since > GIVE_UP:
            await services.outbox.failed(delivery, at, why)
        else:
            await services.outbox.put_off(delivery, at + _backoff(delivery), why=why)


async def _deliver(delivery: Delivery, services: Services) -> None:
    clinic = await services.records.clinic(delivery.clinic_id)
    if clinic.platform not in services.messengers:
        until = services.clock() + _NO_MESSENGER
        await services.outbox.put_off(delivery, until, why=_NO_MESSENGER_WHY)
        _log(clinic, delivery.purpose, _NO_MESSENGER_WHY, services)
        return
    if opens := _held_until(delivery, clinic, services.clock()):
        await services.outbox.hold(delivery, opens)
        return
    reply = await _reply_for(delivery, clinic, services)
    if reply is None:
        await services.outbox.dropped(delivery, services.clock())
    else:
        await _in_turn(delivery, reply, clinic, services)


def _held_until(delivery: Delivery, clinic: Clinic, at: datetime) -> datetime | None:
    """When a message may interrupt people that would do so now, while the clinic is closed.

    What somebody hands over goes at once, and so does a digest that is on time, whenever that is.
    """
    is_late = delivery.purpose is Purpose.DIGEST and at - delivery.owed_since > _ON_TIME
    if delivery.message or not (is_late or delivery.purpose in _WAITS):
        return None
    opens = next_open(clinic.preferences.hours, clinic.time_zone, at)
    return opens if opens > at else None


async def _reply_for(delivery: Delivery, clinic: Clinic, services: Services) -> Reply | None:
    """What the message says by now; None where there is nothing to say any more."""
    at = services.clock()
    if delivery.purpose is Purpose.DIGEST:
        return await digest_content.worded(clinic, at, services, is_repeat=delivery.is_repeat)
    if delivery.purpose is Purpose.TEST:
        return alerts.trial(is_repeat=delivery.is_repeat)
    if delivery.purpose is Purpose.REMOVAL:
        return alerts.removed() if delivery.message else None
    told = await _told(delivery, services)
    if not delivery.message:
        told = [alert for alert in told if not alert.ref.is_over]
    if not told:
        return None
    about = await _subjects(told, clinic, at, services)
    return alert_lists.say(about, len(told), delivery.purpose, is_repeat=delivery.is_repeat)


async def _subjects(
    told: Sequence[Alert], clinic: Clinic, at: datetime, services: Services
) -> list[AlertSubject]:
    """What these alerts are about, as it stands now; of a long list, of those that are shown."""
    charts: dict[str, Chart | None] = {}
    shown = alert_lists.shown(told)
    for alert in shown:
        if alert.alias not in charts:
            charts[alert.alias] = await services.charts.find(clinic.id, alert.alias)
    today = clinic.today(at)
    return [
        alerts.subject(alert, charts[alert.alias], services.book, clinic, today) for alert in shown
    ]


async def _told(delivery: Delivery, services: Services) -> list[Alert]:
    """The alerts that a message tells of."""
    if delivery.note_id is None:
        return []
    return [*await services.outbox.told_together(delivery.clinic_id, delivery.note_id)]


async def _in_turn(delivery: Delivery, reply: Reply, clinic: Clinic, services: Services) -> None:
    """Post while the channel is closed to others, and a while after; or wait until it opens.

    Whoever dies meanwhile leaves it closed for as long as the messenger may take.
    """
    at = services.clock()
    until = at + WITHIN + _BETWEEN
    if not await services.outbox.lock_channel(clinic.id, delivery.channel, at, until):
        await services.outbox.put_off(delivery, at)
        return
    pause = _BETWEEN
    try:
        if await services.outbox.begin(delivery):
            pause = await _post(delivery, reply, clinic, services)
    finally:
        opens = services.clock() + pause
        await services.outbox.unlock_channel(clinic.id, delivery.channel, until, opens=opens)


async def _post(delivery: Delivery, reply: Reply, clinic: Clinic, services: Services) -> timedelta:
    """Post or edit, and write down what came of it. Returns how long the channel wants peace."""
    try:
        message = await _post_or_edit(delivery, reply, clinic, services.messengers[clinic.platform])
    except Undelivered as outcome:
        await _handle_refusal(delivery, outcome, clinic, services)
        return max(timedelta(seconds=outcome.retry_after or 0), _BETWEEN)
    at, wanted = services.clock(), clinic.preferences
    patience = after_working(wanted.hours, clinic.time_zone, at, wanted.patience)
    words = mentioned.possible_aliases(reply) if _names_several(delivery, reply) else ()
    await services.outbox.sent(delivery, message, at, patience, words)
    return _BETWEEN


def _names_several(delivery: Delivery, reply: Reply) -> bool:
    """Whether it names aliases that are not those of the alert that it is owed for."""
    return delivery.purpose is Purpose.DIGEST or bool(reply.sections)


async def _post_or_edit(
    delivery: Delivery, reply: Reply, clinic: Clinic, messenger: Messenger
) -> str:
    """The platform's id of the message, which is posted or edited by then."""
    try:
        async with asyncio.timeout(WITHIN.total_seconds()):
            if not delivery.message:
                return await messenger.post(clinic, delivery.channel, reply)
            await messenger.edit(clinic, delivery.channel, delivery.message, reply)
            return delivery.message
    except TimeoutError:
        raise Undelivered("timeout", uncertain=True) from None


async def _handle_refusal(
    delivery: Delivery, outcome: Undelivered, clinic: Clinic, services: Services
) -> None:
    at = services.clock()
    patience = _REMOVE_WITHIN if delivery.purpose is Purpose.REMOVAL else GIVE_UP
    is_final = outcome.permanent or at - delivery.owed_since > patience
    _log(clinic, delivery.purpose, outcome.why, services, is_final=is_final)
    if is_final:
        await _give_up(delivery, outcome, clinic, services)
        return
    wait = _backoff(delivery)
    if outcome.retry_after is not None:
        wait = timedelta(seconds=outcome.retry_after)
    refused = not outcome.uncertain
    await services.outbox.put_off(delivery, at + wait, why=outcome.why, refused=refused)


def _log(
    clinic: Clinic, purpose: Purpose, why: str, services: Services, *, is_final: bool = False
) -> None:
    failure = DeliveryFailure(clinic.platform, clinic.id, purpose.value, why, is_final)
    services.log_failure(failure)


async def _give_up(
    delivery: Delivery, outcome: Undelivered, clinic: Clinic, services: Services
) -> None:
    """The channel takes nothing: the message goes to the managers, each in their own chat."""
    at, told = services.clock(), await _told(delivery, services)
    if delivery.purpose is Purpose.DIGEST and not delivery.message:
        managers = await alert_channels.of_managers(clinic, services.records)
        if delivery.channel not in managers:  # else each of them is owed it already
            await services.outbox.enqueue_digest_instead(delivery, managers)
    going_on = [alert for alert in told if not alert.ref.is_over]
    if going_on and not delivery.message:
        untold = await _untold_managers(going_on[0], clinic, services)
        await services.outbox.enqueue_instead(going_on[0], untold, at)
    await services.outbox.failed(delivery, at, outcome.why)


async def _untold_managers(alert: Alert, clinic: Clinic, services: Services) -> list[str]:
    """The managers' chats in which nobody has tried the alert since it was owed."""
    channels = await services.outbox.channels(clinic.id, alert.id)
    tried = {channel for channel, state in channels if state is not DeliveryState.DROPPED}
    managers = await alert_channels.of_managers(clinic, services.records)
    return [channel for channel in managers if channel not in tried]


def _backoff(delivery: Delivery) -> timedelta:
    """Longer with each attempt, and not the same for messages that failed together."""
    wait: timedelta = FIRST_WAIT * 2 ** min(delivery.attempts, 10) * (1 + delivery.id % 8 / 8)
    return min(wait, _LONGEST_WAIT)


JOB = Job("send-alerts", timedelta(seconds=0.5), run, at_once=20)
