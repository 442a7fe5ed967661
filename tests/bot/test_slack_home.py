"""The Home tab: what its owner may see, first steps in a new clinic, and true after a change."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import time
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack import home
from jobs import send_alerts
from models.alerts.hours import Hours
from models.clinic import preferences
from models.clinic.clinic import Platform, Role
from models.clinic.preferences import Preferences
from models.mention import channel
from models.ports import Refusal, Undelivered
from tests.conftest import Served
from tests.fakes.fixtures import Clock
from tests.fakes.slack_workspace import FakeSlack


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for further changes."""
    monkeypatch.setattr(home, "_SOON", 0.0)


async def make_manager(served: Served, user: str) -> None:
    """Seat somebody as a manager."""
    app = served.app
    await app.records.seat(Platform.SLACK, "T1", user, role=Role.MANAGER, at=app.clock())


async def settle(served: Served) -> None:
    """Say who bills here, and where."""
    app = served.app
    await app.records.set_defaults(1, actor="UMAX", at=app.clock(), profession="PT", state="NC")
    app.memberships.forget()


async def test_a_new_clinic_is_told_how_to_begin(served: Served, slack: FakeSlack) -> None:
    shown = await slack.opens_home("UAMY")
    assert "Start here" in shown.words
    for words in ("who bills here", "which state", "Make an alias", "Never type a patient's name"):
        assert words in shown.words
    answer = await slack.clicks_to_open(shown.button("Try a payer"))
    assert "Blue Cross NC" in answer.words
    form = await slack.clicks_to_open(shown.button("Log a session"))
    assert form.title == "Log a session"


async def test_staff_see_who_is_near_a_limit_and_what_they_logged(
    served: Served, slack: FakeSlack
) -> None:
    await settle_after_first(served, slack)
    shown = await slack.opens_home("UAMY")
    assert "Start here" not in shown.words
    assert shown.words.index("RED-1") < shown.words.index("BLUE-7")
    assert "none left" in shown.words
    assert "Logged by you" in shown.words
    for words in ("Your clinic", "Facts to check"):
        assert words not in shown.words
    others = await slack.opens_home("UMAX")
    assert "Logged by you" not in others.words


async def settle_after_first(served: Served, slack: FakeSlack) -> None:
    """Two aliases, one of which has nothing left."""
    await slack.types("UAMY", "/session new BLUE-7 payer medicare for chronic low back pain")
    await settle(served)
    await slack.types("UAMY", "/session new RED-1")
    await slack.types("UAMY", "/caps set RED-1 1 visits per calendar year")
    await slack.types("UAMY", "/session log RED-1")


async def test_a_button_on_the_tab_answers_in_a_window(served: Served, slack: FakeSlack) -> None:
    await settle_after_first(served, slack)
    shown = await slack.opens_home("UAMY")
    show = next(c for c in shown.controls if c.value == "/session show RED-1")
    card = await slack.clicks_to_open(show)
    assert "1 of 1 visit used" in card.words
    back = next(c for c in shown.controls if c.label == "Take back")
    undone = await slack.clicks_to_open(back)
    assert "voided" in undone.words
    again = await slack.clicks_to_open(back)
    assert "was voided already" in again.words


@pytest.mark.usefixtures("at_once")
async def test_until_they_are_ticked_the_payers_of_the_new_year_stand_on_the_tab(
    served: Served, slack: FakeSlack, clock: Clock
) -> None:
    await slack.types("UAMY", "/session new BLUE-7 payer aetna")
    await slack.types("UAMY", "/session new RED-1 payer cigna")
    assert "Verify for" not in (await slack.opens_home("UAMY")).words
    clock.passes(days=10)
    shown = await slack.opens_home("UAMY")
    assert "Verify for 2027" in shown.words
    ticks = [c.value for c in shown.controls if c.label == "Verified"]
    assert ticks == [f"/caps rollover 2027 verified {name}" for name in ("Aetna", "Cigna")]
    card = await slack.clicks_to_open(shown.button("Verified"))
    assert "Verified for 2027: Aetna." in card.words
    await slack.until(
        lambda: ticks[0] not in [c.value for c in shown.controls] or None, "the tab without Aetna"
    )
    assert ticks[1] in [c.value for c in shown.controls]
    await slack.types("UAMY", "/caps rollover verified cigna")
    assert "Verify for" not in (await slack.opens_home("UAMY")).words


async def test_managers_see_settings_and_facts_to_check(served: Served, slack: FakeSlack) -> None:
    await make_manager(served, "UMAX")
    shown = await slack.opens_home("UMAX")
    for words in ("Your clinic", "Time zone", "Facts to check", "two years old"):
        assert words in shown.words
    payer = shown.controls[-1]
    assert payer.value == f"/coverage {payer.label}"
    assert (await slack.clicks_to_open(payer)).words.startswith(payer.label)


