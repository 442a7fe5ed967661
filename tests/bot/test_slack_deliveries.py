"""What Slack delivers twice is carried out once; what fails is delivered again; nothing is lost."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncAck
from slack_bolt.request.async_request import AsyncBoltRequest

from bot import logs, settings
from bot.app import App, build
from bot.slack.app import SlackApp
from bot.slack.bolt_app import quiet_bolt
from bot.slack.one_workspace import OneWorkspace
from bot.slack.web_client import OUTGOING, Transport
from bot.web import application
from handlers.command import Command, Request, Services
from models.errors import RecordsUnreachable
from models.reply import Pick, Picked, Reply
from models.storage.installations import Installations
from tests.bot.conftest import Configure
from tests.conftest import Served, serve
from tests.fakes.slack_state import Grant, Token
from tests.fakes.slack_workspace import FakeSlack

BY_AMY = Grant(Token("xoxb-first"), "UAMY")
REVOKED = {"type": "tokens_revoked", "tokens": {"bot": ["UBOT1"]}}


async def test_an_event_that_comes_three_times_is_carried_out_once(
    offered: Served, slack: FakeSlack
) -> None:
    await slack.installs(offered.url, BY_AMY)
    await slack.sends_event(REVOKED, "Ev1")
    await slack.installs(offered.url, Grant(Token("xoxb-second"), "UAMY"))
    for retry in (1, 2):
        assert (await slack.sends_event(REVOKED, "Ev1", retry)).status == 200
    assert offered.app.installations
    assert await offered.app.installations.find("T1")


async def test_an_event_that_could_not_be_carried_out_is_taken_when_it_comes_again(
    offered: Served, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    await slack.installs(offered.url, BY_AMY)

    async def away(*_: Any) -> bool:
        raise RecordsUnreachable("The records do not answer.", "Try again.")

    with monkeypatch.context() as gone, slack.expects_offences("dispatch_failed"):
        gone.setattr(Installations, "erase", away)
        assert (await slack.sends_event(REVOKED, "Ev2")).status == 503
    await slack.sends_event(REVOKED, "Ev2", retry=1)
    assert offered.app.installations
    assert await offered.app.installations.find("T1") is None


async def test_two_events_are_two(offered: Served, slack: FakeSlack) -> None:
    seen, now = offered.app.seen_events, offered.app.clock()
    assert [await seen.first("slack", key, now) for key in ("a", "b", "a")] == [True, True, False]
    assert await seen.first("teams", "a", now)
    await seen.forget("slack", "a")
    assert await seen.first("slack", "a", now)


async def test_of_ten_at_once_one_is_the_first(offered: Served) -> None:
    seen, now = offered.app.seen_events, offered.app.clock()
    firsts = await asyncio.gather(*[seen.first("slack", "Ev3", now) for _ in range(10)])
    assert sum(firsts) == 1


async def test_without_the_records_an_event_is_answered_all_the_same(
    served: Served, slack: FakeSlack, tmp_path: Path
) -> None:
    for file in tmp_path.glob("records.sqlite3*"):
        file.unlink()
    answer = await slack.sends_event({"type": "message", "user": "UAMY", "ts": "1.1"})
    assert answer.status == 200


@pytest.fixture
async def bare(app: App, slack: FakeSlack) -> Any:
    """The Slack app without HTTP, for listeners that a test adds."""
    async with aiohttp.ClientSession(timeout=OUTGOING) as session:
        line = Transport(slack.api_url, session)
        yield SlackApp(app, line, OneWorkspace(line, "xoxb-clinic", app.clock))


def click(action: str) -> Any:
    """A click as Bolt is given it."""
    body = {"type": "block_actions", "user": {"id": "UAMY", "team_id": "T1"}, "team": {"id": "T1"}}
    acted = [{"type": "button", "action_id": action, "block_id": "b", "value": "x"}]
    return AsyncBoltRequest(mode="socket_mode", body={**body, "actions": acted}, headers={})


async def test_a_bug_right_after_the_acknowledgement_does_not_take_it_back(
    bare: SlackApp, caplog: pytest.LogCaptureFixture
) -> None:
    """By default Bolt forgets the acknowledgement and answers 404 after three seconds."""

    async def broken(ack: AsyncAck) -> None:
        await ack()
        raise RuntimeError("canary-text")

    bare.bolt._async_listeners.clear()  # noqa: SLF001 - ours would take it first
    bare.bolt.action("broken")(broken)
    caplog.set_level(logging.DEBUG)
    assert (await bare.dispatch(click("broken"))).status == 200
    assert "canary-text" not in caplog.text


def test_no_listener_outlives_its_request_unseen(bare: SlackApp) -> None:
    """Lazy listeners copy the client and with it the session, which cannot be: HTTP 500."""
    assert bare.bolt._async_listeners  # noqa: SLF001
    assert not any(each.lazy_functions for each in bare.bolt._async_listeners)  # noqa: SLF001
    assert bare.bolt.process_before_response


async def test_bolt_installs_nothing_by_itself_and_checks_no_verification_token(
    app: App, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own stores write files into the home; its check refuses the token that is right."""
    for name in ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_VERIFICATION_TOKEN"):
        monkeypatch.setenv(name, "canary")
    async with aiohttp.ClientSession() as session:
        line = Transport(slack.api_url, session)
        bolt = quiet_bolt(line, OneWorkspace(line, "xoxb-clinic", app.clock))
    assert bolt.oauth_flow is None
    assert bolt.installation_store is None
    names = {type(each).__name__ for each in bolt._async_middleware_list}  # noqa: SLF001
    assert not names & {"AsyncRequestVerification", "AsyncSslCheck"}


