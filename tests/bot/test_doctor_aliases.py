"""`python -m bot doctor` counts the aliases of before the rules, and lists them when asked to."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime

import pytest

from bot.__main__ import main
from bot.cli.doctor.clinics import not_of_today
from models.clinic import preferences
from models.clinic.clinic import Platform, Role
from models.clinic.preferences import Preferences
from models.privacy.alias_form import AliasForms, AliasPattern
from models.storage.charts import ChartStore
from models.storage.clinics import ClinicStore
from models.storage.database import Database
from models.visits.chart import ChartOpening, DoneBy

TODAY = date(2026, 12, 1)
BY = DoneBy("U1", datetime(2026, 12, 1, 12, tzinfo=UTC), TODAY)
NEW, OLDER = ("BLUE-47K", "OAK-12", "PT-0047"), ("MRN-00123", "JDOE-1")


async def _fill(url: str, names: tuple[str, ...]) -> None:
    database, ledger = Database(url), ClinicStore()
    async with database:
        clinic, _ = await ledger.seat(Platform.CONSOLE, "here", "U1", role=Role.STAFF, at=BY.at)
        chosen = preferences.spell(Preferences(patterns=(AliasPattern("PT", 4),)))
        await ledger.set_defaults(clinic.id, actor="U1", at=BY.at, preferences=chosen)
        for name in names:
            await ChartStore(lambda *_: ()).start(clinic.id, ChartOpening(name), BY)


def test_aliases_of_todays_forms_are_well(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    asyncio.run(_fill(url, NEW))
    assert main(["doctor"]) == 0
    assert "ok   Aliases of clinic 1: All are of today's forms." in capsys.readouterr().out


def test_those_of_before_are_counted_and_not_named(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asyncio.run(_fill(url, (*NEW, *OLDER)))
    assert main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "MEND Aliases of clinic 1: 2 could not be made today." in said
    assert not [name for name in (*NEW, *OLDER) if name in said]


def test_those_of_before_are_listed_when_somebody_asks(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asyncio.run(_fill(url, (*NEW, *OLDER)))
    assert main(["doctor", "--aliases"]) == 1
    said = capsys.readouterr().out
    assert "JDOE-1, MRN-00123" in said
    assert not [name for name in NEW if name in said]


def test_two_that_look_alike_are_both_told() -> None:
    own = AliasForms(patterns=(AliasPattern("PT", 3),))
    assert not_of_today(("PT-105", "PT-106"), own) == ()
    assert not_of_today(("PT-105", "PT-1O5"), own) == ("PT-105", "PT-1O5")
