"""The post room: what is owed to whom, who carries it, and what became of it.

A claim is a lease: `due_at` moves on by as much as a worker may take, so whoever dies gives back
what it held. A place is closed while a message is on its way to it and for a second after, so that
no two workers post there at once. Whoever locks a note and its messages locks the note first.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta

from tortoise.transactions import in_transaction

from models.alerts.actions import Act, HandOver, apply_action, name_of
from models.alerts.alert import Alert, AlertState
from models.alerts.delivery import Delivery, DeliveryState, Purpose
from models.clinic.audit import AuditEvent, as_detail
from models.clinic.clinic import Clinic
from models.errors import NotUnderstood
from models.storage import alerts as notes
from models.storage import audit_log, handled_requests, mentions
from models.storage.sql import Row, execute, fetch, instant
from models.storage.unreachable import reaching
from models.visits.chart import DoneBy

_OWE = """
    INSERT INTO delivery (clinic_id, note_id, errand, key, place, fate, owed_since, due_at,
        claimed_by, is_posting, attempts, message, wanted, why)
    VALUES {} ON CONFLICT (clinic_id, key) DO UPDATE SET fate = 'waiting', why = '',
        owed_since = excluded.owed_since, due_at = excluded.due_at, attempts = 0
    WHERE delivery.fate IN ('failed', 'dropped')"""
_CLAIM = """
    UPDATE delivery SET due_at = ?, claimed_by = ? WHERE id IN (
        SELECT id FROM delivery WHERE due_at <= ? AND id IN (
            WITH due AS MATERIALIZED (
                SELECT id, clinic_id, place, due_at FROM delivery WHERE due_at <= ?)
            SELECT min(due.id) FROM due
            LEFT JOIN turn t ON t.clinic_id = due.clinic_id AND t.place = due.place
            WHERE t.free_at IS NULL OR t.free_at <= ?
            GROUP BY due.clinic_id, due.place ORDER BY min(due.due_at) LIMIT ?)
        FOR NO KEY UPDATE SKIP LOCKED)
    RETURNING id, clinic_id, note_id, errand, key, place, attempts, is_posting, message, wanted,
        owed_since, due_at, claimed_by"""

# An edit shows the same, whether it arrives once or twice: only a post may be a repeat.
_BEGIN = """
    UPDATE delivery SET is_posting = CASE WHEN message = '' THEN TRUE ELSE is_posting END
    WHERE clinic_id = ? AND id = ? AND claimed_by = ? AND due_at = ? RETURNING id"""
_PUT_OFF = """
    UPDATE delivery SET due_at = ?, is_posting = (is_posting AND NOT ?) OR ?,
        attempts = attempts + ?, why = ?
    WHERE clinic_id = ? AND id = ? AND claimed_by = ? AND due_at = ?"""

# What the note has become since the message was claimed is owed at once. (`COALESCE` tells
# PostgreSQL that the value is an instant.)
_OWED_AGAIN = "due_at = CASE WHEN wanted > ? THEN COALESCE(?, due_at) END"
_SENT = f"""
    UPDATE delivery SET fate = 'sent', is_posting = FALSE, why = '', attempts = 0,
        message = ?, sent_at = COALESCE(sent_at, ?), {_OWED_AGAIN}
    WHERE clinic_id = ? AND id = ? AND claimed_by = ? AND due_at = ? RETURNING id"""  # noqa: S608 -- a constant
_DROPPED = f"""
    UPDATE delivery SET why = '', attempts = 0,
        fate = CASE WHEN message <> '' THEN 'sent' WHEN wanted > ? THEN 'waiting'
            ELSE 'dropped' END, {_OWED_AGAIN}
    WHERE clinic_id = ? AND id = ? AND claimed_by = ? AND due_at = ?"""  # noqa: S608 -- a constant
_FAILED = """
    UPDATE delivery SET why = ?, attempts = 0, is_posting = ?,
        fate = CASE WHEN message <> '' THEN 'sent' ELSE 'failed' END,
        due_at = CASE WHEN message <> '' AND wanted > ? THEN COALESCE(?, due_at) END
    WHERE clinic_id = ? AND id = ? AND claimed_by = ? AND due_at = ? RETURNING id"""
_TOLD = """
    UPDATE note SET sent_at = COALESCE(sent_at, ?),
        state = CASE WHEN state IN ('noted', 'failed') THEN ? WHEN state = 'withdrawn' THEN
            'resolved' ELSE state END,
        look_at = CASE WHEN state IN ('noted', 'failed') THEN ? ELSE look_at END
    WHERE clinic_id = ? AND id = ?"""
_TOLD_IN_DIGEST = """
    UPDATE note SET sent_at = ?, state = 'sent' WHERE clinic_id = ? AND id IN (
        SELECT id FROM note
        WHERE clinic_id = ? AND state = 'noted' AND quiet = TRUE AND noted_at <= ?
        ORDER BY id FOR NO KEY UPDATE)"""
_UNDELIVERED = """
    UPDATE note SET state = 'failed', look_at = NULL
    WHERE clinic_id = ? AND id = ? AND state = 'noted' AND NOT EXISTS (
        SELECT 1 FROM delivery WHERE clinic_id = ? AND note_id = ?
            AND fate IN ('waiting', 'sent'))"""
_PLACES = "SELECT place, fate FROM delivery WHERE clinic_id = ? AND note_id = ? ORDER BY id"
_TURN = """
    INSERT INTO turn (clinic_id, place, free_at) VALUES (?, ?, ?)
    ON CONFLICT (clinic_id, place) DO UPDATE SET free_at = excluded.free_at
    WHERE turn.free_at <= ? RETURNING id"""
_REST = "UPDATE turn SET free_at = ? WHERE clinic_id = ? AND place = ? AND free_at = ?"
_DIGESTS = """
    SELECT id, digest_at FROM clinic WHERE digest_at IS NULL OR digest_at <= ?
    ORDER BY digest_at LIMIT ?"""
_NEXT_DIGEST = "UPDATE clinic SET digest_at = ? WHERE id = ? AND digest_at = ? RETURNING id"
_FIRST_DIGEST = "UPDATE clinic SET digest_at = ? WHERE id = ? AND digest_at IS NULL RETURNING id"

_NEVER = datetime(9999, 1, 1, tzinfo=UTC)


class Outbox:
    """Alerts and their messages. Every method may raise `RecordsUnreachable`."""

    async def note(self, clinic_id: int, number: int) -> Alert | None:
        """The alert of a number."""
        with reaching():
            return await notes.read(clinic_id, number)

    async def notes(
        self, clinic_id: int, states: Sequence[AlertState], limit: int
    ) -> tuple[Alert, ...]:
        """The clinic's alerts in these states, the newest first."""
        with reaching():
            return await notes.of_states(clinic_id, states, limit)

    async def places(self, clinic_id: int, number: int) -> tuple[tuple[str, DeliveryState], ...]:
        """Where an alert was to be told, and what became of that."""
        with reaching():
            rows = await fetch(_PLACES, [clinic_id, number])
        return tuple((row["place"], DeliveryState(row["fate"])) for row in rows)

    async def act(self, clinic_id: int, number: int, act: Act, by: DoneBy) -> Alert:
        """Do something with an alert; every message about it is worded anew."""
        with reaching():
            async with audit_log.transaction():
                note = await notes.read(clinic_id, number, lock=True)
                if note is None:
                    raise NotUnderstood(f"There is no alert {number}.", "List them: /clinic alerts")
                after = apply_action(note, act, by)
                if after == note:
                    return note
                await handled_requests.claim(clinic_id, by.request, by.at, name_of(act), note.id)
                await notes.keep(after)
                await notes.enqueue_edits(clinic_id, [note.id], by.at)
                if isinstance(act, HandOver):
                    await _owe(after, Purpose.HANDOVER, [act.to], by.at)
                detail = as_detail({"alert": note.id, "threshold": note.ref.threshold})
                deed = AuditEvent(by.at, by.actor, name_of(act), note.alias, detail)
                await audit_log.append(clinic_id, [deed])
                return after

    async def timed(
        self, states: Sequence[AlertState], at: datetime, limit: int
    ) -> tuple[Alert, ...]:
        """The alerts of every clinic that time moves on by now."""
        with reaching():
            return await notes.timed(states, at, limit)

    async def enqueue(
        self, note: Alert, errand: Purpose, places: Sequence[str], at: datetime, then: Alert
    ) -> bool:
        """Owe messages about a timed alert, which becomes `then`; False if somebody was faster."""
        with reaching():
            async with in_transaction():
                if not await notes.move(note, then.state, then.look_at):
                    return False
                await _owe(then, errand, places, at)
                return True

    async def enqueue_instead(self, note: Alert, places: Sequence[str], at: datetime) -> None:
        """Owe an alert to other places than the one that would not take it."""
        with reaching():
            async with in_transaction():
                await notes.lock(note.clinic_id, [note.id])
                await _owe(note, Purpose.INSTEAD, places, at)

    async def enqueue_digest_instead(self, delivery: Delivery, places: Sequence[str]) -> None:
        """Owe a digest to other places than the one that would not take it, once each."""
        with reaching():
            await _owe_all([_digest(delivery.clinic_id, delivery.owed_since, p) for p in places])

    async def claim(
        self, at: datetime, worker: str, limit: int, lease: timedelta
    ) -> tuple[Delivery, ...]:
        """Take what is due, the oldest message to each open place; nobody else gets it now."""
        with reaching():
            rows = await fetch(_CLAIM, [at + lease, worker, at, at, at, limit])
        return tuple(map(_delivery, rows))

    async def begin(self, delivery: Delivery) -> bool:
        """Say that the message goes out now; False where somebody else has it by now."""
        with reaching():
            return bool(await fetch(_BEGIN, _mine(delivery)))

    async def put_off(
        self, delivery: Delivery, until: datetime, *, why: str = "", refused: bool = False
    ) -> None:
        """Give a message back until an instant; with a reason, it was a failed attempt.

        Once begun it may have arrived, unless it was `refused`: then nothing was posted.
        """
        with reaching():
            values = [until, refused, delivery.is_repeat, int(bool(why)), why]
            await execute(_PUT_OFF, [*values, *_mine(delivery)])

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
        with reaching():
            async with in_transaction():
                await _lock_note(delivery)
                values = [message, at, delivery.wanted, at, *_mine(delivery)]
                if not await fetch(_SENT, values):
                    return
                here = [delivery.clinic_id, delivery.note_id]
                if delivery.note_id is not None:
                    state = AlertState.UNCERTAIN if delivery.is_repeat else AlertState.SENT
                    await execute(_TOLD, [at, state.value, patience, *here])
                if delivery.purpose is Purpose.DIGEST:
                    told = [at, delivery.clinic_id, delivery.clinic_id, delivery.owed_since]
                    await execute(_TOLD_IN_DIGEST, told)
                    await mentions.note(delivery.clinic_id, (delivery.channel, message), words, at)

    async def shown(
        self, clinic_id: int, page: tuple[str, str], words: Collection[str], at: datetime
    ) -> None:
        """Write down which aliases a page names that the platform goes on showing.

        `page` is its place and the id by which a messenger edits it.
        """
        with reaching():
            async with in_transaction():
                await mentions.renew(clinic_id, page, words, at)

    async def dropped(self, delivery: Delivery, at: datetime) -> None:
        """Write down that there is nothing to say any more; what is posted may yet be edited."""
        with reaching():
            await execute(_DROPPED, [*[delivery.wanted] * 2, at, *_mine(delivery)])

    async def failed(self, delivery: Delivery, at: datetime, why: str) -> None:
        """Write down that the place takes no message; the alert has failed where no other does."""
        with reaching():
            async with in_transaction():
                await _lock_note(delivery)
                values = [why, delivery.is_repeat, delivery.wanted, at, *_mine(delivery)]
                is_mine = await fetch(_FAILED, values)
                if is_mine and delivery.note_id is not None:
                    await execute(_UNDELIVERED, [delivery.clinic_id, delivery.note_id] * 2)

    async def lock_channel(self, clinic_id: int, place: str, at: datetime, until: datetime) -> bool:
        """Close an open place to everybody else until an instant; False where it is closed."""
        with reaching():
            return bool(await fetch(_TURN, [clinic_id, place, until, at]))

    async def unlock_channel(
        self, clinic_id: int, place: str, until: datetime, *, opens: datetime
    ) -> None:
        """Open a place at another instant, if it is still closed by whom it was until this one."""
        with reaching():
            await execute(_REST, [opens, clinic_id, place, until])

    async def digests(self, at: datetime, limit: int) -> tuple[tuple[int, datetime | None], ...]:
        """The clinics whose digest is due, with the instant; None where none is computed yet."""
        with reaching():
            rows = await fetch(_DIGESTS, [at, limit])
        return tuple(
            (row["id"], instant(row["digest_at"]) if row["digest_at"] else None) for row in rows
        )

    async def enqueue_digest(
        self,
        clinic: Clinic,
        due: datetime | None,
        following: datetime | None,
        places: Sequence[str],
    ) -> bool:
        """Owe the digest of an instant to places, and set the next; False if it was done already.

        With no instant due, only the next is set.
        """
        with reaching():
            async with in_transaction():
                statement = _NEXT_DIGEST if due else _FIRST_DIGEST
                if not await fetch(
                    statement, [following or _NEVER, clinic.id, *([due] if due else [])]
                ):
                    return False
                if due:
                    await _owe_all([_digest(clinic.id, due, place) for place in places])
                return True


