"""What a clinic was told is kept once for each member, soon, and found by that clinic alone."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.receipt_writer import writing
from models.clinic.clinic import Platform, Role
from models.clinic.receipt import Receipt, ToldReceipt, UnknownTold
from models.errors import RecordsUnreachable
from models.ports import Receipts
from models.storage.clinics import ClinicStore
from models.storage.purge import Purge
from models.storage.receipts import ReceiptStore
from models.storage.sql import fetch


@pytest.fixture
def receipts() -> Receipts:
    """Where they are kept."""
    return ReceiptStore()


@pytest.fixture
async def clinic_id(ledger: ClinicStore, noon: datetime) -> int:
    """Amy's clinic."""
    clinic, _ = await ledger.seat(Platform.SLACK, "T1", "UAMY", role=Role.STAFF, at=noon)
    return clinic.id


@pytest.fixture
def told(clinic_id: int, noon: datetime) -> ToldReceipt:
    """What Amy was told."""
    about = ("payer/cigna", "code/20560")
    receipt = Receipt(
        clinic_id, "/coverage Cigna 20560", date(2026, 12, 1), "PT", None, 0, "f0", about, "silent"
    )
    return ToldReceipt(receipt, receipt.code, "UAMY", noon)


async def test_it_is_found_at_once_and_after_it_was_written(
    receipts: Receipts, clinic_id: int, told: ToldReceipt
) -> None:
    receipts.note(told)
    assert await receipts.find(clinic_id, told.code) == told.receipt
    assert await receipts.write() == 1
    assert await receipts.find(clinic_id, told.code) == told.receipt


async def test_what_was_unknown_is_counted_by_its_command_and_names_nobody(
    receipts: Receipts, clinic_id: int, told: ToldReceipt, noon: datetime
) -> None:
    for member, command, verdict in (
        ("UAMY", "/coverage Premera 20560", "unknown"),
        ("UBEA", "/coverage Premera 20560", "unknown"),
        ("UAMY", "/coverage Aetna", "unknown"),
        ("UAMY", "/coverage Cigna 20560", "silent"),
    ):
        asked = replace(told.receipt, command=command, verdict=verdict)
        receipts.note(ToldReceipt(asked, asked.code, member, noon))
    await receipts.write()
    assert await receipts.unknown(clinic_id, noon) == (
        UnknownTold("/coverage Premera 20560", 2, date(2026, 12, 1)),
        UnknownTold("/coverage Aetna", 1, date(2026, 12, 1)),
    )
    assert await receipts.unknown(clinic_id, noon + timedelta(seconds=1)) == ()
    assert await receipts.unknown(clinic_id + 1, noon) == ()


async def test_each_member_is_kept_once(
    receipts: Receipts, clinic_id: int, told: ToldReceipt
) -> None:
    for member in ("UAMY", "UBEA", "UAMY"):
        receipts.note(replace(told, member=member))
    assert await receipts.write() == 2
    receipts.note(told)
    assert await receipts.write() == 0
    assert await receipts.find(clinic_id, told.code) == told.receipt


async def test_another_clinic_finds_nothing(
    receipts: Receipts, clinic_id: int, told: ToldReceipt
) -> None:
    receipts.note(told)
    assert await receipts.find(clinic_id + 1, told.code) is None
    await receipts.write()
    assert await receipts.find(clinic_id + 1, told.code) is None


async def test_another_process_finds_what_was_written(clinic_id: int, told: ToldReceipt) -> None:
    here, there = ReceiptStore(), ReceiptStore()
    here.note(told)
    assert await there.find(clinic_id, told.code) is None
    await here.write()
    assert await there.find(clinic_id, told.code) == told.receipt
    there.note(told)
    await there.write()
    assert len(await fetch("SELECT 1 FROM receipt")) == 1


async def test_nothing_is_kept_of_a_clinic_that_is_gone(
    receipts: Receipts, clinic_id: int, told: ToldReceipt
) -> None:
    receipts.note(replace(told, receipt=replace(told.receipt, clinic_id=clinic_id + 7)))
    receipts.note(told)
    assert await receipts.write() == 1


async def test_old_ones_go_with_the_retention(
    receipts: Receipts, clinic_id: int, told: ToldReceipt, noon: datetime
) -> None:
    receipts.note(told)
    await receipts.write()
    await Purge().clear(noon + timedelta(days=399))
    assert await ReceiptStore().find(clinic_id, told.code)
    await Purge().clear(noon + timedelta(days=401))
    assert await ReceiptStore().find(clinic_id, told.code) is None


class NoDatabase(ReceiptStore):
    """A store whose database is away for the first time."""

    def __init__(self) -> None:
        super().__init__()
        self.tried = asyncio.Event()

    async def write(self) -> int:
        """Fail once."""
        if not self.tried.is_set():
            self.tried.set()
            raise RecordsUnreachable("away", "")
        return await super().write()


async def test_what_could_not_be_written_is_written_when_the_process_stops(
    clinic_id: int, told: ToldReceipt
) -> None:
    away = NoDatabase()
    async with writing(away, every=0):
        away.note(told)
        await away.tried.wait()
    assert await ReceiptStore().find(clinic_id, told.code) == told.receipt
