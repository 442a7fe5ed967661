"""No alert is lost: real processes on a real database, killed while Slack is out of order.

A small chaos of `make chaos`, whose processes give dead ones up sooner.
"""

from __future__ import annotations

import pytest

from models.storage.database import Database
from tests.chaos.run import Plan, run
from tests.databases import KIND

SMALL = {
    "sqlite": Plan(6, 3, 2, webs=1, clocks=1, kill_every=3, storm=90, is_hasty=True),
    "postgres": Plan(6, 3, 2, webs=2, clocks=3, kill_every=3, storm=90, is_hasty=True),
}


@pytest.mark.sheet
async def test_no_alert_is_lost_and_no_repeat_hides_it(database: Database, url: str) -> None:
    figures = await run(SMALL[KIND], url)
    print(figures)  # shown with pytest -rP
    assert figures.faults == []
    assert figures.received >= figures.alerts == 18
    assert figures.kills.total() > 0
    assert len(figures.disorder) > 1
    assert len(figures.in_teams) > 1
