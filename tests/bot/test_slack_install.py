"""The app is installed by whoever may, from wherever they begin, and removed without a trace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import aiohttp
import pytest

from bot.membership import Caller
from bot.slack.app import SlackApp
from bot.slack.scopes import SCOPES
from bot.slack.web_client import Transport
from bot.slack.workspaces import clients_of
from models.clinic.clinic import Platform, Role
from models.clinic.installation import Installation
from models.storage.tables import InstallStateRow
from tests.bot.conftest import Configure
from tests.conftest import Served
from tests.fakes.browser import Browser
from tests.fakes.fixtures import Clock
from tests.fakes.slack_payloads import event
from tests.fakes.slack_state import Grant, Token
from tests.fakes.slack_workspace import FakeSlack

BY_AMY = Grant(Token("xoxb-canary-first"), "UAMY")
ORG_WIDE = Grant(Token("xoxb-canary-org", enterprise="E1", org_install=True), "UMAX")


async def installation(offered: Served, workspace: str = "T1") -> Installation | None:
    """What is kept of a workspace's installation."""
    assert offered.app.installations
    return await offered.app.installations.find(workspace)


async def role_of(offered: Served, user: str) -> Role:
    """What a person may do, without asking Slack."""
    offered.app.memberships.forget()
    return (await offered.app.memberships.find(Caller(Platform.SLACK, "T1", user))).member.role


async def test_a_workspace_installs_and_asks_at_once(offered: Served, slack: FakeSlack) -> None:
    page = await slack.installs(offered.url, BY_AMY)
    assert (page.status, "Installed in Clinic" in page.text) == (200, True)
    assert "Investigational" in (await slack.types("UAMY", "/coverage bcbsnc 20560")).words
    kept = await installation(offered)
    assert kept
    assert (kept.installed_by, kept.app, kept.bot_user) == ("UAMY", "A1", "UBOT1")
    assert set(kept.scopes) == set(SCOPES)


async def test_the_least_that_is_needed_is_asked_for_and_no_persons_token(
    offered: Served,
) -> None:
    consent = await Browser(offered.url).opens("/slack/install")
    asked = dict(parse_qsl(urlsplit(consent.sent_to).query))
    assert set(asked["scope"].split(",")) == set(SCOPES)
    assert "user_scope" not in asked


async def test_whoever_installs_first_is_a_manager(offered: Served, slack: FakeSlack) -> None:
    page = await slack.installs(offered.url, BY_AMY)
    assert "You manage the clinic" in page.text
    assert await role_of(offered, "UAMY") is Role.MANAGER


async def test_whoever_installs_reads_what_to_set_first_in_their_own_chat(
    offered: Served, slack: FakeSlack
) -> None:
    await slack.installs(offered.url, BY_AMY)
    (first,) = slack.messages_in(slack.direct_message("UAMY").id)
    assert "0 of 5 first steps done" in first.words
    assert "To do: Profession and state." in first.words
    assert first.labels[:2] == ["Profession and state", "What Medicare says of 20560"]
    await slack.installs(offered.url, replace(BY_AMY, installer="UMAX"))
    assert slack.messages_in(slack.direct_message("UMAX").id) == []


async def test_whoever_installs_is_a_manager_though_seated_as_staff_before(
    offered: Served, slack: FakeSlack
) -> None:
    assert await role_of(offered, "UAMY") is Role.STAFF
    await slack.installs(offered.url, BY_AMY)
    assert await role_of(offered, "UAMY") is Role.MANAGER


async def test_installing_again_makes_nobody_a_manager_where_there_is_one(
    offered: Served, slack: FakeSlack
) -> None:
    await slack.installs(offered.url, Grant(Token("xoxb-canary-first"), "UMAX"))
    page = await slack.installs(offered.url, BY_AMY)
    assert (page.status, "You manage" in page.text) == (200, False)
    assert await role_of(offered, "UAMY") is Role.STAFF
    assert "is for managers" in (await slack.types("UAMY", "/clinic quiet off")).words


async def test_where_every_manager_is_gone_whoever_installs_again_is_one(
    offered: Served, slack: FakeSlack
) -> None:
    await slack.installs(offered.url, Grant(Token("xoxb-canary-first"), "UMAX"))
    await offered.app.records.refused(1, "UMAX", at=offered.app.clock())
    await slack.installs(offered.url, BY_AMY)
    assert await role_of(offered, "UAMY") is Role.MANAGER


async def test_the_cookie_is_for_this_browser_alone(offered: Served) -> None:
    consent = await Browser(offered.url).opens("/slack/install")
    (cookie,) = consent.cookies.values()
    assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax")
    assert cookie["path"] == "/slack"