def test_a_call_of_ours_ends_within_ten_seconds() -> None:
    """A session that is handed to the SDK ignores the client's own timeout; its own is 300."""
    assert (OUTGOING.total, OUTGOING.connect) == (10, 5)


async def test_late_replies_leave_before_the_process_ends(
    environment: dict[str, str], slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {"SLACK_SIGNING_SECRET": slack.signing_secret, "SLACK_BOT_TOKEN": "xoxb-clinic"}
    app = build(settings.read(environment | told | {"SLACK_API_URL": slack.api_url}))
    runner, url = await serve(await application(app))
    slack.app_url = f"{url}/slack/events"
    may_go_on = asyncio.Event()

    async def slow(_ask: Request, _services: Services) -> Reply:
        await may_go_on.wait()
        return Reply("Here it is")

    app.dispatcher.commands["slow"] = Command("slow", "Slow.", ("/slow x",), slow)
    monkeypatch.setattr("bot.slack.app._ANSWER_WITHIN", 0.01)
    await slack.run_command("UAMY", "/slow x")
    ending = asyncio.create_task(runner.cleanup())
    ended, _ = await asyncio.wait({ending}, timeout=0.3)
    assert not ended
    may_go_on.set()
    await ending
    assert any("Here it is" in message.words for message in slack.messages)


@pytest.mark.parametrize(
    ("place", "told_in"),
    [
        pytest.param("CDESK", "CDESK", id="in the channel, for the asker alone"),
        pytest.param("CHALL", "DAMY", id="where the bot is not, in the asker's own chat"),
    ],
)
async def test_a_response_url_that_takes_no_more_loses_no_answer(
    served: Served, slack: FakeSlack, place: str, told_in: str
) -> None:
    """The SDK's webhook raises for no refusal."""
    asked = await slack.types("UAMY", "/coverage blue cross 20560 on 2022-01-10", place)
    slack.fails_next("response_url", "used_url", 404)
    await slack.presses(asked.button("BCBS Alabama"))
    answer = await slack.sees("UAMY")
    assert "Investigational" in answer.words
    assert answer.channel == told_in
    assert place != "CDESK" or answer.private_to == "UAMY"


async def test_an_answer_that_may_have_arrived_is_not_given_twice(
    served: Served, slack: FakeSlack
) -> None:
    asked = await slack.types("UAMY", "/coverage blue cross 20560 on 2022-01-10", "CDESK")
    slack.loses_next_answer("response_url")
    assert "Investigational" in (await slack.clicks(asked.button("BCBS Alabama"))).words
    await slack.clicks(asked.button("BCBS Alabama"))
    assert slack.calls_of("chat.postEphemeral") == slack.calls_of("chat.postMessage") == []


async def test_a_mention_in_a_command_reaches_the_desk_as_one(
    served: Served, slack: FakeSlack
) -> None:
    heard = []

    async def listen(ask: Request, _services: Services) -> Reply:
        heard.append(ask.text)
        people = Pick("Who?", "/listen tell", Picked.PERSON)
        places = Pick("Where?", "/listen post to", Picked.CHANNEL)
        return Reply(f"For {ask.text}", picks=(people, places))

    served.app.dispatcher.commands["listen"] = Command("listen", "Listen.", ("/listen x",), listen)
    seen = await slack.types("UAMY", "/listen <@UMAX|max> in <#CDESK|front-desk> &amp; &lt;b&gt;")
    assert heard.pop() == "@‹UMAX› in #‹CDESK› & <b>"
    await slack.chooses(seen.control("pick:/listen tell"), "UMAX")
    await slack.chooses(seen.control("pick:/listen post to"), "CHALL")
    await slack.until(lambda: len(heard) == 2 or None, "both picks")
    assert sorted(heard) == ["post to #‹CHALL›", "tell @‹UMAX›"]
    picked = await slack.until(
        lambda: next((m for m in slack.messages if "For tell" in m.words), None), "reply"
    )
    assert picked.private_to == "UAMY"


async def test_at_the_most_talkative_level_nothing_that_was_sent_is_written_down(
    app: App,
    slack: FakeSlack,
    configure: Configure,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Bolt takes over the level of the root when it is built; the SDK writes bodies at DEBUG."""
    configure("json")
    logs.configure("DEBUG", "json")
    async with aiohttp.ClientSession() as session:
        line = Transport(slack.api_url, session)
        slack_app = SlackApp(app, line, OneWorkspace(line, "xoxb-clinic", app.clock))
        asked = click("say:0")
        asked.body["actions"][0]["value"] = "/coverage canary-value"
        asked.body["response_url"] = f"{slack.base}/response/canary-ticket"
        with slack.expects_offences("expired_url"):
            await slack_app.dispatch(asked)
            await slack_app.context.drain()
    said = capsys.readouterr()
    assert "reply refused" in said.err
    for canary in ("canary", "xoxb"):
        assert canary not in said.out + said.err
