"""Append rows to a clinic's audit: the next number, the hash chain, the transaction.

The unique key on clinic and number is the lock: of two that take the same number, the second waits
until the first has committed, finds the number taken and takes the next. So a deed costs one
statement where the newest row is known already, and the audit comes last in a transaction: whoever
has a number keeps the clinic's other deeds waiting.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from datetime import datetime

from tortoise.transactions import in_transaction

from models.clinic.audit import (
    KEY_REPLACED,
    OPERATOR,
    AuditEntry,
    AuditEvent,
    ChainHead,
    chained,
    digest,
)
from models.errors import RecordsUnreachable
from models.storage import keyring
from models.storage.sql import Row, fetch, instant
from models.storage.statements import audit
from models.storage.tables import AuditRow, ClinicRow

_Added = dict[int, tuple[ChainHead | None, ChainHead]]

_added: ContextVar[_Added] = ContextVar("added")
"""Of each clinic that the transaction of this task added to: the newest row before, and now."""


@asynccontextmanager
async def transaction() -> AsyncIterator[None]:
    """A transaction that may add to the audit: its hashes go to the second place once it holds."""
    added: _Added = {}
    token = _added.set(added)
    try:
        async with in_transaction():
            yield
    finally:
        _added.reset(token)
    for before, now in added.values():
        await _note(before, now)


async def _note(before: ChainHead | None, now: ChainHead) -> None:
    """Write the newest row into the second place, unless what stands there is not of the audit.

    That is left there, and so is a line that is missing, for `doctor --audit` to find.
    """
    heads, keys = keyring.current().heads, keyring.current().keys
    if heads is None:
        return
    known = heads.of(now.clinic_id)
    if known is None:
        stands = before is None
    elif known.number >= now.number:
        stands = False
    else:
        stands = bool(before and known.is_of(before, keys)) or any(
            known.is_of(head_of(row), keys)
            for row in await AuditRow.filter(clinic_id=known.clinic_id, number=known.number)
        )
    if stands:
        heads.note(now, keys.newest)


async def locked(clinic_id: int) -> ClinicRow:
    """The clinic's row, which nobody else may write until the transaction ends.

    SQLite needs no word for it: its transactions hold the write lock from the start. Whoever locks
    an alias too does that first. Raises LookupError when there is no such clinic.

    PostgreSQL locks a clinic against deletion for everybody who adds a row that refers to it. The
    lock here bears that (`no_key`), or two who add a row and then an audit entry would deadlock.
    """
    row = await ClinicRow.filter(id=clinic_id).select_for_update(no_key=True).get_or_none()
    if row is None:
        raise LookupError(f"there is no clinic {clinic_id}")
    return row


async def append(
    clinic_id: int, deeds: Iterable[AuditEvent], newest: ChainHead | None = None
) -> None:
    """Add deeds to the audit, within `transaction()` and at its end.

    `newest` is the newest row as it was read a moment ago; it is looked for where none is given or
    somebody has added since. Raises `RecordsUnreachable` where the keys here are not the audit's.
    """
    if fault := await _fault_of(keyring.current(), clinic_id):
        raise RecordsUnreachable(fault, _OTHER_KEY)
    await _append(clinic_id, deeds, newest)


async def _append(
    clinic_id: int, deeds: Iterable[AuditEvent], newest: ChainHead | None = None
) -> None:
    for deed in deeds:
        before = newest or await _newest(clinic_id)
        entry = await _add(clinic_id, deed, before)
        newest = entry.head
        first, _ = _added.get().get(clinic_id, (before, newest))
        _added.get()[clinic_id] = (first, newest)


_OTHER_KEY = (
    "Set it to the key of before (after a restore, to that of the copy), alone or, with a comma "
    "between, behind a new one. If that key is lost for good, python -m bot migrate --key-lost "
    "goes on with this one."
)


async def key_fault(ring: keyring.Keyring) -> str:
    """That the keys here did not bind the newest row of each clinic, in words; else empty.

    Asked until each is proved, then never again: a key that is replaced while this process runs is
    no reason to stop it. One row that was changed says nothing of the key.
    """
    return "" if ring.is_proved else _in_words(await _unproved(ring), ring)


async def _fault_of(ring: keyring.Keyring, clinic_id: int) -> str:
    """The same of one clinic: another's, whose key is gone, is no reason to stop it.

    One that has no row yet waits until the keys here have proved a row of anybody's.
    """
    if ring.is_proved or clinic_id in ring.proved_clinics:
        return ""
    unproved = await _unproved(ring)
    is_its_own = any(entry.clinic_id == clinic_id for entry in unproved)
    return _in_words(unproved, ring) if is_its_own or not ring.proved_clinics else ""


async def _unproved(ring: keyring.Keyring) -> list[AuditEntry]:
    """The newest rows whose key is not here, or proves no such row; what is proved is noted."""
    newest = [entry_of(row) for row in await fetch(audit.NEWEST_ROWS)]
    good = {entry.key_name for entry in newest if _is_proved(entry, ring)}
    unproved = [entry for entry in newest if entry.key_name not in good]
    ring.proved_clinics = frozenset(e.clinic_id for e in newest if e.key_name in good)
    ring.is_proved = bool(newest) and not unproved
    return unproved


def _is_proved(entry: AuditEntry, ring: keyring.Keyring) -> bool:
    key = ring.keys.named(entry.key_name)
    return key is not None and digest(entry, key) == entry.hash


def _in_words(unproved: Iterable[AuditEntry], ring: keyring.Keyring) -> str:
    names = sorted({entry.key_name for entry in unproved})
    if not names:
        return ""
    unknown = [name or "none" for name in names if ring.keys.named(name) is None]
    if unknown:
        return f"AUDIT_KEY is not the key that bound the audit, which is {', '.join(unknown)}."
    return f"AUDIT_KEY has the id {names[0]} and does not prove the audit's newest row."


def key_sentences(fault: str) -> str:
    """The fault of a key, and what to do."""
    return f"{fault} {_OTHER_KEY}"


async def go_on_with_this_key(at: datetime) -> int:
    """Bind one row of each clinic whose key is lost with the key here; says of how many.

    Nothing proves their rows of before any more.
    """
    async with transaction():
        unproved = await _unproved(keyring.current())
        for entry in unproved:
            deed = AuditEvent(at, OPERATOR, KEY_REPLACED, "clinic")
            await _append(entry.clinic_id, [deed], entry.head)
    return len(unproved)


async def _add(clinic_id: int, deed: AuditEvent, before: ChainHead | None) -> AuditEntry:
    key = keyring.current().keys.newest
    while True:
        entry = chained(deed, clinic_id, before, key, secrets.token_hex(16))
        if await fetch(audit.ADD, rows=[values_of(entry)]):
            return entry
        # Somebody was faster. Those who were not wait in turn, so that each gets a number.
        await locked(clinic_id)
        before = await _newest(clinic_id)


async def _newest(clinic_id: int) -> ChainHead | None:
    row = await AuditRow.filter(clinic_id=clinic_id).order_by("-number").first()
    return head_of(row) if row else None


def head_of(row: AuditRow) -> ChainHead:
    """The place in the chain that a row has."""
    return ChainHead(row.clinic_id, row.number, row.hash)


def values_of(entry: AuditEntry) -> tuple[object, ...]:
    """An entry as `statements.audit.COLUMNS` keep it."""
    deed = entry.event
    said = [deed.at, deed.actor, deed.action, deed.subject, deed.detail]
    bound = [entry.salt, entry.detail_hash, entry.key_name, entry.previous_hash, entry.hash]
    return (entry.clinic_id, entry.number, *said, *bound)


def entry_of(row: Row) -> AuditEntry:
    """The entry that a row keeps."""
    said = (row["actor"], row["action"], row["subject"], row["detail"])
    bound = (row["salt"], row["detail_hash"], row["key_name"], row["previous_hash"], row["hash"])
    deed = AuditEvent(instant(row["at"]), *said)
    return AuditEntry(row["clinic_id"], row["number"], deed, *(text or "" for text in bound))