_Owed = tuple[int, int | None, Purpose, str, str, datetime]


def _digest(clinic_id: int, due: datetime, place: str) -> _Owed:
    """The digest of an instant, for one place."""
    return clinic_id, None, Purpose.DIGEST, f"digest/{due.isoformat()}/{place}", place, due


async def _owe(note: Alert, errand: Purpose, places: Sequence[str], at: datetime) -> None:
    """Owe one message about a note to each place; the same errand at the same instant once."""
    when = f"/{at.isoformat()}" if errand in {Purpose.AGAIN, Purpose.HANDOVER} else ""
    key = f"{errand.value}/{note.id}{when}"
    await _owe_all(
        [(note.clinic_id, note.id, errand, f"{key}/{place}", place, at) for place in places]
    )


async def _owe_all(
    owed: Sequence[_Owed],
) -> None:
    if not owed:
        return
    rows = [
        value
        for clinic_id, note_id, errand, key, place, at in owed
        for value in (clinic_id, note_id, errand.value, key, place, at, at)
    ]
    places = ", ".join(["(?, ?, ?, ?, ?, 'waiting', ?, ?, '', FALSE, 0, '', 0, '')"] * len(owed))
    await execute(_OWE.format(places), rows)


async def _lock_note(delivery: Delivery) -> None:
    if delivery.note_id is not None:
        await notes.lock(delivery.clinic_id, [delivery.note_id])


def _mine(delivery: Delivery) -> list[object]:
    return [delivery.clinic_id, delivery.id, delivery.worker, delivery.lease]


def _delivery(row: Row) -> Delivery:
    return Delivery(
        row["id"],
        row["clinic_id"],
        Purpose(row["errand"]),
        row["key"],
        row["place"],
        row["note_id"],
        row["attempts"],
        bool(row["is_posting"]),
        row["message"],
        row["wanted"],
        instant(row["owed_since"]),
        instant(row["due_at"]),
        row["claimed_by"],
    )
