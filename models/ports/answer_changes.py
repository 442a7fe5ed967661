"""What may be asked of answers that clinics got and that are other ones by now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from models.clinic.changed_answer import ChangedAnswer
from models.clinic.receipt import ToldReceipt


@dataclass(frozen=True, slots=True)
class AskedBy:
    """By which facts and up to which rule of its own a clinic's answers were last asked again."""

    clinic_id: int
    facts: str
    rules: int


class AnswerChanges(Protocol):
    """Changed answers by clinic. Every method may raise `RecordsUnreachable`."""

    async def due(self, facts: str, settled: datetime, limit: int) -> tuple[AskedBy, ...]:
        """Clinics that asked something and have other facts or rules since.

        A rule that was entered after `settled` waits: answers without it may still be on the way.
        """
        ...

    async def told(self, clinic_id: int, since: datetime) -> tuple[ToldReceipt, ...]:
        """The last answer that each member got to each question, since an instant."""
        ...

    async def noted(self, clinic_id: int, since: datetime) -> tuple[ChangedAnswer, ...]:
        """The changes that were noted, the oldest first."""
        ...

    async def note(self, before: AskedBy, now: AskedBy, changed: Sequence[ChangedAnswer]) -> bool:
        """Keep what has changed; False where somebody else was faster: nothing is kept then."""
        ...

    async def to_tell(self, clinic_id: int, due: datetime) -> tuple[ChangedAnswer, ...]:
        """What the digest of an instant tells: noted by then, and told in no other."""
        ...
