"""Tokens that run out are refreshed once, whoever needs them at the same time, and never lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import aiohttp
import pytest

from bot.slack.messenger import SlackMessenger, speaking
from bot.slack.web_client import NoSlackToken, Transport
from bot.slack.workspaces import ManyWorkspaces
from models.clinic.clinic import Clinic, Platform
from models.clinic.installation import Tokens
from models.errors import RecordsUnreachable
from models.mention import channel
from models.ports import Refusal, Undelivered
from models.reply import Reply
from models.storage.installations import Installations, RefreshTurn
from models.storage.token_seal import TokenSeal, new_key
from tests.conftest import Served
from tests.fakes.directory import vouched
from tests.fakes.fixtures import Clock
from tests.fakes.slack_state import Call, Grant, Token
from tests.fakes.slack_workspace import FakeSlack
from tests.storage.signs import run_at_once

FIRST = "xoxe.xoxb-first"
LONG = Grant(Token(FIRST), "UAMY", rotating=True)
ALERT = Reply("BLUE-7 has 3 visits left")
CLINIC = Clinic(1, Platform.SLACK, "T1")
DESK = channel("CDESK")
IN_USE = 11 * 60 + 50  # minutes of the twelve hours that a token lasts


@pytest.fixture
async def line(slack: FakeSlack, clock: Clock) -> AsyncIterator[Transport]:
    async def sleep(seconds: float) -> None:
        clock.passes(seconds=seconds)
        await asyncio.sleep(0)

    async with aiohttp.ClientSession() as session:
        yield Transport(slack.api_url, session, sleep=sleep)


def process(offered: Served, line: Transport) -> ManyWorkspaces:
    """What one process knows of the workspaces."""
    app = offered.app
    assert app.settings.slack
    assert app.installations
    return ManyWorkspaces(app, app.settings.slack, app.installations, line)


async def installed_long_ago(offered: Served, slack: FakeSlack, clock: Clock) -> None:
    """Install the app so long ago that its token runs out in ten minutes."""
    clock.passes(minutes=-IN_USE)
    await slack.installs(offered.url, LONG)
    clock.passes(minutes=IN_USE)


def refreshes(slack: FakeSlack) -> list[Call]:
    """The times that Slack was asked for new tokens."""
    return [call for call in slack.calls_of("oauth.v2.access") if "grant_type" in call.args]


async def test_five_at_once_refresh_once_and_all_may_speak(
    offered: Served, slack: FakeSlack, line: Transport, clock: Clock
) -> None:
    await slack.installs(offered.url, LONG)
    clock.passes(minutes=13 * 60)
    workspaces = process(offered, line)
    clients = await asyncio.gather(*[workspaces.client_at("T1") for _ in range(5)])
    assert len(refreshes(slack)) == 1
    assert len({client.token for client in clients}) == 1
    assert clients[0].token != FIRST
    await clients[0].auth_test()


async def test_two_that_know_nothing_of_each_other_refresh_once(
    offered: Served, slack: FakeSlack, line: Transport, clock: Clock
) -> None:
    await slack.installs(offered.url, LONG)
    clock.passes(minutes=13 * 60)
    both = [process(offered, line), process(offered, line)]
    clients = await asyncio.gather(*[each.client_at("T1") for each in both * 5])
    assert len(refreshes(slack)) == 1
    assert len({client.token for client in clients}) == 1


REFRESH_ON_A_SIGN = """
import asyncio, os, sys
import aiohttp
from bot import settings
from bot.app import build
from bot.slack.web_client import Transport
from bot.slack.workspaces import ManyWorkspaces

async def main():
    app = build(settings.read(os.environ))
    async with app.database, aiohttp.ClientSession() as session:
        slack = app.settings.slack
        here = ManyWorkspaces(app, slack, app.installations, Transport(slack.api_url, session))
        print("ready", flush=True)
        sys.stdin.readline()
        clients = await asyncio.gather(*[here.client_at("T1") for _ in range(5)])
        answers = [await client.auth_test() for client in clients]
        print(all(answer["ok"] for answer in answers))

