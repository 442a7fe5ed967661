"""A web and a clock as they run in production: an alert comes in time, and a stop loses nothing."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from models.storage.database import Database
from models.storage.sql import fetch
from tests.chaos import clinics
from tests.chaos.clinics import Visit
from tests.chaos.crowd import Crowd, told_of
from tests.chaos.disorder import CALM, Disorder
from tests.chaos.slack import StormyDoors, StormySlack
from tests.fakes import shipped
from tests.fakes.slack_web_api import WebApi

PROMISED = 5.0
"""Seconds from a session at rest to its alert in Slack."""

_FATES = "SELECT n.state, d.fate, d.is_posting FROM note n JOIN delivery d ON d.note_id = n.id"


class SlowSlack(StormySlack):
    """A workspace that answers a call only when it is let go."""

    def __init__(self) -> None:
        self.called = asyncio.Event()
        self.let_go = asyncio.Event()
        super().__init__(Disorder(7, CALM), clinics.names(1))

    def doors(self) -> WebApi:
        """Doors that open slowly."""
        return SlowDoors(self)


class SlowDoors(StormyDoors):
    """Doors at which a call waits."""

    def __init__(self, slack: SlowSlack) -> None:
        super().__init__(slack)
        self._slow = slack

    async def call(self, request: web.Request) -> web.StreamResponse:
        """One call, when it is let go."""
        self._slow.called.set()
        await self._slow.let_go.wait()
        return await super().call(request)


@pytest.fixture
async def slow_slack() -> AsyncIterator[SlowSlack]:
    slack = SlowSlack()
    await slack.start()
    yield slack
    await slack.stop()
    assert slack.offences == []


@pytest.fixture
async def visit(database: Database) -> Visit:
    """An alias one visit from an alert."""
    (visit,) = await clinics.opened(1, 1, shipped.pack(), seed=7)
    return visit


async def logs(slack: SlowSlack, crowd: Crowd, visit: Visit) -> None:
    """Somebody logs the visit, and sees that it is counted."""
    slack.app_url = f"http://127.0.0.1:{crowd.webs[0].port}/slack/events"
    answer = await slack.types(f"U{visit.workspace}", f"/session log {visit.alias} 20560")
    assert "visits used" in answer.words


async def test_an_alert_is_in_slack_within_five_seconds_of_the_session(
    visit: Visit, slow_slack: SlowSlack, url: str
) -> None:
    slow_slack.let_go.set()
    async with Crowd(1, 1, told_of(slow_slack, url)) as crowd:
        await logs(slow_slack, crowd, visit)
        assert slow_slack.received == [], "the session is answered first"
        at_rest = time.monotonic()
        received = await slow_slack.until(lambda: slow_slack.received, "alert", PROMISED)
        print(f"{received[0].at - at_rest:.2f} s")  # shown with pytest -rP
    assert [(each.aliases, each.says_repeat) for each in received] == [((visit.alias,), False)]
    assert crowd.stopped_badly == []


async def test_a_clock_that_is_stopped_finishes_the_message_in_its_hands(
    visit: Visit, slow_slack: SlowSlack, url: str
) -> None:
    async with Crowd(1, 1, told_of(slow_slack, url)) as crowd:
        await logs(slow_slack, crowd, visit)
        async with asyncio.timeout(PROMISED):
            await slow_slack.called.wait()
        crowd.clocks[0].terminate()
        slow_slack.let_go.set()
        assert await crowd.clocks[0].stop() == 0
        crowd.clocks.clear()
    assert [each.aliases for each in slow_slack.received] == [(visit.alias,)]
    (row,) = await fetch(_FATES)
    assert (row["state"], row["fate"], bool(row["is_posting"])) == ("sent", "sent", False)
    assert crowd.troubles.total() == 0
