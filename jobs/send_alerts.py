"""Sends what is owed: claims a message, reads how things stand now, words it, posts it, marks it.

A message whose answer was lost is sent again and says that it may be a repeat; one that a place
will never take goes to the managers another way.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

from jobs import digest_words, places, telling
from jobs.job import Desktop, Job
from models.alert import Note, State
from models.clinic import Clinic
from models.delivery import Delivery, Errand
from models.hours import after_working
from models.phrases import count
from models.ports import Undelivered
from models.reply import Reply

LEASE = timedelta(seconds=60)
"""How long a worker may take for the messages that it claims; a message times out long before."""

_BATCH = 20
_NOTES = 200
_LONGEST_WAIT = timedelta(minutes=5)
_GIVE_UP = timedelta(hours=24)
_NO_MESSENGER = timedelta(minutes=1)


async def run(at: datetime, desktop: Desktop) -> str:
    """Give new alerts their places, then send one batch after the other until nothing is due."""
    await _route(at, desktop)
    handled = 0
    while claimed := await desktop.post.claim(at, desktop.worker, _BATCH, LEASE):
        await asyncio.gather(*(_carry(each, at, desktop) for each in claimed))
        handled += len(claimed)
        if len(claimed) < _BATCH:
            break
    return f"{count(handled, 'message')} handled." if handled else "Nothing is due."


async def _route(at: datetime, desktop: Desktop) -> None:
    """Owe a message about each new alert to where the clinic hears its alerts."""
    for note in await desktop.post.timed([State.NOTED], at, _NOTES):
        clinic = await desktop.records.clinic(note.clinic_id)
        found = await places.of_alerts(clinic, desktop.records)
        state = State.NOTED if found else State.FAILED
        await desktop.post.owe(note, Errand.ALERT, found, at, _in(note, state))


def _in(note: Note, state: State) -> Note:
    return replace(note, mark=replace(note.mark, state=state), look_at=None)


async def _carry(delivery: Delivery, at: datetime, desktop: Desktop) -> None:
    """See one message through, whatever happens to it."""
    try:
        await _deliver(delivery, at, desktop)
    except Exception as error:  # noqa: BLE001 - the sender: one bug must not hold up the others
        # What it was doing is not known here: the lease ends, and the row says whether it posted.
        desktop.trouble("send-alerts", error)
        if at - delivery.owed_since > _GIVE_UP:
            await desktop.post.failed(delivery, at, type(error).__name__)


async def _deliver(delivery: Delivery, at: datetime, desktop: Desktop) -> None:
    clinic = await desktop.records.clinic(delivery.clinic_id)
    if clinic.platform not in desktop.messengers:
        await desktop.post.put_off(delivery, at + _NO_MESSENGER, why="no messenger")
        return
    if not delivery.has_turn:
        turn = await desktop.post.turn(clinic.id, delivery.place, at)
        if turn > at:
            await desktop.post.put_off(delivery, turn, has_turn=True)
            return
    note = await _note(delivery, desktop)
    reply = await _worded(delivery, note, clinic, at, desktop)
    if reply is None:
        await desktop.post.dropped(delivery, at)
    elif await desktop.post.begin(delivery):
        await _post(delivery, reply, clinic, at, desktop)


async def _note(delivery: Delivery, desktop: Desktop) -> Note | None:
    if delivery.note_id is None:
        return None
    return await desktop.post.note(delivery.clinic_id, delivery.note_id)


async def _worded(
    delivery: Delivery, note: Note | None, clinic: Clinic, at: datetime, desktop: Desktop
) -> Reply | None:
    """What the message says by now; None where there is nothing to say any more."""
    if delivery.errand is Errand.DIGEST:
        return await digest_words.worded(clinic, at, desktop)
    if note is None or (note.mark.is_over and not delivery.message):
        return None
    return await telling.worded(note, delivery, clinic, at, desktop)


async def _post(
    delivery: Delivery, reply: Reply, clinic: Clinic, at: datetime, desktop: Desktop
) -> None:
    messenger = desktop.messengers[clinic.platform]
    try:
        if delivery.message:
            await messenger.edit(clinic, delivery.place, delivery.message, reply)
            message = delivery.message
        else:
            message = await messenger.post(clinic, delivery.place, reply)
    except Undelivered as outcome:
        await _not_arrived(delivery, outcome, clinic, at, desktop)
        return
    patience = after_working(
        clinic.preferences.hours, clinic.time_zone, at, clinic.preferences.patience
    )
    await desktop.post.sent(delivery, message, at, patience)


async def _not_arrived(
    delivery: Delivery, outcome: Undelivered, clinic: Clinic, at: datetime, desktop: Desktop
) -> None:
    if outcome.permanent or at - delivery.owed_since > _GIVE_UP:
        await _give_up(delivery, outcome, clinic, at, desktop)
        return
    until = at + _backoff(delivery)
    if outcome.retry_after is not None:
        until = at + timedelta(seconds=outcome.retry_after)
        await desktop.post.hold(clinic.id, delivery.place, until)
    # An edit shows the same whether it arrives once or twice.
    uncertain = outcome.uncertain and not delivery.message
    await desktop.post.put_off(delivery, until, why=outcome.why, is_posting=uncertain)


async def _give_up(
    delivery: Delivery, outcome: Undelivered, clinic: Clinic, at: datetime, desktop: Desktop
) -> None:
    """The place takes nothing: the alert goes to the managers, each in their own chat."""
    note = await _note(delivery, desktop)
    if note and not delivery.message and not note.mark.is_over:
        had = {place for place, _ in await desktop.post.places(clinic.id, note.id)}
        managers = await places.of_managers(clinic, desktop.records)
        others = [place for place in managers if place not in had]
        await desktop.post.owe_instead(note, others, at)
    await desktop.post.failed(delivery, at, outcome.why)


def _backoff(delivery: Delivery) -> timedelta:
    """Longer with each attempt, and not the same for messages that failed together."""
    seconds = 2.0 ** min(delivery.attempts, 10) * (1 + delivery.id % 8 / 8)
    return min(timedelta(seconds=seconds), _LONGEST_WAIT)


JOB = Job("send-alerts", timedelta(seconds=1), run)
