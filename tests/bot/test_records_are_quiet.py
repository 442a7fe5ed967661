"""python -m bot records import: who is near a limit by then is told of in the next digest alone."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.__main__ import main
from models.alerts.alert import AlertKind
from models.storage.database import Database
from tests.bot.test_records_verb import use, write
from tests.fakes import shipped
from tests.jobs.clinic_day import ClinicDay

pytestmark = pytest.mark.sheet

ALIASES = 60
DAY = timedelta(days=1)


def rows() -> Iterator[tuple[str, str]]:
    """Sixty aliases that have used eight, nine or ten of ten visits, the last of them yesterday."""
    today = datetime.now(UTC).date()
    for number in range(ALIASES):
        alias = f"LARK-{100 + number}"
        yield "aliases.csv", f"{alias},aetna,,,,,"
        yield "authorizations.csv", f"{alias},10,{today - 60 * DAY},{today + (40 + number) * DAY},"
        for visit in range(8 + number % 3):
            day = today - (1 + 3 * visit) * DAY
            yield "sessions.csv", f"{alias},{day},20561,,,"


async def opened(url: str) -> None:
    """A clinic with a channel and no alias."""
    async with Database(url):
        await ClinicDay(shipped.pack(), datetime.now(UTC)).open()


async def heard(url: str) -> tuple[list[str], set[AlertKind]]:
    """What is posted to the clinic's channel up to the next digest, and what was noted."""
    async with Database(url):
        day = await ClinicDay(shipped.pack(), datetime.now(UTC)).open()
        for _ in range(60):
            if day.team:
                break
            await day.tick(seconds=2)
            day.later(hours=2)
        noted = {alert.ref.kind for alert in await day.alerts()}
        return [reply.headline for reply in day.team], noted


def test_sixty_imported_aliases_near_a_limit_are_one_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "records", *rows())
    address = use(monkeypatch, tmp_path / "own.sqlite3")
    asyncio.run(Database(address).migrate())
    asyncio.run(opened(address))
    assert main(["records", "import", str(folder), "--clinic", "1"]) == 0
    posted, noted = asyncio.run(heard(address))
    assert [headline.partition(" · ")[0] for headline in posted] == ["This morning"]
    assert noted == {AlertKind.LEFT}
