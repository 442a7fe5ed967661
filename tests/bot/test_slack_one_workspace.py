"""With the one token of the settings only its own workspace is answered."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest

from bot.slack.one_workspace import OneWorkspace
from bot.slack.web_client import NoSlackToken, Transport
from models.clinic.clinic import Clinic, Platform
from models.errors import NotAllowed, NotVouched
from tests.bot.conftest import Configure
from tests.conftest import Served
from tests.fakes.fixtures import Clock
from tests.fakes.slack_payloads import Body, form, payload
from tests.fakes.slack_state import Person, Token
from tests.fakes.slack_workspace import FakeSlack

UNKNOWN = "does not tell me at the moment which workspace I am in"


@pytest.fixture
async def make(slack: FakeSlack, clock: Clock) -> AsyncIterator[Callable[[str], OneWorkspace]]:
    """Clients by a token."""
    async with aiohttp.ClientSession() as session:
        line = Transport(slack.api_url, session)
        yield lambda token: OneWorkspace(line, token, lambda: datetime.fromtimestamp(clock(), UTC))


async def test_its_own_workspace_is_admitted_and_slack_is_asked_once(
    make: Callable[[str], OneWorkspace], slack: FakeSlack
) -> None:
    one = make("xoxb-clinic")
    for _ in range(3):
        await one.admit("T1")
        assert (await one.client_for(Clinic(1, Platform.SLACK, "T1"))).token == "xoxb-clinic"
    assert len(slack.calls_of("auth.test")) == 1


@pytest.mark.parametrize(
    "place", [("T2", ""), ("T2", "E1"), ("", ""), ("E1", "E1"), ("t1", ""), ("T1 ", "")]
)
async def test_another_workspace_is_refused(
    make: Callable[[str], OneWorkspace], place: tuple[str, str]
) -> None:
    one = make("xoxb-clinic")
    with pytest.raises(NotAllowed):
        await one.admit(*place)
    with pytest.raises(NoSlackToken):
        await one.client_for(Clinic(1, Platform.SLACK, place[0]))
    with pytest.raises(NoSlackToken):
        await one.client_at(*place)


@pytest.mark.parametrize(
    ("place", "is_in"),
    [
        pytest.param(("T1", "E1"), True, id="a workspace of the organization"),
        pytest.param(("T7", "E1"), True, id="another one"),
        pytest.param(("T1", ""), False, id="of which no organization is told"),
        pytest.param(("T1", "E2"), False, id="of another organization"),
    ],
)
async def test_the_token_of_an_organization_is_for_its_workspaces(
    make: Callable[[str], OneWorkspace], slack: FakeSlack, place: tuple[str, str], *, is_in: bool
) -> None:
    slack.add_token(Token("xoxb-org", enterprise="E1", org_install=True))
    one = make("xoxb-org")
    if is_in:
        await one.admit(*place)
        return
    with pytest.raises(NotAllowed):
        await one.admit(*place)


@pytest.mark.parametrize("error", ["internal_error", "invalid_auth", "account_inactive", ""])
async def test_while_slack_does_not_say_whose_it_is_nobody_is_admitted(
    make: Callable[[str], OneWorkspace], slack: FakeSlack, clock: Clock, error: str
) -> None:
    one = make("xoxb-clinic")
    slack.fails_from_now_on("auth.test", error)
    for _ in range(3):
        with pytest.raises(NotVouched):
            await one.admit("T1")
        with pytest.raises(NoSlackToken) as caught:
            await one.client_for(Clinic(1, Platform.SLACK, "T1"))
        assert not caught.value.permanent
    assert len(slack.calls_of("auth.test")) == 1
    slack.recovers("auth.test")
    clock.passes(seconds=6)
    await one.admit("T1")


@pytest.fixture
def log(configure: Configure, capsys: pytest.CaptureFixture[str]) -> Callable[[], str]:
    """What was logged since the last look."""
    configure("json")
    return lambda: capsys.readouterr().err


async def test_a_request_of_another_team_is_refused_and_leaves_no_id(
    served: Served, slack: FakeSlack, log: Callable[[], str]
) -> None:
    """Slack signs the requests of every team that has the app by the same secret."""
    await slack.types("UAMY", "/session new BLUE-7")
    other = slack.add_token(Token("xoxb-other", team="T2"))
    slack.add_person(Person("UEVE", "eve", team="T2", admin=True))
    calls = len(slack.calls_of("users.info"))
    for typed in ("/caps", "/coverage bcbsnc 20560", "/clinic quiet off", "/help"):
        seen = await slack.types("UEVE", typed)
        assert "I answer the staff of the clinic" in seen.words
        assert "BLUE-7" not in seen.words
    assert [clinic.workspace for clinic in await served.app.records.clinics()] == ["T1"]
    assert len(slack.calls_of("users.info")) == calls
    said = log()
    assert "request of another workspace refused" in said
    for id_ in ("UEVE", "T2", other.value):
        assert id_ not in said


async def test_until_slack_says_whose_the_token_is_nobody_is_answered(
    served: Served, slack: FakeSlack, clock: Clock
) -> None:
    slack.fails_from_now_on("auth.test", "internal_error")
    for typed in ("/coverage bcbsnc 20560", "/caps"):
        assert UNKNOWN in (await slack.types("UAMY", typed)).words
    assert await served.app.records.clinics() == []
    slack.recovers("auth.test")
    clock.passes(seconds=6)
    assert "Investigational" in (await slack.types("UAMY", "/coverage bcbsnc 20560")).words


# -- where Slack names no workspace --------------------------------------------------------------


def clicked(**told: Any) -> Body:
    """A click on a button for /caps, in the shape that organizations have it."""
    action = {"type": "button", "action_id": "say:0", "value": "/caps", "action_ts": "1.0"}
    body = {"type": "block_actions", "trigger_id": "1.1", "actions": [action], **told}
    return payload({"container": {}, "channel": {"id": "CDESK"}, **body})


@pytest.mark.parametrize(
    "told",
    [
        pytest.param({"user": {"id": "UX"}, "team": None, "enterprise": {"id": "E1"}}, id="none"),
        pytest.param({"user": {"id": "UX", "team_id": ""}, "team": {"id": ""}}, id="empty"),
        pytest.param(
            {
                "user": {"id": "UX", "team_id": "E1"},
                "team": {"id": "E1"},
                "view": {"id": "V1", "type": "home", "app_installed_team_id": "E1"},
                "enterprise": {"id": "E1"},
            },
            id="the organization's own id",
        ),
        pytest.param({"user": {"id": "UX", "team_id": None}, "team": None}, id="null"),
    ],
)
async def test_without_a_workspace_nobody_is_seated(
    offered: Served, slack: FakeSlack, told: dict[str, Any]
) -> None:
    """Two enterprises without a workspace would share a clinic."""
    answer = await slack.deliver(clicked(**told))
    assert answer.status == 200
    assert await offered.app.records.clinics() == []


@pytest.mark.parametrize("team", ["", "E1"])
async def test_a_command_without_a_workspace_is_refused(
    offered: Served, slack: FakeSlack, team: str
) -> None:
    told = {"team_id": team, "command": "/caps", "text": "", "enterprise_id": "E1"}
    told |= {"user_id": "UAMY", "channel_id": "CDESK", "trigger_id": "1.1"}
    answer = await slack.deliver(form({**told, "response_url": f"{slack.base}/response/x"}))
    assert "does not say at which clinic you are" in answer.body
    assert await offered.app.records.clinics() == []
