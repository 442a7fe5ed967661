"""A clinic's life with the bot in Slack, over HTTP and through a socket, in real processes.

Installed, asked, told in time, the alert taken, an answer shared, the token renewed, removed.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from models.storage.token_seal import new_key
from tests.fakes import slack_oauth
from tests.fakes.slack_screens import Message
from tests.fakes.slack_socket import APP_TOKEN
from tests.fakes.slack_state import Call, Grant, Token
from tests.fakes.slack_workspace import FakeSlack
from tests.stories import running
from tests.stories.running import run_in_turn

FIRST = "xoxe.xoxb-canary-first"


@pytest.fixture
def environment(tmp_path: Path, migrated: Path, slack: FakeSlack) -> dict[str, str]:
    """What docs/slack.md says that many workspaces need; the records are migrated."""
    slack.tokens.clear()
    file = shutil.copy(migrated, tmp_path)
    return {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": f"sqlite://{file}",
        "PORT": str(running.free_port()),
        "CLOCK_PORT": "0",
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_CLIENT_ID": slack_oauth.CLIENT_ID,
        "SLACK_CLIENT_SECRET": slack_oauth.CLIENT_SECRET,
        "SLACK_API_URL": slack.api_url,
        "TOKEN_KEYS": new_key(),
    }


@pytest.fixture(
    params=["over HTTP", pytest.param("through a socket", marks=pytest.mark.sheet)],
    ids=["over HTTP", "through a socket"],
)
def heard(request: pytest.FixtureRequest, environment: dict[str, str]) -> dict[str, str]:
    """The environment, for either way in which Slack reaches the bot."""
    if request.param == "through a socket":
        del environment["SLACK_SIGNING_SECRET"]
        environment["SLACK_APP_TOKEN"] = APP_TOKEN
    return environment


def listen(slack: FakeSlack, environment: dict[str, str], url: str) -> None:
    """Tell Slack how the bot is reached."""
    slack.app_url = f"{url}/slack/events"
    slack.through_socket = "SLACK_APP_TOKEN" in environment


async def settle_in(slack: FakeSlack) -> None:
    """The first minutes: alerts at any hour to the front desk, and a patient with a cap."""
    for typed in ("channel <#CDESK|front-desk>", "quiet off", "digest every day"):
        assert "is for managers" not in (await slack.types("UAMY", f"/clinic {typed}")).words
    await slack.types("UAMY", "/session new BLUE-7")
    await slack.types("UAMY", "/caps set BLUE-7 3 visits per calendar year")


async def test_a_clinic_installs_is_warned_takes_it_shares_and_leaves(
    heard: dict[str, str], slack: FakeSlack
) -> None:
    async with running.web(heard) as url:
        listen(slack, heard, url)
        # Amy installs, with a token that runs out in ten minutes, and manages from now on.
        page = await slack.installs(url, Grant(Token(FIRST), "UAMY", rotating=True, lasts=600))
        assert "Installed in Clinic" in page.text
        await settle_in(slack)
        async with running.clock(heard):
            alert = await the_first_visit_brings_an_alert(slack)
            await max_takes_it_and_everybody_sees(slack, alert)
        await an_answer_is_shared(slack)
        # Of web and clock, whichever came first has renewed the token, and both go on with it.
        assert len([c for c in slack.calls_of("oauth.v2.access") if "grant_type" in c.args]) == 1
        assert FIRST not in {call.token for call in slack.calls_of("chat.postMessage")}
        # One more visit is due to be told when the bot is removed: nothing is said any more.
        await slack.types("UAMY", "/session log BLUE-7 20560 again")
        await slack.uninstalls(slack.tokens[FIRST])
    await nothing_is_left_but_the_records(heard, slack)


async def the_first_visit_brings_an_alert(slack: FakeSlack) -> Message:
    """Amy logs a visit; within seconds the alert stands in the channel, once."""
    logged = await slack.types("UAMY", "/session log BLUE-7 20560")
    assert "1 of 3 visits used, 2 left" in logged.words
    await slack.until(lambda: slack.messages_in("CDESK") or None, "the alert", 15)
    [alert] = slack.messages_in("CDESK")
    assert "BLUE-7 · 2 visits left" in alert.words
    assert "Not acknowledged yet" in alert.words
    return alert


async def max_takes_it_and_everybody_sees(slack: FakeSlack, alert: Message) -> None:
    """The clicker is told in a line; the message itself changes for all, within seconds."""
    acknowledge = alert.button("Acknowledge")
    told = await slack.clicks(acknowledge, "UMAX")
    assert told.private_to == "UMAX"
    assert "You have it." in told.words
    assert "visits used" not in told.words
    await slack.until(lambda: alert.edits or None, "the change", 15)
    assert "<@UMAX> took it on" in alert.words
    assert "Acknowledge" not in alert.labels
    late = await slack.clicks(acknowledge, "UAMY")  # on a screen that has not changed yet
    assert "<@UMAX> has it. Hand it over" in late.words
    assert len(slack.messages_in("CDESK")) == 1


async def an_answer_is_shared(slack: FakeSlack) -> None:
    """Amy asks for herself, and shares the answer with everybody by one click."""
    answer = await slack.types("UAMY", "/coverage bcbsnc 20560", "CDESK")
    assert answer.private_to == "UAMY"
    await slack.presses(answer.button("Share"))
    await slack.until(lambda: "Shared here." in answer.words or None, "the mark", 15)
    posted = slack.messages_in("CDESK")[-1]
    assert "Investigational" in posted.words
    assert "Shared by <@UAMY>" in posted.words


def calls_for_clinics(slack: FakeSlack) -> list[Call]:
    """What was asked of Slack with a token that a clinic gave."""
    return [call for call in slack.calls if call.token != APP_TOKEN]


async def nothing_is_left_but_the_records(environment: dict[str, str], slack: FakeSlack) -> None:
    """No call is made for it any more, no token is kept anywhere, and the clinic's records stay.

    The doctor asks Slack whether a socket would open, with the token of whoever runs the bot.
    """
    calls = len(calls_for_clinics(slack))
    verbs = (["run", "find-alerts"], ["run", "send-alerts"], ["doctor"])
    codes, report, complaint = await run_in_turn(*verbs, environment=environment)
    assert (codes, "Traceback" in complaint) == ([0, 0, 0], False)
    assert len(calls_for_clinics(slack)) == calls
    raw = b"".join(each.read_bytes() for each in _files(environment))
    assert b"canary" not in raw
    assert b"BLUE-7" in raw
    assert "0 installations" in report


async def test_the_same_questions_are_answered_through_a_socket(
    environment: dict[str, str], slack: FakeSlack
) -> None:
    """On a machine without an address, with one workspace's token."""
    for name in ("SLACK_SIGNING_SECRET", "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "TOKEN_KEYS"):
        del environment[name]
    slack.add_token(Token("xoxb-clinic"))
    environment |= {"SLACK_BOT_TOKEN": "xoxb-clinic", "SLACK_APP_TOKEN": APP_TOKEN}
    slack.through_socket = True
    async with running.web(environment):
        first = await slack.types("UAMY", "/coverage bcbsnc 20560")
        assert first.private_to == "UAMY"
        assert "Investigational" in first.words
        which = await slack.types("UAMY", "/coverage blue cross 20560 on 2022-01-10")
        assert "Investigational" in (await slack.clicks(which.button("BCBS Alabama"))).words


def _files(environment: dict[str, str]) -> list[Path]:
    """The database's files."""
    file = Path(environment["DATABASE_URL"].removeprefix("sqlite://"))
    return list(file.parent.glob(f"{file.name}*"))
