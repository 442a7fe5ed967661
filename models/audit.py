"""The audit chain: who did what and when, each entry hashed over the one before.

The chain shows that an entry was changed, removed from the middle or put in later. It cannot show
that its newest entries were cut off, nor that somebody with the whole database computed it anew:
there is no secret in it. For that, keep a copy of the newest hash somewhere else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

SYSTEM = "system"
"""The actor of what nobody asked for: a first visit, a job."""

BEFORE_THE_FIRST = "0" * 64
"""Stands where the first entry of a clinic has no hash to follow."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done, before it has a place in the chain.

    `actor` is the platform's user id of a member, or `SYSTEM`. `at` must be aware. `detail` is
    text as written by `as_detail`, kept as it was hashed.
    """

    at: datetime
    actor: str
    action: str
    subject: str
    detail: str = "{}"

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("a deed's time names its zone")


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """A deed in its place: `number` counts from 1 within the clinic."""

    clinic_id: int
    number: int
    deed: Deed
    previous_hash: str
    hash: str

    def follows(self, before: AuditEntry | None) -> bool:
        """Whether this entry is what the chain says comes after `before` (None: the first)."""
        return self == place(self.deed, self.clinic_id, before)


def as_detail(particulars: Mapping[str, object]) -> str:
    """The particulars of a deed as text: JSON in one fixed spelling, so that it hashes alike."""
    return json.dumps(particulars, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def place(deed: Deed, clinic_id: int, before: AuditEntry | None) -> AuditEntry:
    """Give a deed its place after `before`, or the first place of its clinic."""
    number = before.number + 1 if before else 1
    previous = before.hash if before else BEFORE_THE_FIRST
    return AuditEntry(clinic_id, number, deed, previous, digest(deed, clinic_id, number, previous))


def digest(deed: Deed, clinic_id: int, number: int, previous_hash: str) -> str:
    """SHA-256, in hex, over everything that an entry says and the hash before it.

    A JSON list keeps the fields apart whatever they contain; the time is written in UTC to the
    microsecond, as both databases keep it.
    """
    at = deed.at.astimezone(UTC).isoformat(timespec="microseconds")
    said = [previous_hash, clinic_id, number, at]
    said += [deed.actor, deed.action, deed.subject, deed.detail]
    return sha256(json.dumps(said, separators=(",", ":")).encode()).hexdigest()


def first_break(entries: Iterable[AuditEntry], before: AuditEntry | None = None) -> int | None:
    """The number of the first entry that does not follow the one before it, None if all do."""
    for entry in entries:
        if not entry.follows(before):
            return entry.number
        before = entry
    return None
