"""Keep what clinics were told, once a minute, find it by code, and find what nothing answered."""

from __future__ import annotations

from datetime import datetime

from cachetools import FIFOCache

from models.clinic.receipt import Receipt, ToldReceipt, UnknownTold
from models.storage.engine.unreachable import reaching_records
from models.storage.sql import execute, fetch, some_day
from models.storage.statements import receipts as statements
from models.storage.tables import ClinicRow, ErasedClinicRow, ReceiptRow

_MOST = 10_000  # receipts of a minute, or of an hour without a database
_AT_ONCE = 200  # rows of twelve values: SQLite takes 32,766 in one statement

_MOST_UNKNOWN = 300  # different questions of 90 days

_Key = tuple[int, str, str]


@reaching_records
class ReceiptStore:
    """See `models.ports.Receipts`."""

    def __init__(self) -> None:
        self._noted: FIFOCache[_Key, ToldReceipt] = FIFOCache(_MOST)
        self._kept: FIFOCache[_Key, bool] = FIFOCache(_MOST)  # so that none is written twice

    def note(self, told: ToldReceipt) -> None:
        """Have it kept by the next `write`."""
        key = (told.receipt.clinic_id, told.code, told.member)
        if key not in self._kept and key not in self._noted:
            self._noted[key] = told

    async def write(self) -> int:
        """Keep what was noted, but of clinics that are gone."""
        noted = dict(self._noted)
        if not noted:
            return 0
        here = await _still_here({told.receipt.clinic_id for told in noted.values()})
        rows = [_row(told) for told in noted.values() if told.receipt.clinic_id in here]
        for at in range(0, len(rows), _AT_ONCE):
            await execute(statements.ADD, rows=rows[at : at + _AT_ONCE])
        for key in noted:
            self._noted.pop(key, None)
            self._kept[key] = True
        return len(rows)

    async def find(self, clinic_id: int, code: str) -> Receipt | None:
        """The receipt that was noted, or else kept."""
        for told in self._noted.values():
            if (told.receipt.clinic_id, told.code) == (clinic_id, code):
                return told.receipt
        row = await ReceiptRow.filter(clinic_id=clinic_id, code=code).order_by("id").first()
        return receipt_of(row) if row else None

    async def unknown(self, clinic_id: int, since: datetime) -> tuple[UnknownTold, ...]:
        """The questions to which the answer was unknown; those of this minute come later."""
        values = {"clinic_id": clinic_id, "since": since, "limit": _MOST_UNKNOWN}
        rows = await fetch(statements.UNKNOWN, **values)
        return tuple(
            UnknownTold(row["command"], row["times"], some_day(row["last_on"])) for row in rows
        )


async def _still_here(clinics: set[int]) -> set[int]:
    """Those of some clinics of which anything may be kept."""
    rows = await ClinicRow.filter(id__in=clinics)
    erased = await ErasedClinicRow.filter(number__in=clinics)
    return {row.id for row in rows} - {row.number for row in erased}


def _row(told: ToldReceipt) -> tuple[object, ...]:
    """The values of a row, in the order of the statement."""
    receipt = told.receipt
    return (
        receipt.clinic_id,
        told.code,
        told.member,
        receipt.command,
        receipt.on,
        told.at,
        receipt.profession or "",
        receipt.state or "",
        receipt.rules,
        receipt.facts,
        " ".join(receipt.about),
        receipt.verdict,
    )


def receipt_of(row: ReceiptRow) -> Receipt:
    """The receipt that a row keeps."""
    return Receipt(
        row.clinic_id,
        row.command,
        row.told_on,
        row.profession or None,
        row.state or None,
        row.rules,
        row.facts,
        tuple(row.about.split()),
        row.verdict,
    )
