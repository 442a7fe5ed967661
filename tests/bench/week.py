"""What /caps week costs of the processor for 300 aliases with two booked visits each, on SQLite.

    python -m tests.bench.week

Milliseconds of the process for one answer, with everything that a platform's adapter does left out:
from the request to the reply and its details. The standings are those that booking wrote.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from handlers.caps.command import COMMAND
from handlers.command import Request
from models.clinic.clinic import Platform, Role
from models.storage.charts import ChartStore
from models.storage.clinics import ClinicStore
from models.storage.database import Database
from models.visits import counting
from models.visits.chart import ChartOpening, DoneBy
from models.visits.events import VisitsBooked
from tests.fakes import shipped
from tests.fakes.services import services_over
from tests.storage.keys import KEYS

ALIASES, RUNS = 300, 20
NOW = datetime(2026, 11, 30, 17, tzinfo=UTC)
MONDAY = date(2026, 11, 30)
PAYERS = ("aetna", "cigna", "humana", "medi_cal")


async def measure(folder: str) -> float:
    """Milliseconds of the processor for one answer."""
    book = shipped.pack()
    database = Database(f"sqlite://{Path(folder) / 'week.sqlite3'}", KEYS)
    await database.migrate()
    async with database:
        charts, records = ChartStore(counting.counter(book)), ClinicStore()
        clinic, member = await records.seat(
            Platform.CONSOLE, "clinic", "amy", role=Role.STAFF, at=NOW
        )
        by = DoneBy("amy", NOW, MONDAY)
        for n in range(ALIASES):
            alias = f"OAK-{n + 1}"
            await charts.start(clinic.id, ChartOpening(alias, PAYERS[n % len(PAYERS)]), by)
            days = tuple(MONDAY + timedelta(days=n % 3 + more) for more in (0, 2))
            await charts.amend(clinic.id, alias, lambda _, days=days: (VisitsBooked(days),), by)
        services = services_over(book, charts=charts, records=records)
        request = Request(clinic, member, "", "caps", "week", NOW)
        await COMMAND.answer(request, services)
        before = time.process_time()
        for _ in range(RUNS):
            reply = (await COMMAND.answer(request, services)).opened()
        spent = (time.process_time() - before) / RUNS * 1_000
        assert sum(len(section.lines) for section in reply.sections) == 2 * ALIASES, reply
        return spent


def main() -> None:
    """Print it."""
    with tempfile.TemporaryDirectory() as folder:
        print(f"{asyncio.run(measure(folder)):.1f} ms of the processor a week (aim: 30)")


if __name__ == "__main__":
    main()
