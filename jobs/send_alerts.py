"""Post owed messages: leases, one message a second to a channel, none while a clinic is closed.

A message whose answer was lost is sent again and says that it may be a repeat; what is done about
one that is refused, `refusals.py` says.
"""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from jobs import refused_messages
from jobs.job import Job
from jobs.message_content import ON_TIME, alerts_told, worded
from jobs.route_alerts import route
from models.alerts.delivery import Delivery, Purpose
from models.alerts.hours import after_working, next_open
from models.clinic.clinic import Clinic
from models.clinic.possible_aliases import possible_aliases
from models.ports import Refusal, Undelivered
from models.reply import Reply
from models.services import Services
from models.wording.phrases import count
from models.wording.short_notice import in_short

LEASE = timedelta(seconds=30)
"""How long a worker may take for the messages that it claims; then another takes them over."""

WITHIN = timedelta(seconds=12)
"""How long a messenger may take: not so long that another worker takes the message over."""

_BETWEEN = timedelta(seconds=1)
"""What platforms ask between two messages to one channel."""

_BATCH = 50
_NO_MESSENGER = timedelta(minutes=1)

_WAITS = frozenset(
    {Purpose.ALERT, Purpose.AGAIN, Purpose.ESCALATION, Purpose.INSTEAD, Purpose.REPORT}
)
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
        if at - delivery.owed_since > refused_messages.PATIENCE[Refusal.LATER]:
            await services.outbox.failed(delivery, at, why)
        else:
            await services.outbox.put_off(
                delivery, at + refused_messages.backoff(delivery, at), why=why
            )


async def _deliver(delivery: Delivery, services: Services) -> None:
    clinic = await services.records.clinic(delivery.clinic_id)
    if clinic.platform not in services.messengers:
        until = services.clock() + _NO_MESSENGER
        await services.outbox.put_off(delivery, until, why=_NO_MESSENGER_WHY)
        if not delivery.attempts:
            refused_messages.log(clinic, delivery.purpose, _NO_MESSENGER_WHY, services)
        return
    at = services.clock()
    if opens := _held_until(delivery, clinic, at):
        await services.outbox.hold(delivery, at, opens)
        return
    reply = await worded(delivery, clinic, services)
    if reply is None:
        await services.outbox.dropped(delivery, services.clock())
    else:
        await _in_turn(delivery, reply, clinic, services)


def _held_until(delivery: Delivery, clinic: Clinic, at: datetime) -> datetime | None:
    """When a message may interrupt people that would do so now, while the clinic is closed.

    What somebody hands over goes at once, and so does a digest that is on time, whenever that is.
    """
    is_late = delivery.purpose is Purpose.DIGEST and at - delivery.owed_since > ON_TIME
    if delivery.message or not (is_late or delivery.purpose in _WAITS):
        return None
    opens = next_open(clinic.preferences.hours, clinic.time_zone, at)
    return opens if opens > at else None


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
        message = await _post_or_edit(delivery, reply, clinic, services)
    except Undelivered as outcome:
        told = await alerts_told(delivery, services)
        await refused_messages.handle(delivery, outcome, told, clinic, services)
        return max(timedelta(seconds=outcome.retry_after or 0), _BETWEEN)
    at, wanted = services.clock(), clinic.preferences
    patience = after_working(wanted.hours, clinic.time_zone, at, wanted.patience)
    names_others = delivery.purpose in {Purpose.DIGEST, Purpose.RECALL} or bool(reply.sections)
    words = possible_aliases(reply) if names_others else ()
    await services.outbox.sent(delivery, message, at, patience, words)
    return _BETWEEN


async def _post_or_edit(
    delivery: Delivery, reply: Reply, clinic: Clinic, services: Services
) -> str:
    """The platform's id of the message, which is posted or edited by then.

    Where it refuses the card for what is in it, what matters is posted in plain words.
    """
    messenger = services.messengers[clinic.platform]
    try:
        async with asyncio.timeout(WITHIN.total_seconds()):
            if not delivery.message:
                try:
                    return await messenger.post(clinic, delivery.channel, reply)
                except Undelivered as refused:
                    if refused.kind is not Refusal.MESSAGE:
                        raise
                    refused_messages.log(clinic, delivery.purpose, refused.why, services)
                return await messenger.post(clinic, delivery.channel, in_short(reply))
            await messenger.edit(clinic, delivery.channel, delivery.message, reply)
            return delivery.message
    except TimeoutError:
        raise Undelivered("timeout", uncertain=True) from None


JOB = Job("send-alerts", timedelta(seconds=0.5), run, at_once=20)
