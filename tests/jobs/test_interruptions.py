"""A small clinic's month: how often its channel hears of something, and nothing twice."""

from __future__ import annotations

import pytest

from models.coverage.fact_book import FactBook
from models.storage.database import Database
from tests.bench.interruptions import FIRST, Town
from tests.jobs.clinic_day import TEAM, ClinicDay

pytestmark = pytest.mark.sheet

ALIASES, DAYS = 25, 18
MOST = 1
"""Interruptions a day; a clinic of 300 aliases has 3.4: `python -m tests.bench.interruptions`."""


async def test_a_small_clinic_is_interrupted_less_than_once_a_day(
    database: Database, pack: FactBook
) -> None:
    del database
    town = Town(await ClinicDay(pack, FIRST).open(), ALIASES, DAYS)
    await town.live()
    heard = [each.reply.headline for each in town.clinic.messages.posted.values()]
    assert 0 < sum(town.heard.values()) / DAYS < MOST
    assert set(town.heard) <= set(town.days), "nothing on a day off"
    numbers = [
        posted.reply.small_print
        for posted in town.clinic.messages.posted.values()
        if posted.place == TEAM and posted.reply.small_print.startswith("Alert")
    ]
    assert len(set(numbers)) == len(numbers), heard
