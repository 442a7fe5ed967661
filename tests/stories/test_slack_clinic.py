"""A clinic's life with the bot in Slack: installed, asked, told in time, renewed, removed."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from models.storage.seal import new_key
from tests.fakes import slack_oauth
from tests.fakes.slack_socket import APP_TOKEN
from tests.fakes.slack_state import Grant, Token
from tests.fakes.slack_workspace import FakeSlack
from tests.stories import running
from tests.stories.running import run

FIRST = "xoxe.xoxb-canary-first"


@pytest.fixture
def environment(tmp_path: Path, slack: FakeSlack) -> dict[str, str]:
    """What docs/slack.md says that many workspaces need."""
    slack.tokens.clear()
    return {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": f"sqlite://{tmp_path / 'records.sqlite3'}",
        "PORT": str(running.free_port()),
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_CLIENT_ID": slack_oauth.CLIENT_ID,
        "SLACK_CLIENT_SECRET": slack_oauth.CLIENT_SECRET,
        "SLACK_API_URL": slack.api_url,
        "TOKEN_KEYS": new_key(),
    }


def next_working_noon() -> str:
    """Noon in New York on the next day on which a clinic works."""
    at = datetime.now(UTC).replace(hour=17, minute=0) + timedelta(days=1)
    while at.weekday() > 4:
        at += timedelta(days=1)
    return at.isoformat(timespec="minutes")


async def the_clock_runs(environment: dict[str, str]) -> str:
    """The jobs of a clock process, once: what they say they did."""
    at = next_working_noon()
    _, found, _ = await run("run", "find-alerts", "--at", at, environment=environment)
    code, sent, complaint = await run("run", "send-alerts", "--at", at, environment=environment)
    assert (code, "Traceback" in complaint) == (0, False)
    return f"{found}{sent}{complaint}"


async def test_a_clinic_installs_is_warned_in_time_and_leaves(
    environment: dict[str, str], slack: FakeSlack
) -> None:
    await run("migrate", environment=environment)
    async with running.web(environment) as url:
        slack.app_url = f"{url}/slack/events"
        # Amy installs, with a token that runs out in ten minutes.
        grant = Grant(Token(FIRST), "UAMY", rotating=True, lasts=600)
        page = await slack.installs(url, grant)
        assert "Installed in Clinic" in page.text
        # She manages from now on, and is answered at once.
        chosen = await slack.types("UAMY", "/clinic channel <#CDESK|front-desk>")
        assert "Alerts go to" in chosen.words
        answer = await slack.types("UAMY", "/coverage bcbsnc 20560")
        assert "Investigational" in answer.words
        await slack.types("UAMY", "/session new BLUE-7")
        await slack.types("UAMY", "/caps set BLUE-7 3 visits per calendar year")
        await slack.types("UAMY", "/session log BLUE-7 20560")
        # Another process tells the channel, with tokens that it renews first.
        told = await the_clock_runs(environment)
        alerts = slack.messages_in("CDESK")
        assert ["BLUE-7" in message.words for message in alerts] == [True], told
        refreshed = [c for c in slack.calls_of("oauth.v2.access") if "grant_type" in c.args]
        assert len(refreshed) == 1
        spoken = {call.token for call in slack.calls_of("chat.postMessage")}
        assert FIRST not in spoken
        # One more visit is due to be told when the bot is removed: nothing is said any more.
        await slack.types("UAMY", "/session log BLUE-7 20560 again")
        await slack.uninstalls(slack.tokens[FIRST])
    calls = len(slack.calls)
    await the_clock_runs(environment)
    assert len(slack.calls) == calls
    raw = b"".join(each.read_bytes() for each in _files(environment))
    assert b"canary" not in raw
    assert b"BLUE-7" in raw
    _, report, _ = await run("doctor", environment=environment)
    assert "0 installations" in report


async def test_the_same_questions_are_answered_through_a_socket(
    environment: dict[str, str], slack: FakeSlack
) -> None:
    """On a machine without an address, with one workspace's token."""
    for name in ("SLACK_SIGNING_SECRET", "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "TOKEN_KEYS"):
        del environment[name]
    slack.add_token(Token("xoxb-clinic"))
    environment |= {"SLACK_BOT_TOKEN": "xoxb-clinic", "SLACK_APP_TOKEN": APP_TOKEN}
    await run("migrate", environment=environment)
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
