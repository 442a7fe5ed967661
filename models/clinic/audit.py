"""The audit chain: what an entry holds, its hash with key and salt, and what is wrong (fault).

What an entry says of a patient (its subject and detail) is bound by a salted hash, and the entry by
a keyed hash over that and over the entry before. So subject, detail and salt can be erased together
and the chain still proves itself, while nobody guesses from the hash what they were.

The chain shows that an entry was changed, removed from the middle, put in, or made without the key.
That its newest entries were cut off shows only against a hash that was kept elsewhere: see
`models/storage/audit_heads.py`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from models.clinic.audit_key import AuditKey, AuditKeys, plain_digest

SYSTEM = "system"
"""The actor of what nobody asked for: a first visit, a job."""

OPERATOR = "command line"
"""The actor of what was asked for on the command line of the machine."""

_JSON = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)

BEFORE_THE_FIRST = "0" * 64
"""Stands where the first entry of a clinic has no hash to follow."""

FORGOTTEN = "alias forgotten"
"""The action of an entry that says how many others were erased."""

SEALED = "audit sealed"
"""The action of the first entry behind those that an older release wrote without a key."""

KEY_REPLACED = "audit key replaced"
"""The action of the first entry bound with a key when the one before is lost for good."""

UNDOES = "undoes"
"""In the detail of an entry: the numbers of the entries that it takes back."""

PART = "part"
"""In the detail of an entry: 2 and more for what was done with one request as the entry before."""


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """What was done, before it has a place in the chain.

    `actor` is the platform's user id of a member, or `SYSTEM` or `OPERATOR`. `at` must be aware.
    `detail` is text as written by `as_detail`, kept as it was hashed. Both `subject` and `detail`
    are empty once they are erased.
    """

    at: datetime
    actor: str
    action: str
    subject: str
    detail: str = "{}"

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("a deed's time names its zone")

    @property
    def particulars(self) -> dict[str, object]:
        """The detail, parsed; empty once it is erased."""
        particulars: dict[str, object] = json.loads(self.detail or "{}")
        return particulars


@dataclass(frozen=True, slots=True)
class ChainHead:
    """The newest entry of a clinic's chain, by its number and hash."""

    clinic_id: int
    number: int
    hash: str


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """An event in the chain: `number` counts from 1 within the clinic."""

    clinic_id: int
    number: int
    event: AuditEvent
    salt: str
    detail_hash: str
    key_name: str
    previous_hash: str
    hash: str

    @property
    def head(self) -> ChainHead:
        """The number and hash to which the next entry is bound."""
        return ChainHead(self.clinic_id, self.number, self.hash)

    @property
    def is_erased(self) -> bool:
        """Whether the subject and detail were erased."""
        return not (self.salt or self.event.subject or self.event.detail)


def as_detail(particulars: Mapping[str, object]) -> str:
    """The particulars of an event as text: JSON in one fixed spelling, so that it hashes alike."""
    return _JSON.encode(particulars)


def chained(
    event: AuditEvent, clinic_id: int, before: ChainHead | None, key: AuditKey, salt: str
) -> AuditEntry:
    """The entry of an event after the entry `before`, or as the first of its clinic."""
    number = before.number + 1 if before else 1
    previous = before.hash if before else BEFORE_THE_FIRST
    sealed = plain_digest(salt, event.subject, event.detail)
    entry = AuditEntry(clinic_id, number, event, salt, sealed, key.id, previous, "")
    return replace(entry, hash=digest(entry, key))


def digest(entry: AuditEntry, key: AuditKey) -> str:
    """The keyed hash over everything that an entry says and the hash before it.

    The time is written in UTC to the microsecond, as both databases keep it.
    """
    event, at = entry.event, entry.event.at.astimezone(UTC).isoformat(timespec="microseconds")
    position = (entry.previous_hash, entry.clinic_id, entry.number, at)
    return key.digest(*position, event.actor, event.action, entry.detail_hash, entry.key_name)


def fault(entry: AuditEntry, before: ChainHead | None, keys: AuditKeys) -> str:
    """What is wrong with an entry behind `before`, in words; empty where nothing is."""
    number = before.number + 1 if before else 1
    if entry.number != number:
        return f"row {number} is missing."
    if entry.previous_hash != (before.hash if before else BEFORE_THE_FIRST):
        return f"row {number} does not follow the row before it."
    key = keys.named(entry.key_name)
    if key is None:
        return f"row {number} was bound with a key ({entry.key_name or 'none'}) that is not here."
    if entry.hash != digest(entry, key):
        return f"row {number} was changed, or made without the key."
    event = entry.event
    detail_hash = plain_digest(entry.salt, event.subject, event.detail)
    if not entry.is_erased and entry.detail_hash != detail_hash:
        return f"what row {number} tells was changed."
    return ""
