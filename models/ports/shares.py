"""What may be asked of shared answers that facts or rules may have changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from models.clinic.receipt import Receipt
from models.clinic.shared_answer import AnswerChange, SharedAnswer
from models.reply import Reply


class Shares(Protocol):
    """The shared answers of all clinics. Every method may raise `RecordsUnreachable`."""

    async def look_after_release(self, facts: str, at: datetime) -> int:
        """Make every answer due that rests on other facts than these; returns how many."""
        ...

    async def due(self, at: datetime, limit: int) -> tuple[SharedAnswer, ...]:
        """The posted answers that are to be asked again by now, those due first before others."""
        ...

    async def looked_at(
        self,
        shared: SharedAnswer,
        told: Receipt,
        change: AnswerChange | None,
        at: datetime,
        look_at: datetime | None,
    ) -> bool:
        """Write down what is answered now, and owe one edit where it has changed.

        False where somebody else was faster: nothing is written then.
        """
        ...

    async def numbered(self, clinic_id: int, number: int) -> SharedAnswer | None:
        """The answer of a number; None where its message was taken down meanwhile."""
        ...


@dataclass(frozen=True, slots=True)
class AnswerNow:
    """What is answered today: as it is kept, and as everybody reads it."""

    told: Receipt
    reply: Reply
