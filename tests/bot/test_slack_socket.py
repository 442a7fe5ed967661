"""Slack heard through a socket: the same answers, and a connection that comes back by itself."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot import settings
from bot.app import App, build
from bot.slack import socket as slack_socket
from bot.slack.app import SlackApp
from bot.slack.one_workspace import OneWorkspace
from bot.slack.socket import Socket
from bot.slack.web_client import Transport
from bot.web import application
from handlers.command import Command, Request, Services
from models.reply import Reply
from tests.conftest import Served, serve
from tests.fakes.slack_socket import APP_TOKEN
from tests.fakes.slack_workspace import FakeSlack


@pytest.fixture
async def plugged(
    environment: dict[str, str], slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Served]:
    """The bot without an address for Slack; it looks after its connection ten times a second."""
    monkeypatch.setattr(slack_socket, "_PING", 0.1)
    told = {"SLACK_BOT_TOKEN": "xoxb-clinic", "SLACK_APP_TOKEN": APP_TOKEN}
    app = build(settings.read(environment | told | {"SLACK_API_URL": slack.api_url}))
    runner, url = await serve(await application(app))
    slack.through_socket = True
    yield Served(app, url)
    await runner.cleanup()


async def test_a_command_is_answered_in_its_acknowledgement(
    plugged: Served, slack: FakeSlack
) -> None:
    answer = await slack.run_command("UAMY", "/coverage bcbsnc 20560")
    assert answer.json()["response_type"] == "ephemeral"
    assert "Investigational" in (await slack.types("UAMY", "/np-coverage bcbsnc 20560")).words


async def test_buttons_and_events_come_the_same_way(plugged: Served, slack: FakeSlack) -> None:
    question = await slack.types("UAMY", "/coverage blue cross 20560 on 2022-01-10")
    assert "Investigational" in (await slack.clicks(question.button("BCBS Alabama"))).words
    for retry in (0, 1):
        what = {"type": "app_home_opened", "user": "UAMY", "tab": "home"}
        assert (await slack.sends_event(what, "Ev1", retry)).status == 200


async def test_no_address_is_served_for_slack(
    plugged: Served, visitor: aiohttp.ClientSession
) -> None:
    """Without a signing secret nothing that comes over HTTP could be told from Slack's."""
    async with visitor.post(f"{plugged.url}/slack/events", data="command=/cpt") as answer:
        assert answer.status == 404


async def another(slack: FakeSlack, old: object) -> None:
    """Wait for a connection that is not the old one."""
    await slack.until(
        lambda: (slack.sockets and slack.sockets[-1] is not old) or None, "new connection", 10
    )


async def test_a_connection_that_slack_recycles_is_replaced(
    plugged: Served, slack: FakeSlack
) -> None:
    await slack.run_command("UAMY", "/cpt 20560")
    old = slack.sockets[-1]
    await old.send_json({"type": "disconnect", "reason": "refresh_requested"})
    await another(slack, old)
    assert (await slack.run_command("UAMY", "/cpt 20560")).status == 200


async def test_a_connection_that_breaks_is_replaced(plugged: Served, slack: FakeSlack) -> None:
    await slack.run_command("UAMY", "/cpt 20560")
    old, request = slack.sockets[-1], slack.connections[-1]
    assert request.transport
    request.transport.abort()
    await another(slack, old)
    assert (await slack.run_command("UAMY", "/cpt 20560")).status == 200


async def test_while_slack_gives_no_new_connection_it_is_asked_again(
    plugged: Served, slack: FakeSlack
) -> None:
    await slack.run_command("UAMY", "/cpt 20560")
    for _ in range(3):
        slack.fails_next("apps.connections.open", "internal_error", 500)
    old, request = slack.sockets[-1], slack.connections[-1]
    assert request.transport
    request.transport.abort()
    await another(slack, old)
    assert len(slack.calls_of("apps.connections.open")) == 5
    assert (await slack.run_command("UAMY", "/cpt 20560")).status == 200


async def test_a_connection_whose_session_was_closed_is_replaced(
    app: App, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before 3.47 the SDK tried for ever in a session that was closed (issue 1922)."""
    monkeypatch.setattr(slack_socket, "_PING", 0.1)
    slack.through_socket = True
    async with aiohttp.ClientSession() as session:
        line = Transport(slack.api_url, session)
        socket = Socket(
            SlackApp(app, line, OneWorkspace(line, "xoxb-clinic", app.clock)), line, APP_TOKEN
        )
        socket.open()
        await slack.run_command("UAMY", "/cpt 20560")
        old = slack.sockets[-1]
        await socket._connection.aiohttp_client_session.close()  # noqa: SLF001 - the mishap
        await another(slack, old)
        assert (await slack.run_command("UAMY", "/cpt 20560")).status == 200
        await socket.close()


async def test_an_envelope_in_hand_is_answered_before_the_process_ends(
    environment: dict[str, str], slack: FakeSlack
) -> None:
    told = {"SLACK_BOT_TOKEN": "xoxb-clinic", "SLACK_APP_TOKEN": APP_TOKEN}
    app = build(settings.read(environment | told | {"SLACK_API_URL": slack.api_url}))
    runner, _ = await serve(await application(app))
    slack.through_socket = True
    begun, may_go_on = asyncio.Event(), asyncio.Event()

    async def slow(_ask: Request, _services: Services) -> Reply:
        begun.set()
        await may_go_on.wait()
        return Reply("Here it is")

    app.dispatcher.commands["slow"] = Command("slow", "Slow.", ("/slow x",), slow)
    asking = asyncio.create_task(slack.run_command("UAMY", "/slow x"))
    await begun.wait()
    ending = asyncio.create_task(runner.cleanup())
    may_go_on.set()
    await ending
    assert "Here it is" in (await asking).body


async def test_a_bug_is_a_sentence_and_the_connection_stays(
    plugged: Served, slack: FakeSlack, capsys: pytest.CaptureFixture[str]
) -> None:
    async def unwordable(ask: Request, _services: Services) -> Reply:
        return Reply(headline=ask)  # type: ignore[arg-type]

    plugged.app.dispatcher.commands["unwordable"] = Command(
        "unwordable", "Unwordable.", (), unwordable
    )
    before = slack.sockets[-1:]
    answer = await slack.run_command("UAMY", "/unwordable canary-text")
    assert "not your fault" in answer.body
    assert slack.sockets[-1:] == (before or slack.sockets[-1:])
    said = capsys.readouterr()
    assert "canary" not in said.out + said.err


async def test_an_app_token_that_slack_refuses_is_written_down_without_it(
    environment: dict[str, str], slack: FakeSlack, capsys: pytest.CaptureFixture[str]
) -> None:
    told = {"SLACK_BOT_TOKEN": "xoxb-clinic", "SLACK_APP_TOKEN": "xapp-canary-wrong"}
    app = build(settings.read(environment | told | {"SLACK_API_URL": slack.api_url}))
    with slack.expects_offences("invalid_auth"):
        runner, _ = await serve(await application(app))
        await slack.until(lambda: slack.calls_of("apps.connections.open") or None, "a try")
        await slack.until(lambda: slack.offences or None, "the refusal")
        await runner.cleanup()
    said = capsys.readouterr()
    assert "canary" not in said.out + said.err
