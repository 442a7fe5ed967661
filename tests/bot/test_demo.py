"""The demo's clock and its day: time goes ahead only, within bounds, and brings what it should."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest

from bot import settings
from bot.app import App, build, now
from bot.demo.board import DemoBoard
from bot.demo.clinic import PEOPLE, add_aliases, set_up_clinic
from bot.demo.clock import DemoDay, MovableClock, TimeJump
from bot.demo.server import demo_application
from models.clinic.clinic import Clinic, Platform, Role
from models.errors import NotAllowed
from models.services import Services
from models.storage.outbox import Outbox
from tests.conftest import serve

NOON = datetime(2026, 11, 23, 17, 20, tzinfo=UTC)
SCRIPT = {"X-Requested-With": "fetch"}


class BrokenPostRoom(Outbox):
    """One whose digests raise."""

    async def digests(self, *_: object) -> tuple[tuple[int, datetime | None], ...]:
        """Fail."""
        raise RuntimeError("a bug")


class SlowPostRoom(Outbox):
    """One whose digests take until they are let go, once they are held."""

    def __init__(self) -> None:
        self.is_held = False
        self.asked, self.let_go = asyncio.Event(), asyncio.Event()

    async def digests(self, *of: Any) -> tuple[tuple[int, datetime | None], ...]:
        """Wait."""
        if self.is_held:
            self.asked.set()
            await self.let_go.wait()
        return await super().digests(*of)


class Household:
    """The demo's clinic, its day and what it posted."""

    def __init__(self, app: App, clock: MovableClock, **uses: object) -> None:
        self.app, self.clock = app, clock
        self.board = DemoBoard(clock)
        app.console.hand_on = self.board.take
        kept: Services = replace(
            app.services.with_messengers({Platform.CONSOLE: app.console}), **uses
        )  # type: ignore[arg-type]
        self.day = DemoDay(kept, clock, self.board)

    @property
    def posted(self) -> list[tuple[str, str]]:
        """When each message came, in the clinic's time of the day, and its headline."""
        shown = self.board.changed_since(0, 1)
        return [(f"{each.since:%a %H:%M}", each.posted.reply.headline) for each in shown]


@pytest.fixture
async def clinic_app(environment: dict[str, str]) -> AsyncIterator[tuple[App, MovableClock]]:
    """The invented clinic's app, on a Monday after noon; its real time stands still."""
    clock = MovableClock(lambda: NOON)
    app = build(settings.read(environment), clock)
    async with app.database:
        clinic = await set_up_clinic(app)
        await add_aliases(app, clinic, NOON.date())
        yield app, clock


async def clinic_of(app: App) -> Clinic:
    return (await app.records.clinics())[0]


@asynccontextmanager
async def served(environment: dict[str, str]) -> AsyncIterator[tuple[App, str]]:
    """The demo over HTTP."""
    app = build(settings.read(environment), MovableClock())
    runner, url = await serve(await demo_application(app))
    try:
        yield app, url
    finally:
        await runner.cleanup()


def test_the_clock_goes_ahead_and_never_back() -> None:
    real = [NOON]
    clock = MovableClock(lambda: real[-1])
    assert clock() == NOON
    clock.move(NOON - timedelta(days=1))
    assert clock() == NOON
    clock.move(NOON + timedelta(days=1))
    assert clock() == NOON + timedelta(days=1)
    real.append(NOON - timedelta(hours=1))  # somebody sets the machine's clock
    assert clock() == NOON + timedelta(days=1)
    real.append(NOON + timedelta(hours=2))
    assert clock() == NOON + timedelta(days=1, hours=2)


async def test_a_week_passes_through_each_of_its_mornings(
    clinic_app: tuple[App, MovableClock],
) -> None:
    app, clock = clinic_app
    demo = Household(app, clock)
    await demo.day.settle()
    await demo.day.move(TimeJump.WEEK, await clinic_of(app))
    digests = [at for at, headline in demo.posted if headline.startswith("This morning")]
    days = ("Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Mon")
    assert digests == [f"{day} 13:00" for day in days]  # UTC: 8 in the morning in New York
    assert clock() - NOON < timedelta(weeks=1, minutes=1)


