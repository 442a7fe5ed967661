"""Several processes on one database, as DESIGN promises for PostgreSQL and SQLite bears."""

from __future__ import annotations

from datetime import datetime

from models.clinic.clinic import Platform, Role
from models.storage.clinics import ClinicStore
from tests.storage.signs import run_at_once

WRITE_ON_A_SIGN = """
import asyncio, sys
from datetime import UTC, datetime
from models.clinic.clinic import Platform, Role
from models.storage.database import Database
from models.storage.clinics import ClinicStore
from tests.storage.keys import KEYS

async def main(url, me):
    noon = datetime(2026, 12, 1, 12, tzinfo=UTC)
    async with Database(url, KEYS):
        ledger = ClinicStore()
        print("ready", flush=True)
        sys.stdin.readline()
        for n in range(40):
            user = f"{me}{n}"
            clinic, _ = await ledger.seat(Platform.SLACK, "T1", user, role=Role.STAFF, at=noon)
            await ledger.set_defaults(clinic.id, state=user, actor=me, at=noon)

asyncio.run(main(sys.argv[1], sys.argv[2]))
"""


async def test_two_processes_write_at_once_and_neither_is_refused(
    url: str, ledger: ClinicStore, noon: datetime
) -> None:
    run_at_once(WRITE_ON_A_SIGN, [[url, "A"], [url, "B"]])
    clinic, _ = await ledger.seat(Platform.SLACK, "T1", "A0", role=Role.STAFF, at=noon)
    assert len(await ledger.audit(clinic.id)) == 1 + 2 * 40 * 2
    assert not (await ledger.prove_audit(clinic.id)).faults