async def test_an_installation_that_another_browser_began_is_refused(
    offered: Served, slack: FakeSlack
) -> None:
    """Else somebody could have their own workspace installed under another person's eyes."""
    theirs = await Browser(offered.url).opens("/slack/install")
    back = slack.agrees(theirs.sent_to, BY_AMY)
    ours = Browser(offered.url)
    await ours.opens("/slack/install")
    page = await ours.opens(back)
    assert (page.status, "somewhere else" in page.text) == (400, True)
    assert slack.calls_of("oauth.v2.access") == []


async def test_a_state_is_used_once(offered: Served, slack: FakeSlack) -> None:
    browser = Browser(offered.url)
    consent = await browser.opens("/slack/install")
    cookies = dict(browser.cookies)
    back = slack.agrees(consent.sent_to, BY_AMY)
    assert (await browser.opens(back)).status == 200
    browser.cookies = cookies
    assert (await browser.opens(back)).status == 400
    assert len(slack.calls_of("oauth.v2.access")) == 1


async def test_a_state_is_good_for_ten_minutes(
    offered: Served, slack: FakeSlack, clock: Clock
) -> None:
    browser = Browser(offered.url)
    consent = await browser.opens("/slack/install")
    clock.passes(minutes=11)
    assert (await browser.opens(slack.agrees(consent.sent_to, BY_AMY))).status == 400


async def test_to_begin_an_installation_writes_nothing_down(offered: Served) -> None:
    for _ in range(3):
        await Browser(offered.url).opens("/slack/install")
    assert await InstallStateRow.all().count() == 0


async def test_a_used_state_is_kept_no_longer_than_it_would_be_taken(
    offered: Served, slack: FakeSlack, clock: Clock
) -> None:
    await slack.installs(offered.url, BY_AMY)
    assert await InstallStateRow.all().count() == 1
    clock.passes(minutes=11)
    await slack.installs(offered.url, BY_AMY)
    assert await InstallStateRow.all().count() == 1


async def test_a_state_of_the_browsers_own_making_is_refused(offered: Served) -> None:
    browser = Browser(offered.url)
    browser.cookies["needlepoint-install"] = "made-up"
    assert (await browser.opens("/slack/oauth_redirect?code=c&state=made-up")).status == 400


async def test_an_installation_begun_in_slacks_directory_begins_again_here(
    offered: Served, slack: FakeSlack
) -> None:
    """Slack's directory and admin pages know no state; Bolt shows an error page to them."""
    slack.codes["from-the-directory"] = BY_AMY
    back = await Browser(offered.url).opens("/slack/oauth_redirect?code=from-the-directory")
    assert (back.status, back.sent_to) == (302, "/slack/install")
    assert "from-the-directory" in slack.codes


async def test_a_denial_is_told_in_plain_words(offered: Served) -> None:
    page = await Browser(offered.url).opens("/slack/oauth_redirect?error=access_denied&state=x")
    assert page.status == 200
    assert "Nothing was installed" in page.text
    assert "access_denied" not in page.text


async def test_a_code_that_slack_does_not_take_is_told_in_plain_words(
    offered: Served, slack: FakeSlack
) -> None:
    slack.fails_next("oauth.v2.access", "invalid_code")
    page = await slack.installs(offered.url, BY_AMY)
    assert (page.status, "did not confirm" in page.text) == (502, True)
    assert await installation(offered) is None


async def test_the_page_takes_nothing_from_elsewhere_and_is_not_stored(
    offered: Served, slack: FakeSlack
) -> None:
    page = await slack.installs(offered.url, BY_AMY)
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert page.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("names_team", [False, True])
async def test_an_organizations_installation_serves_each_of_its_workspaces(
    offered: Served, slack: FakeSlack, *, names_team: bool
) -> None:
    """Slack names a workspace with it at times; the flag says whom it is for."""
    await slack.installs(offered.url, replace(ORG_WIDE, names_team=names_team))
    kept = await installation(offered, "E1")
    assert kept
    assert kept.is_org_wide
    await slack.types("UAMY", "/session new BLUE-7")
    clinic = (await offered.app.memberships.find(Caller(Platform.SLACK, "T1", "UAMY"))).clinic
    assert clinic.workspace == "T1"
    # What nobody asked for knows the clinic alone, and finds the token all the same.
    assert (await installation(offered, clinic.workspace)) == kept


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            {"command": "/cpt", "team_id": "T1", "user_id": "UAMY", "enterprise_id": "E1"},
            id="a command",
        ),
        pytest.param(
            {"user": {"id": "UAMY", "team_id": "T1"}, "team": None, "enterprise": {"id": "E1"}},
            id="a click, where the workspace is left out",
        ),
        pytest.param(
            {
                "user": {"id": "UAMY", "team_id": "T9"},
                "team": {"id": "T9"},
                "view": {"app_installed_team_id": "T1"},
                "enterprise": {"id": "E1"},
            },
            id="a form that was opened in another workspace",
        ),
    ],
)
async def test_the_client_is_that_of_the_workspace_where_it_happened(
    offered: Served, slack: FakeSlack, body: dict[str, Any]
) -> None:
    await slack.installs(offered.url, ORG_WIDE)
    settings = offered.app.settings.slack
    assert settings
    async with aiohttp.ClientSession() as session:
        line = Transport(slack.api_url, session)
        slack_app = SlackApp(offered.app, line, clients_of(offered.app, settings, line))
        assert (await slack_app.context.client_at(body)).token == "xoxb-canary-org"
        assert await installation(offered, "T1")  # and is remembered for what nobody asks for


