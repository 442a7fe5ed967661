"""A week by its bookings, then a request granted in part and a portal that counts otherwise.

It plays in Slack, in Teams and on the page, each by a clock that is moved on.
"""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import date, timedelta

import aiohttp
import pytest

from bot import settings
from bot.app import App, build
from bot.demo.clinic import FRONT_DESK
from bot.demo.clock import MovableClock
from bot.demo.server import demo_application
from models.visits.chart import Chart
from tests.conftest import Served, serve
from tests.fakes import adaptive_card
from tests.fakes.fixtures import Clock
from tests.fakes.slack_workspace import FakeSlack
from tests.teams.conftest import Office, connector, teams

__all__ = ["connector", "teams"]

SCRIPT = {"X-Requested-With": "fetch"}


@dataclass
class Desk:
    """The front desk of a platform: what is typed and read there, and how a day passes."""

    app: App
    say: Callable[[str], Awaitable[str]]
    pass_day: Callable[[], None]

    async def chart(self, alias: str) -> Chart:
        """What is kept of an alias."""
        (clinic, *_) = await self.app.records.clinics()
        chart = await self.app.services.charts.find(clinic.id, alias)
        assert chart
        return chart

    async def today(self) -> date:
        """The clinic's day."""
        (clinic, *_) = await self.app.records.clinics()
        return clinic.today(self.app.clock())

    async def monday(self) -> date:
        """Let days pass until it is Monday."""
        while (await self.today()).weekday() != 0:
            self.pass_day()
        return await self.today()


@pytest.fixture
async def in_slack(served: Served, slack: FakeSlack, clock: Clock) -> AsyncIterator[Desk]:
    """The desk of a clinic in Slack."""

    async def say(text: str) -> str:
        return (await slack.types("UAMY", f"/{text}")).words

    yield Desk(served.app, say, lambda: clock.passes(days=1))


async def teams_desk(teams: Office) -> Desk:
    """The desk of a clinic in Teams."""

    async def say(text: str) -> str:
        return adaptive_card.read(await teams.say(text))

    return Desk(teams.app, say, lambda: _later(teams))


def _later(teams: Office) -> None:
    teams.clock.passes(days=1)


@pytest.fixture
async def on_page(
    environment: dict[str, str], visitor: aiohttp.ClientSession
) -> AsyncIterator[Desk]:
    """The desk of the invented clinic, on its page."""
    clock = MovableClock()
    app = build(settings.read(environment), clock)
    runner, url = await serve(await demo_application(app))

    async def say(text: str) -> str:
        form = {"typed": f"/{text}", "who": FRONT_DESK}
        async with visitor.post(f"{url}/", data=form, headers=SCRIPT) as answer:
            assert answer.status == 200, await answer.text()
            page = await answer.text()
        return html.unescape(re.sub(r"<[^>]+>|\\u003c.*?\\u003e", " ", page))

    yield Desk(app, say, lambda: clock.move(app.clock() + timedelta(days=1)))
    await runner.cleanup()


async def play(desk: Desk) -> None:
    """The week."""
    for alias in ("OAK-12", "ELM-3", "FERN-44"):
        await desk.say(f"session new {alias} payer aetna")
    await desk.say("caps set OAK-12 2 visits per calendar year")
    monday = await desk.monday()
    days = [monday + timedelta(days=n) for n in range(5)]
    pasted = f"OAK-12 {days[0]} {days[1]} {days[2]}\nELM-3 {days[0]} {days[2]}\nlunch {days[1]}"
    said = await desk.say(f"caps book {pasted}")
    assert "Booked: 2 aliases" in said
    assert "Row 3 was not read" in said
    assert "OAK-12" in (week := await desk.say(f"caps week {monday}"))
    assert "is visit 3 of 2 (your clinic's cap" in week

    said = await desk.say("session log OAK-12, FERN-44 20560; ELM-3 no-show")  # and a walk-in
    assert "2 of 3 logged" in said
    assert "Its booking was taken away." in said
    assert (await desk.chart("ELM-3")).booked == (days[2],)

    desk.pass_day()
    assert "OAK-12" in await desk.say("session today")
    assert "session 2" in await desk.say("session log OAK-12 20560; ELM-3")
    said = await desk.say("session log OAK-12, ELM-3 20560")
    assert "0 of 2 logged" in said, "nothing is counted twice"
    assert "OAK-12 already has 1 session" in said

    desk.pass_day()
    desk.pass_day()
    said = await desk.say("session today")
    assert "Booked, not logged" in said
    await desk.say(f"caps unbook OAK-12 {days[2]}")
    await desk.say(f"session log ELM-3 on {days[2]}")
    assert "Nothing is booked" in await desk.say(f"caps week {monday}")
    counted = {
        alias: len((await desk.chart(alias)).history.sessions) for alias in ("OAK-12", "ELM-3")
    }
    assert counted == {"OAK-12": 2, "ELM-3": 2}


async def ask_and_compare(desk: Desk) -> None:
    """A request that is late and granted in part; a portal that counts fewer, until it does not."""
    await desk.say("session new PINE-8 payer humana plan medicare advantage")
    sent = await desk.today()
    said = await desk.say(f"session request PINE-8 12 visits sent {sent}")
    assert "Medicare Advantage plans have 7 days to decide" in said
    assert "request open" in await desk.say("caps humana")  # the page has many aliases
    for _ in range(8):
        desk.pass_day()
    assert "request 1 for 12 visits: decision was due" in await desk.say("session today")
    today = await desk.today()
    last = today + timedelta(days=60)
    said = await desk.say(f"session granted PINE-8 10 visits from {sent} until {last}")
    assert "Request 1 is closed: 10 of 12 visits granted, 2 fewer than asked." in said
    (request,) = (await desk.chart("PINE-8")).requests
    assert (request.granted, request.authorization, request.is_in_part) == (10, 1, True)
    assert "decision was due" not in await desk.say("session today")

    for back in (4, 2, 0):
        await desk.say(f"session log PINE-8 20560 on {today - timedelta(days=back)}")
    said = await desk.say(f"caps check PINE-8 1 as of {today} from portal")
    assert "the payer's portal counts 1, you count 3" in said
    assert "with session 2" in said
    assert "Lag of claims: 3 visits" in said
    said = await desk.say(f"caps check PINE-8 1 as of {today} from portal look again in two weeks")
    assert "to be compared again" in said
    for _ in range(15):
        desk.pass_day()
    assert "counted 1 as of" in await desk.say("session today")
    assert "the counts agree" in await desk.say("caps check PINE-8 3 from portal")
    assert "counted 1 as of" not in await desk.say("session today")
    (check,) = (await desk.chart("PINE-8")).checks
    assert (check.theirs, check.ours, check.look_on) == (3, 3, None)


async def test_a_week_in_slack(in_slack: Desk) -> None:
    await play(in_slack)
    await ask_and_compare(in_slack)


async def test_a_week_in_teams(teams: Office) -> None:
    desk = await teams_desk(teams)
    await play(desk)
    await ask_and_compare(desk)


async def test_a_week_on_the_page(on_page: Desk) -> None:
    await play(on_page)
    await ask_and_compare(on_page)
