"""What Slack showed of an alias is edited by chat.update once the alias is forgotten."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.app import App
from bot.slack.messenger import speaking
from jobs import send_alerts
from models.clinic.clinic import Platform
from models.clinic.preferences import Preferences, spell
from models.mention import channel
from models.storage.outbox import Outbox
from models.visits.chart import DoneBy
from tests.conftest import Served
from tests.fakes.slack_workspace import FakeSlack

ERASED = "Something on this page was erased"


async def deliver(app: App, minutes: int = 0) -> None:
    """Send what is owed, as the clock does some minutes later: a place takes a message a second."""
    later = replace(app, clock=lambda: app.clock() + timedelta(minutes=minutes))
    assert later.settings.slack
    async with speaking(later, later.settings.slack) as messenger:
        uses = later.services.with_messengers({Platform.SLACK: messenger}, later.clock)
        await send_alerts.run(later.clock(), uses)


@pytest.mark.parametrize("shared", ["", " {alias}"], ids=["the board", "one alias"])
async def test_what_was_shared_of_an_alias_says_that_it_was_removed(
    served: Served, slack: FakeSlack, shared: str
) -> None:
    app = served.app
    await slack.types("UAMY", "/session new payer medicare", "CDESK")
    (alias,) = await app.services.charts.aliases(1)
    team = spell(Preferences(channel=channel("CDESK")))
    await app.records.set_defaults(1, actor="UAMY", at=app.clock(), preferences=team)
    app.memberships.forget()
    slack.tokens["xoxb-clinic"].scopes |= {"channels:read"}
    await slack.types("UAMY", f"/share caps{shared.format(alias=alias)}", "CDESK")
    [posted] = slack.messages_in("CDESK")
    assert alias in posted.words
    by = DoneBy("UAMY", app.clock(), app.clock().date())
    await app.services.charts.forget(1, alias, by)
    await deliver(app)
    assert "This message was removed" in posted.words
    assert alias not in repr(posted.posted)


@pytest.fixture
def noted(monkeypatch: pytest.MonkeyPatch) -> asyncio.Queue[str]:
    """The Home tabs of which it is written down what they name, as that happens."""
    pages: asyncio.Queue[str] = asyncio.Queue()
    write_down = Outbox.shown

    async def shown(
        self: Outbox, clinic_id: int, page: tuple[str, str], words: Collection[str], at: datetime
    ) -> None:
        await write_down(self, clinic_id, page, words, at)
        pages.put_nowait(page[0])

    monkeypatch.setattr(Outbox, "shown", shown)
    return pages


async def opened(slack: FakeSlack, user: str, noted: asyncio.Queue[str]) -> str:
    """What stands on somebody's Home tab, once that is written down."""
    shown = await slack.opens_home(user)
    await asyncio.wait_for(noted.get(), 5)
    return shown.words


async def test_the_home_tabs_of_others_lose_what_is_forgotten_each_time(
    served: Served, slack: FakeSlack, noted: asyncio.Queue[str]
) -> None:
    app = served.app
    for alias in ("BLUE-7", "RED-1"):
        await slack.types("UMAX", f"/session new {alias}")
    for number, alias in enumerate(("BLUE-7", "RED-1")):
        assert alias in await opened(slack, "UAMY", noted)
        by = DoneBy("UMAX", app.clock(), app.clock().date())
        await app.services.charts.forget(1, alias, by)
        await deliver(app, number)
        assert ERASED in slack.homes["UAMY"].words
        assert alias not in repr(slack.homes["UAMY"])
    assert ERASED not in await opened(slack, "UAMY", noted)


async def test_a_home_tab_that_was_opened_since_is_left_as_it_is(
    served: Served, slack: FakeSlack, noted: asyncio.Queue[str]
) -> None:
    app = served.app
    await slack.types("UMAX", "/session new BLUE-7")
    await opened(slack, "UAMY", noted)
    by = DoneBy("UMAX", app.clock(), app.clock().date())
    await app.services.charts.forget(1, "BLUE-7", by)
    await opened(slack, "UAMY", noted)
    await deliver(app)
    assert ERASED not in slack.homes["UAMY"].words