async def test_a_workspaces_own_installation_comes_before_its_organizations(
    offered: Served, slack: FakeSlack
) -> None:
    await slack.installs(offered.url, ORG_WIDE)
    await slack.types("UAMY", "/cpt 20560")
    await slack.installs(offered.url, Grant(Token("xoxb-canary-own", enterprise="E1"), "UAMY"))
    kept = await installation(offered)
    assert kept
    assert kept.tokens.access == "xoxb-canary-own"


async def test_removing_the_app_erases_its_tokens_and_no_record(
    offered: Served, slack: FakeSlack
) -> None:
    await slack.installs(offered.url, BY_AMY)
    await slack.types("UAMY", "/session new BLUE-7")
    await slack.uninstalls(slack.tokens["xoxb-canary-first"])
    assert await installation(offered) is None
    again = Grant(Token("xoxb-canary-second"), "UMAX")
    await slack.installs(offered.url, again)
    assert "BLUE-7" in (await slack.types("UAMY", "/caps BLUE-7")).words


async def test_a_person_who_revokes_their_own_token_removes_nothing(
    offered: Served, slack: FakeSlack
) -> None:
    await slack.installs(offered.url, BY_AMY)
    await slack.sends_event({"type": "tokens_revoked", "tokens": {"oauth": ["UAMY"], "bot": []}})
    assert await installation(offered)
    await slack.sends_event({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["UBOT1"]}})
    assert await installation(offered) is None


async def test_news_of_a_removal_that_come_late_leave_the_new_installation(
    offered: Served, slack: FakeSlack, clock: Clock
) -> None:
    """Slack delivers an event for some minutes; meanwhile somebody may have installed again."""
    await slack.installs(offered.url, BY_AMY)
    removed_at = clock()
    clock.passes(minutes=5)
    again = Token("xoxb-canary-second")
    await slack.installs(offered.url, Grant(again, "UAMY"))
    await slack.deliver(event(again, {"type": "app_uninstalled"}, at=removed_at))
    assert await installation(offered)


async def test_the_organization_removes_the_app_from_all(offered: Served, slack: FakeSlack) -> None:
    await slack.installs(offered.url, ORG_WIDE)
    await slack.types("UAMY", "/cpt 20560")
    await slack.uninstalls(slack.tokens["xoxb-canary-org"])
    assert await installation(offered, "E1") is None
    assert await installation(offered) is None


async def test_without_its_records_nothing_is_half_installed(
    offered: Served, slack: FakeSlack, environment: dict[str, str]
) -> None:
    browser = Browser(offered.url)
    back = slack.agrees((await browser.opens("/slack/install")).sent_to, BY_AMY)
    Path(environment["DATABASE_URL"].removeprefix("sqlite://")).unlink()
    page = await browser.opens(back)
    assert (page.status, "Start again in a minute" in page.text) == (503, True)
    assert slack.calls_of("oauth.v2.access") == []


@pytest.mark.parametrize("path", ["/slack/install", "/slack/oauth_redirect?code=x"])
async def test_one_workspace_by_its_token_can_not_be_installed_elsewhere(
    served: Served, visitor: aiohttp.ClientSession, path: str
) -> None:
    async with visitor.get(f"{served.url}{path}") as answer:
        assert answer.status == 404


@pytest.fixture
def log(configure: Configure, capsys: pytest.CaptureFixture[str]) -> Callable[[], str]:
    """What was logged since the last look."""
    configure("json")
    return lambda: capsys.readouterr().err


async def test_no_token_stands_in_the_database_or_the_log(
    offered: Served,
    slack: FakeSlack,
    clock: Clock,
    environment: dict[str, str],
    log: Callable[[], str],
) -> None:
    await slack.installs(offered.url, Grant(Token("xoxe.xoxb-canary-0"), "UAMY", rotating=True))
    kept = await installation(offered)
    assert kept
    assert "canary" in kept.tokens.access + kept.tokens.refresh
    clock.passes(minutes=11.5 * 60)
    await slack.types("UMAX", "/coverage bcbsnc 20560")  # refreshes
    slack.fails_next("users.info", "invalid_auth")
    await slack.uninstalls(slack.tokens[max(slack.tokens)])
    said = log()
    assert "app installed" in said
    file = Path(environment["DATABASE_URL"].removeprefix("sqlite://"))
    written = b"".join(each.read_bytes() for each in file.parent.glob(f"{file.name}*"))
    for where in (said, written.decode("utf-8", "ignore"), repr(kept), repr(offered.app)):
        assert "canary" not in where
        assert "client-5ecret" not in where
