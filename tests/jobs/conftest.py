"""A clinic's day on a fresh database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from models.content import load
from models.facts import FactBook
from models.storage.database import Database
from tests.jobs.clinic_day import ClinicDay


@pytest.fixture(scope="session")
def pack() -> FactBook:
    """The real book, read once."""
    return load()


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """A migrated database of the test's own, open."""
    database = Database(f"sqlite://{tmp_path / 'records.sqlite3'}")
    await database.migrate()
    async with database:
        yield database


@pytest.fixture
async def day(database: Database, pack: FactBook) -> ClinicDay:
    """A clinic in New York, on a Monday at noon."""
    return await ClinicDay(pack).open()
