"""`python -m bot doctor --counts` proves every count from its rows, or says which is wrong."""

from __future__ import annotations

import asyncio
import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.__main__ import main
from models.clinic.clinic import Platform, Role
from models.period import Period
from models.storage.charts import ChartStore
from models.storage.clinics import ClinicStore
from models.storage.database import Database
from models.visits import counting
from models.visits.authorization import Authorization
from models.visits.cap import Cap, CapScope
from models.visits.chart import ChartOpening, DoneBy
from models.visits.events import AuthorizationAdded, SessionLogged
from models.visits.session import Session
from models.visits.window import CalendarYear
from tests.fakes import shipped

TODAY = date(2026, 12, 1)
BY = DoneBy("U1", datetime(2026, 12, 1, 12, tzinfo=UTC), TODAY)


async def _fill(url: str) -> None:
    book = shipped.pack()
    database, cabinet = Database(url), ChartStore(counting.counter(book))
    async with database:
        clinic, _ = await ClinicStore().seat(
            Platform.CONSOLE, "here", "U1", role=Role.STAFF, at=BY.at
        )

        await cabinet.set_cap(
            clinic.id, Cap(CapScope.CLINIC, "", 20, CalendarYear(), "U1", TODAY), BY
        )
        await cabinet.start(clinic.id, ChartOpening("BLUE-47K", payer="bcbsnc"), BY)
        visits = AuthorizationAdded(Authorization("1", 8, Period(TODAY)))
        news = [visits, SessionLogged(Session(1, TODAY))]
        await cabinet.amend(clinic.id, "BLUE-47K", lambda _: news, BY)


@pytest.fixture
def file(url: str) -> Path:
    """A database with one session."""
    asyncio.run(_fill(url))
    return Path(url.removeprefix("sqlite://"))


def test_counts_that_agree_are_told(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--counts"]) == 0
    said = capsys.readouterr().out
    assert "1 chart counted from their rows, 0 disagree." in said


def test_a_count_that_disagrees_is_named(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    connection = sqlite3.connect(file)
    connection.execute("UPDATE standing SET used = 9 WHERE limit_key = 'authorization/1'")
    connection.commit()
    connection.close()
    assert main(["doctor", "--counts"]) == 1
    said = capsys.readouterr().out
    assert "BLUE-47K: authorization/1 from 2026-12-01: kept 9 of 8, counted 1 of 8." in said