asyncio.run(main())
"""


async def test_two_processes_refresh_once(
    offered: Served, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    await installed_long_ago(offered, slack, clock)
    settings = offered.app.settings
    assert settings.slack
    for name, value in {
        "DATABASE_URL": settings.database_url,
        "SLACK_SIGNING_SECRET": "s",
        "SLACK_CLIENT_ID": settings.slack.client_id,
        "SLACK_CLIENT_SECRET": settings.slack.client_secret,
        "SLACK_API_URL": slack.api_url,
        "TOKEN_KEYS": settings.token_keys[0],
        "LOG_LEVEL": "ERROR",
    }.items():
        monkeypatch.setenv(name, value)
    said = await asyncio.to_thread(run_at_once, REFRESH_ON_A_SIGN, [[], []])
    assert said == ["True", "True"]
    assert len(refreshes(slack)) == 1


async def test_a_remembered_installation_is_read_from_no_row(
    offered: Served, slack: FakeSlack, line: Transport
) -> None:
    await slack.installs(offered.url, LONG)
    workspaces = process(offered, line)
    first = await workspaces.client_at("T1")
    await offered.app.database.close()
    assert await workspaces.client_at("T1") is first
    await offered.app.database.open()
    assert slack.calls_of("auth.test") == []


async def test_while_slack_gives_no_new_token_the_old_one_serves(
    offered: Served, slack: FakeSlack, line: Transport, clock: Clock
) -> None:
    await installed_long_ago(offered, slack, clock)
    workspaces = process(offered, line)
    slack.fails_next("oauth.v2.access", "internal_error", 500)
    assert (await workspaces.client_at("T1")).token == FIRST
    assert (await workspaces.client_at("T1")).token == FIRST
    assert len(refreshes(slack)) == 1
    clock.passes(minutes=2)
    assert (await workspaces.client_at("T1")).token != FIRST


@pytest.mark.parametrize(
    ("error", "permanent"),
    [
        pytest.param("internal_error", False, id="Slack is down"),
        pytest.param("invalid_refresh_token", True, id="used already"),
    ],
)
async def test_a_token_that_has_run_out_is_said_to_be_gone_only_if_it_is(
    offered: Served, slack: FakeSlack, line: Transport, clock: Clock, error: str, *, permanent: bool
) -> None:
    await installed_long_ago(offered, slack, clock)
    clock.passes(minutes=11)
    slack.fails_next("oauth.v2.access", error)
    with pytest.raises(Undelivered) as caught:
        await SlackMessenger(process(offered, line), vouched()).post(CLINIC, DESK, ALERT)
    kind = Refusal.WORKSPACE if permanent else Refusal.LATER
    assert (caught.value.why, caught.value.kind) == (error, kind)


async def test_whoever_dies_in_the_middle_of_a_refresh_keeps_the_turn_for_half_a_minute(
    offered: Served, slack: FakeSlack, line: Transport, clock: Clock
) -> None:
    await installed_long_ago(offered, slack, clock)
    installations = offered.app.installations
    assert installations
    old = await installations.find("T1")
    assert old
    assert await installations.take_turn(old, offered.app.clock(), timedelta(seconds=30))
    assert (await process(offered, line).client_at("T1")).token == FIRST
    clock.passes(seconds=31)
    assert (await process(offered, line).client_at("T1")).token != FIRST


async def test_a_request_that_is_given_up_takes_no_new_token_along(
    offered: Served, slack: FakeSlack, line: Transport, clock: Clock
) -> None:
    await installed_long_ago(offered, slack, clock)
    workspaces = process(offered, line)
    asking = asyncio.create_task(workspaces.client_at("T1"))
    await slack.until(lambda: refreshes(slack) or None, "refresh")
    asking.cancel()
    await workspaces.drain()
    assert (await workspaces.client_at("T1")).token != FIRST
    assert len(refreshes(slack)) == 1
    installations = offered.app.installations
    assert installations
    kept = await installations.find("T1")
    assert kept
    assert kept.tokens.access != FIRST


class Busy(Installations):
    """A database that is busy when the new tokens are to be written."""

    def __init__(self, seal: TokenSeal, times: int) -> None:
        super().__init__(seal)
        self.times = times

    async def renew(self, turn: RefreshTurn, new: Tokens) -> None:
        """Refuse some times."""
        self.times -= 1
        if self.times >= 0:
            raise RecordsUnreachable("Busy.", "Wait.")
        await super().renew(turn, new)


async def test_new_tokens_are_written_though_the_database_is_busy(
    offered: Served, slack: FakeSlack, line: Transport, clock: Clock
) -> None:
    await installed_long_ago(offered, slack, clock)
    app = offered.app
    assert app.settings.slack
    busy = Busy(TokenSeal(app.settings.token_keys), times=3)
    client = await ManyWorkspaces(app, app.settings.slack, busy, line).client_at("T1")
    kept = await busy.find("T1")
    assert kept
    assert kept.tokens.access == client.token != FIRST


async def test_a_message_finds_the_token_of_an_app_that_was_installed_again(
    offered: Served, slack: FakeSlack, line: Transport
) -> None:
    """Another process took the installation; this one still remembers the dead token."""
    await slack.installs(offered.url, Grant(Token("xoxb-before"), "UAMY"))
    messenger = SlackMessenger(process(offered, line), vouched())
    await messenger.post(CLINIC, DESK, ALERT)
    slack.tokens["xoxb-before"].revoked = True
    await slack.installs(offered.url, Grant(Token("xoxb-after"), "UAMY"))
    await messenger.post(CLINIC, DESK, ALERT)
    alerts = [c for c in slack.calls_of("chat.postMessage") if c.args["channel"] == "CDESK"]
    assert [call.token for call in alerts] == ["xoxb-before", "xoxb-before", "xoxb-after"]


async def test_each_clinic_is_spoken_to_with_its_own_token(
    offered: Served, slack: FakeSlack, line: Transport
) -> None:
    await slack.installs(offered.url, Grant(Token("xoxb-one"), "UAMY"))
    await slack.installs(offered.url, Grant(Token("xoxb-two", team="T2"), "UBEA"))
    workspaces = process(offered, line)
    for workspace, token in (("T1", "xoxb-one"), ("T2", "xoxb-two")):
        client = await workspaces.client_for(Clinic(1, Platform.SLACK, workspace))
        assert client.token == token


async def test_a_clinic_that_removed_the_app_gets_nothing_for_good(
    offered: Served, slack: FakeSlack
) -> None:
    slack_settings = offered.app.settings.slack
    assert slack_settings
    await slack.installs(offered.url, LONG)
    async with speaking(offered.app, slack_settings) as messenger:
        await messenger.post(CLINIC, DESK, ALERT)
        await slack.uninstalls(slack.tokens[FIRST])
        with pytest.raises(Undelivered) as caught:
            await messenger.post(CLINIC, DESK, ALERT)
    assert (caught.value.why, caught.value.kind) == ("not_installed", Refusal.WORKSPACE)


async def test_a_key_is_replaced_by_writing_the_new_one_before_the_old(
    offered: Served, slack: FakeSlack, line: Transport, clock: Clock
) -> None:
    await installed_long_ago(offered, slack, clock)
    app, new = offered.app, new_key()
    assert app.settings.slack
    both = Installations(TokenSeal((new, *app.settings.token_keys)))
    assert not (await both.examine(app.clock())).unreadable
    await ManyWorkspaces(app, app.settings.slack, both, line).client_at("T1")  # refreshes
    alone = Installations(TokenSeal((new,)))
    assert not (await alone.examine(app.clock())).unreadable
    assert app.installations
    assert (await app.installations.examine(app.clock())).unreadable == ("T1",)
    with pytest.raises(NoSlackToken) as caught:
        await process(offered, line).client_at("T1")
    assert not caught.value.permanent  # the key may be put back
