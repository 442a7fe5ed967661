"""Sends what is owed: claims a message, reads how things stand now, words it, posts it, marks it.

A message whose answer was lost is sent again and says that it may be a repeat; one that a place
will never take goes to the managers another way.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

from jobs import alert_reply, destinations, digest_words
from jobs.job import Job, JobServices
from models.alerts.alert import Alert, AlertState
from models.alerts.delivery import Delivery, Purpose
from models.alerts.hours import after_working
from models.clinic import mentioned
from models.clinic.clinic import Clinic
from models.ports import Messenger, Undelivered
from models.reply import Reply
from models.wording import alerts
from models.wording.phrases import count

LEASE = timedelta(seconds=30)
"""How long a worker may take for the messages that it claims; then another takes them over."""

WITHIN = timedelta(seconds=12)
"""How long a messenger may take: not so long that another worker takes the message over."""

_BETWEEN = timedelta(seconds=1)
"""What platforms ask between two messages to one place."""

FIRST_WAIT = timedelta(seconds=2)
"""How long a message waits after its first failure; after each further one twice as long."""

_BATCH = 50
_LONGEST_WAIT = timedelta(minutes=1)
_GIVE_UP = timedelta(hours=24)
_REMOVE_WITHIN = timedelta(days=30)
_NO_MESSENGER = timedelta(minutes=1)


async def run(at: datetime, desktop: JobServices) -> str:
    """Give new alerts their places, then send one batch: at most one message to each place."""
    await _route(at, desktop)
    claimed = await desktop.post.claim(desktop.clock(), desktop.worker, _BATCH, LEASE)
    carried = (_carry(each, desktop) for each in claimed)
    outcomes = await asyncio.gather(*carried, return_exceptions=True)
    for outcome in outcomes:  # all are seen through before the first that failed is told
        if outcome:
            raise outcome
    return f"{count(len(claimed), 'message')} handled." if claimed else "Nothing is due."


async def _route(at: datetime, desktop: JobServices) -> None:
    """Owe a message about each new alert to where the clinic hears its alerts."""
    for note in await desktop.post.timed([AlertState.NOTED], at, _BATCH):
        clinic = await desktop.records.clinic(note.clinic_id)
        found = await destinations.of_alerts(clinic, desktop.records)
        state = AlertState.NOTED if found else AlertState.FAILED
        await desktop.post.enqueue(note, Purpose.ALERT, found, at, _in(note, state))


def _in(note: Alert, state: AlertState) -> Alert:
    return replace(note, ref=replace(note.ref, state=state), look_at=None)


async def _carry(delivery: Delivery, desktop: JobServices) -> None:
    """See one message through, whatever happens to it."""
    try:
        await _deliver(delivery, desktop)
    except Exception as error:  # noqa: BLE001 - the sender: one bug must not hold up the others
        # What it was doing is not known here: the row says whether it posted.
        desktop.trouble("send-alerts", error)
        at, why = desktop.clock(), type(error).__name__
        if at - delivery.owed_since > _GIVE_UP:
            await desktop.post.failed(delivery, at, why)
        else:
            await desktop.post.put_off(delivery, at + _backoff(delivery), why=why)


async def _deliver(delivery: Delivery, desktop: JobServices) -> None:
    clinic = await desktop.records.clinic(delivery.clinic_id)
    if clinic.platform not in desktop.messengers:
        until = desktop.clock() + _NO_MESSENGER
        await desktop.post.put_off(delivery, until, why="no messenger")
        return
    reply = await _worded(delivery, clinic, desktop)
    if reply is None:
        await desktop.post.dropped(delivery, desktop.clock())
    else:
        await _in_turn(delivery, reply, clinic, desktop)


async def _worded(delivery: Delivery, clinic: Clinic, desktop: JobServices) -> Reply | None:
    """What the message says by now; None where there is nothing to say any more."""
    at = desktop.clock()
    if delivery.purpose is Purpose.DIGEST:
        return await digest_words.worded(clinic, at, desktop, is_repeat=delivery.is_repeat)
    if delivery.purpose is Purpose.REMOVAL:
        return alerts.removed() if delivery.message else None
    note = await _note(delivery, desktop)
    if note is None or (note.ref.is_over and not delivery.message):
        return None
    return await alert_reply.worded(note, delivery, clinic, at, desktop)


async def _note(delivery: Delivery, desktop: JobServices) -> Alert | None:
    if delivery.note_id is None:
        return None
    return await desktop.post.note(delivery.clinic_id, delivery.note_id)


async def _in_turn(delivery: Delivery, reply: Reply, clinic: Clinic, desktop: JobServices) -> None:
    """Post while the place is closed to everybody else, and a while after; or wait until it opens.

    Whoever dies meanwhile leaves it closed for as long as the messenger may take.
    """
    at = desktop.clock()
    until = at + WITHIN + _BETWEEN
    if not await desktop.post.lock_channel(clinic.id, delivery.channel, at, until):
        await desktop.post.put_off(delivery, at)
        return
    pause = _BETWEEN
    try:
        if await desktop.post.begin(delivery):
            pause = await _post(delivery, reply, clinic, desktop)
    finally:
        opens = desktop.clock() + pause
        await desktop.post.unlock_channel(clinic.id, delivery.channel, until, opens=opens)


async def _post(
    delivery: Delivery, reply: Reply, clinic: Clinic, desktop: JobServices
) -> timedelta:
    """Post or edit, and write down what came of it. Returns how long the place wants peace."""
    try:
        message = await _spoken(delivery, reply, clinic, desktop.messengers[clinic.platform])
    except Undelivered as outcome:
        await _not_arrived(delivery, outcome, clinic, desktop)
        return max(timedelta(seconds=outcome.retry_after or 0), _BETWEEN)
    at, wanted = desktop.clock(), clinic.preferences
    patience = after_working(wanted.hours, clinic.time_zone, at, wanted.patience)
    words = mentioned.possible_aliases(reply) if delivery.purpose is Purpose.DIGEST else ()
    await desktop.post.sent(delivery, message, at, patience, words)
    return _BETWEEN


async def _spoken(delivery: Delivery, reply: Reply, clinic: Clinic, messenger: Messenger) -> str:
    """The platform's id of the message, which is posted or edited by then."""
    try:
        async with asyncio.timeout(WITHIN.total_seconds()):
            if not delivery.message:
                return await messenger.post(clinic, delivery.channel, reply)
            await messenger.edit(clinic, delivery.channel, delivery.message, reply)
            return delivery.message
    except TimeoutError:
        raise Undelivered("timeout", uncertain=True) from None


