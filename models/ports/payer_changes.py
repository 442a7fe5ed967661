"""What may be asked of what changed of payers, in the facts and a clinic's own rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from models.clinic.payer_change import PayerChange


@dataclass(frozen=True, slots=True)
class PayersAsKnown:
    """By which facts and up to which rule of its own a clinic's payers were last looked at.

    `held` has, by payer, a print of what the facts said of it and the verdict that answered. Of a
    clinic that was never looked at, `facts` is empty.
    """

    clinic_id: int
    facts: str
    rules: int
    held: Mapping[str, tuple[str, str]] = field(default_factory=dict)


class PayerChanges(Protocol):
    """Changes of payers by clinic. Every method may raise `RecordsUnreachable`."""

    async def due(self, facts: str, limit: int) -> tuple[PayersAsKnown, ...]:
        """Clinics that have other facts or rules since they were looked at, or never were."""
        ...

    async def note(
        self, before: PayersAsKnown, now: PayersAsKnown, changed: Sequence[PayerChange]
    ) -> bool:
        """Keep what has changed; False where somebody else was faster: nothing is kept then."""
        ...

    async def to_tell(self, clinic_id: int, due: datetime) -> tuple[PayerChange, ...]:
        """What the digest of an instant tells, the oldest first: told in no other."""
        ...
