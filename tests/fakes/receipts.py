"""Receipts in memory, kept at once: they pass the suite of those in a database."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from models.clinic.receipt import Receipt, ToldReceipt, UnknownTold


class MemoryReceipts:
    """What every clinic was told."""

    def __init__(self) -> None:
        self.told: dict[tuple[int, str, str], ToldReceipt] = {}
        self._written = 0

    def note(self, told: ToldReceipt) -> None:
        """Keep it, once for each member."""
        self.told.setdefault((told.receipt.clinic_id, told.code, told.member), told)

    async def write(self) -> int:
        """How many were noted since the last time."""
        before, self._written = self._written, len(self.told)
        return self._written - before

    async def find(self, clinic_id: int, code: str) -> Receipt | None:
        """The receipt of this clinic."""
        here = (t for t in self.told.values() if (t.receipt.clinic_id, t.code) == (clinic_id, code))
        return next((told.receipt for told in here), None)

    async def unknown(self, clinic_id: int, since: datetime) -> tuple[UnknownTold, ...]:
        """The questions to which the answer was unknown, the most asked first."""
        told = [
            t
            for t in self.told.values()
            if t.receipt.clinic_id == clinic_id and t.at >= since and t.receipt.verdict == "unknown"
        ]
        times = Counter(each.receipt.command for each in told)
        last = {each.receipt.command: each.receipt.on for each in told}
        return tuple(UnknownTold(c, n, last[c]) for c, n in times.most_common())