async def _not_arrived(
    delivery: Delivery, outcome: Undelivered, clinic: Clinic, desktop: JobServices
) -> None:
    at = desktop.clock()
    patience = _REMOVE_WITHIN if delivery.purpose is Purpose.REMOVAL else _GIVE_UP
    if outcome.permanent or at - delivery.owed_since > patience:
        await _give_up(delivery, outcome, clinic, desktop)
        return
    wait = _backoff(delivery)
    if outcome.retry_after is not None:
        wait = timedelta(seconds=outcome.retry_after)
    refused = not outcome.uncertain
    await desktop.post.put_off(delivery, at + wait, why=outcome.why, refused=refused)


async def _give_up(
    delivery: Delivery, outcome: Undelivered, clinic: Clinic, desktop: JobServices
) -> None:
    """The place takes nothing: the message goes to the managers, each in their own chat."""
    at, note = desktop.clock(), await _note(delivery, desktop)
    if delivery.purpose is Purpose.DIGEST and not delivery.message:
        managers = await destinations.of_managers(clinic, desktop.records)
        if delivery.channel not in managers:  # else each of them is owed it already
            await desktop.post.enqueue_digest_instead(delivery, managers)
    if note and not delivery.message and not note.ref.is_over:
        had = {place for place, _ in await desktop.post.places(clinic.id, note.id)}
        managers = await destinations.of_managers(clinic, desktop.records)
        others = [place for place in managers if place not in had]
        await desktop.post.enqueue_instead(note, others, at)
    await desktop.post.failed(delivery, at, outcome.why)


def _backoff(delivery: Delivery) -> timedelta:
    """Longer with each attempt, and not the same for messages that failed together."""
    wait: timedelta = FIRST_WAIT * 2 ** min(delivery.attempts, 10) * (1 + delivery.id % 8 / 8)
    return min(wait, _LONGEST_WAIT)


JOB = Job("send-alerts", timedelta(seconds=0.5), run, at_once=20)
