"""What may be asked of receipts: they are kept soon, never on the way of an answer."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from models.clinic.receipt import Receipt, ToldReceipt, UnknownTold


class Receipts(Protocol):
    """What each clinic was told from facts."""

    def note(self, told: ToldReceipt) -> None:
        """Have it kept soon, once for each member; a process that is killed loses a minute."""
        ...

    async def write(self) -> int:
        """Keep what was noted; returns how many. Raises `RecordsUnreachable`, and loses none."""
        ...

    async def find(self, clinic_id: int, code: str) -> Receipt | None:
        """The receipt of this clinic, also one that is not kept yet. See `write` for errors."""
        ...

    async def unknown(self, clinic_id: int, since: datetime) -> tuple[UnknownTold, ...]:
        """The questions since an instant to which the answer was unknown, the most asked first."""
        ...
