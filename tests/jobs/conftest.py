"""A clinic's day on a fresh database."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from models.storage.database import Database
from tests.jobs.clinic_day import ClinicDay


@pytest.fixture
async def day(database: Database, pack: FactBook) -> ClinicDay:
    """A clinic in New York, on a Monday at noon."""
    return await ClinicDay(pack).open()