@pytest.mark.usefixtures("at_once")
async def test_it_is_drawn_anew_after_its_owner_changed_something(
    served: Served, slack: FakeSlack
) -> None:
    shown = await slack.opens_home("UAMY")
    await slack.types("UAMY", "/session new BLUE-7 payer medicare")
    await slack.until(lambda: "BLUE-7" in shown.words or None, "the alias on the tab")


async def test_several_changes_draw_it_once(
    served: Served, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(home, "_SOON", 0.3)
    shown = await slack.opens_home("UAMY")
    for number in range(4):
        await slack.types("UAMY", f"/session new BLUE-{number}")
    await slack.until(lambda: "BLUE-3" in shown.words or None, "the aliases on the tab")
    await slack.types("UAMY", "/session new RED-9")
    await slack.until(lambda: "RED-9" in shown.words or None, "the last alias on the tab")
    assert len(slack.calls_of("views.publish")) == 3


@pytest.mark.usefixtures("at_once")
async def test_nothing_is_drawn_for_those_who_never_opened_it_or_changed_nothing(
    served: Served, slack: FakeSlack
) -> None:
    await slack.opens_home("UAMY")
    await slack.types("UMAX", "/session new BLUE-7")
    await slack.types("UAMY", "/coverage bcbsnc 20560")
    await slack.types("UAMY", "/session log NOSUCH-1")
    await slack.types("UAMY", "/session new RED-1")  # whatever came before it is drawn by then
    await slack.until(lambda: len(slack.calls_of("views.publish")) > 1 or None, "the tab")
    assert len(slack.calls_of("views.publish")) == 2


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("fault", [TimeoutError(), aiohttp.ClientError()], ids=["late", "cut off"])
async def test_a_tab_that_slack_does_not_take_is_drawn_by_the_next_change(
    served: Served,
    slack: FakeSlack,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    fault: Exception,
) -> None:
    shown = await slack.opens_home("UAMY")
    publish, failed = AsyncWebClient.views_publish, asyncio.Event()

    async def fails_once(client: AsyncWebClient, **view: Any) -> Any:
        if failed.is_set():
            return await publish(client, **view)
        failed.set()
        raise fault

    monkeypatch.setattr(AsyncWebClient, "views_publish", fails_once)
    assert "BLUE-7" in (await slack.types("UAMY", "/session new BLUE-7")).words
    await asyncio.wait_for(failed.wait(), 5)
    await slack.types("UAMY", "/session new RED-9")
    await slack.until(lambda: "RED-9" in shown.words or None, "the alias on the tab")
    assert "home not published" in capsys.readouterr().out


async def test_a_hundred_aliases_fit(served: Served, slack: FakeSlack) -> None:
    for number in range(100, 130):
        await slack.types("UAMY", f"/session new ROW-{number}")
        await slack.types("UAMY", f"/session log ROW-{number}")
    shown = await slack.opens_home("UAMY")
    assert len(shown.blocks) < 50


async def test_a_manager_reads_that_alerts_wait_and_which_do_not_arrive(
    served: Served, slack: FakeSlack
) -> None:
    await make_manager(served, "UMAX")
    await settle(served)
    app = served.app
    wanted = Preferences(channel=channel("COLD"), hours=Hours(quiet=(time(0), time(23, 59))))
    chosen = preferences.spell(wanted)
    await app.records.set_defaults(1, actor="UMAX", at=app.clock(), preferences=chosen)
    app.memberships.forget()
    await slack.types("UMAX", "/session new BLUE-7 payer aetna")
    await slack.types("UMAX", "/caps set BLUE-7 1 visit per lifetime")
    await slack.types("UMAX", "/session log BLUE-7")
    assert "waits until Wed 11:59 PM (quiet hours)" in (await slack.opens_home("UMAX")).words
    open_all_day = preferences.spell(replace(wanted, hours=Hours(quiet=None)))
    await app.records.set_defaults(1, actor="UMAX", at=app.clock(), preferences=open_all_day)
    app.memberships.forget()

    class Archived:
        async def post(self, *_: object) -> str:
            raise Undelivered("is_archived", Refusal.CHANNEL)

        async def edit(self, *_: object) -> None:
            raise NotImplementedError

    uses = app.services.with_messengers({Platform.SLACK: Archived()}, app.clock)
    await send_alerts.run(app.clock(), uses)
    shown = (await slack.opens_home("UMAX")).words
    assert "Alerts that do not arrive" in shown
    assert "(is_archived). Choose another channel with /clinic channel." in shown
    assert "do not arrive" not in (await slack.opens_home("UAMY")).words