async def test_the_clock_goes_a_year_ahead_at_most(
    clinic_app: tuple[App, MovableClock],
) -> None:
    app, clock = clinic_app
    demo, clinic = Household(app, clock), await clinic_of(app)
    clock.move(NOON + timedelta(days=364))
    with pytest.raises(NotAllowed, match="a year ahead at most"):
        await demo.day.move(TimeJump.WEEK, clinic)
    await demo.day.move(TimeJump.HOUR, clinic)
    assert timedelta(days=364, hours=1) <= clock() - NOON < timedelta(days=365)


async def test_a_job_that_fails_does_not_hold_up_the_others(
    clinic_app: tuple[App, MovableClock], capsys: pytest.CaptureFixture[str]
) -> None:
    app, clock = clinic_app
    demo = Household(app, clock, outbox=BrokenPostRoom())
    await app.answer(PEOPLE["front-desk"], "/session log CEDAR-9")
    await demo.day.settle()
    assert ("Mon 17:20", "CEDAR-9 · 1 visit left") in demo.posted
    assert "job failed" in capsys.readouterr().out


async def test_a_pass_that_runs_when_the_demo_is_stopped_is_finished(
    environment: dict[str, str],
) -> None:
    post = SlowPostRoom()
    built = build(settings.read(environment), MovableClock())
    app = replace(built, services=replace(built.services, outbox=post))
    runner, _ = await serve(await demo_application(app))
    post.is_held = True
    await post.asked.wait()
    stopping = asyncio.create_task(runner.cleanup())
    done, _ = await asyncio.wait({stopping}, timeout=0.2)
    assert not done
    post.let_go.set()
    await stopping


async def test_the_clock_of_other_clinics_is_left_alone(
    environment: dict[str, str], visitor: aiohttp.ClientSession
) -> None:
    async with served(environment) as (app, url):
        seat = (Platform.SLACK, "T1", "UBOSS")
        await app.records.seat(*seat, role=Role.MANAGER, at=app.clock())
        async with visitor.post(f"{url}/demo/clock", data={"to": "week"}, headers=SCRIPT) as answer:
            assert "Other clinics have their records in this database" in await answer.text()
        assert app.clock() - now() < timedelta(minutes=1)


async def test_records_that_are_kept_begin_no_earlier_than_they_ended(
    environment: dict[str, str], visitor: aiohttp.ClientSession
) -> None:
    async with served(environment) as (app, url):
        async with visitor.post(f"{url}/demo/clock", data={"to": "week"}, headers=SCRIPT) as answer:
            assert answer.status == 204
        await app.answer(PEOPLE["front-desk"], "/session log MAPLE-4")
        ended = app.clock()
    async with served(environment) as (app, _):
        assert app.clock() - ended < timedelta(minutes=1)
        assert app.clock() > now() + timedelta(days=6)


async def test_the_demo_needs_a_clock_that_can_be_moved(environment: dict[str, str]) -> None:
    with pytest.raises(TypeError, match="can be moved"):
        await demo_application(build(settings.read(environment)))


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:3000", 200),
        ("127.0.0.1", 200),
        ("[::1]:3000", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example:3000", 421),
        ("[nonsense", 421),
        ("[::1].evil.com", 421),
        ("localhost:3913.evil.com", 421),
        ("localhost:evil.com", 421),
    ],
)
async def test_the_demo_answers_under_this_machines_name_alone(
    environment: dict[str, str], visitor: aiohttp.ClientSession, host: str, status: int
) -> None:
    """A page elsewhere may have its own name point here, and would be let in by it."""
    app = build(settings.read(environment), MovableClock())
    runner, url = await serve(await demo_application(app))
    async with visitor.get(f"{url}/healthz", headers={"Host": host}) as answer:
        assert answer.status == status
    await runner.cleanup()


@pytest.mark.parametrize("path", ["/", "/demo/clock"])
@pytest.mark.parametrize("origin", ["https://elsewhere.example", "http://127.0.0.1:1", "null"])
async def test_the_demo_takes_no_form_of_another_page(
    environment: dict[str, str], visitor: aiohttp.ClientSession, path: str, origin: str
) -> None:
    """The same with a browser stands in tests/browser."""
    app = build(settings.read(environment), MovableClock())
    runner, url = await serve(await demo_application(app))
    form = {"typed": "/cpt 20561", "to": "week"}
    async with visitor.post(f"{url}{path}", data=form, headers={"Origin": origin}) as answer:
        assert answer.status == 403
    await runner.cleanup()
