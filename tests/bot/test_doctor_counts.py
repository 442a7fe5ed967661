"""`python -m bot doctor --counts` proves every count from its rows, or says which is wrong."""

from __future__ import annotations

import asyncio
import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.__main__ import main
from models.clinic.clinic import Platform, Role
from models.content import load
from models.coverage.period import Period
from models.storage.charts import ChartStore
from models.storage.clinics import ClinicStore
from models.storage.database import Database
from models.visits import counting
from models.visits.authorization import Authorization
from models.visits.cap import Cap, CapScope
from models.visits.chart import Chart, ChartOpening, DoneBy
from models.visits.events import AuthorizationAdded, SessionLogged
from models.visits.session import Session
from models.visits.standing import Standing
from models.visits.window import CalendarYear

TODAY = date(2026, 12, 1)
BY = DoneBy("U1", datetime(2026, 12, 1, 12, tzinfo=UTC), TODAY)


async def _fill(url: str) -> None:
    database, book, cabinet = Database(url), load(), ChartStore()
    await database.migrate()
    async with database:
        clinic, _ = await ClinicStore().seat(
            Platform.CONSOLE, "here", "U1", role=Role.STAFF, at=BY.at
        )

        def count(chart: Chart, on: date) -> tuple[Standing, ...]:
            return counting.count(chart, book, clinic, on)

        await cabinet.set_cap(
            clinic.id, Cap(CapScope.CLINIC, "", 20, CalendarYear(), "U1", TODAY), BY
        )
        await cabinet.start(clinic.id, ChartOpening("BLUE-47K", payer="bcbsnc"), count, BY)
        visits = AuthorizationAdded(Authorization("1", 8, Period(TODAY)))
        news = [visits, SessionLogged(Session(1, TODAY))]
        await cabinet.amend(clinic.id, "BLUE-47K", lambda _: news, count, BY)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database with one session."""
    url = f"sqlite://{tmp_path}/records.sqlite3"
    monkeypatch.setenv("DATABASE_URL", url)
    asyncio.run(_fill(url))
    return tmp_path / "records.sqlite3"


def test_counts_that_agree_are_told(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--counts"]) == 0
    said = capsys.readouterr().out
    assert "1 charts counted from their rows, 0 disagree." in said


def test_a_count_that_disagrees_is_named(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    connection = sqlite3.connect(file)
    connection.execute("UPDATE standing SET used = 9 WHERE limit_key = 'authorization/1'")
    connection.commit()
    connection.close()
    assert main(["doctor", "--counts"]) == 1
    said = capsys.readouterr().out
    assert "BLUE-47K: authorization/1 from 2026-12-01: kept 9 of 8, counted 1 of 8." in said
