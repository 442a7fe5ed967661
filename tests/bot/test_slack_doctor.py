"""What the doctor says of Slack: how it is heard, who installed it, which tokens can be read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot import settings
from bot.app import App, build
from bot.cli.doctor.finding import report as in_words
from bot.cli.doctor.slack import examine_slack
from bot.cli.doctor.verb import examine_process
from models.clinic import preferences
from models.clinic.clinic import Platform
from models.clinic.preferences import Preferences
from models.mention import channel
from models.storage.installations import Installations
from models.storage.token_seal import TokenSeal, new_key
from tests.conftest import Served
from tests.fakes.fixtures import Clock
from tests.fakes.slack_socket import APP_TOKEN
from tests.fakes.slack_state import Channel, Grant, Token
from tests.fakes.slack_workspace import FakeSlack


async def told(app: App) -> str:
    """The doctor's report; the database is opened by the doctor itself."""
    await app.database.close()
    report = in_words(await examine_process(app))
    await app.database.open()
    return report


async def test_the_doctor_counts_the_installations(offered: Served, slack: FakeSlack) -> None:
    await slack.installs(offered.url, Grant(Token("xoxb-canary"), "UAMY"))
    report = await told(offered.app)
    assert "ok   Slack: Any workspace may install it at /slack/install." in report
    assert "ok   Tokens: 1 installations." in report
    assert "MEND" not in report
    assert "canary" not in report


async def test_the_doctor_names_workspaces_whose_tokens_no_key_opens(
    offered: Served, slack: FakeSlack
) -> None:
    await slack.installs(offered.url, Grant(Token("xoxb-canary"), "UAMY"))
    another = replace(offered.app, installations=Installations(TokenSeal((new_key(),))))
    report = await told(another)
    assert "MEND Tokens: Sealed by a key that is gone: T1." in report
    assert "TOKEN_KEYS" in report


async def test_the_doctor_names_workspaces_whose_tokens_ran_out(
    offered: Served, slack: FakeSlack, clock: Clock
) -> None:
    await slack.installs(offered.url, Grant(Token("xoxb-canary"), "UAMY", rotating=True))
    clock.passes(minutes=13 * 60)
    assert "MEND Tokens: Run out and not refreshed: T1." in await told(offered.app)


async def test_the_doctor_says_how_slack_is_heard(
    environment: dict[str, str], slack: FakeSlack
) -> None:
    app = build(
        settings.read(
            environment
            | {"SLACK_BOT_TOKEN": "xoxb-clinic", "SLACK_APP_TOKEN": APP_TOKEN}
            | {"SLACK_API_URL": slack.api_url}
        )
    )
    report = in_words(await examine_process(app))
    assert "ok   Slack: The bot is in the workspace Clinic." in report
    assert "ok   Requests of Slack: They come through a socket." in report
    assert APP_TOKEN not in report


@pytest.fixture
def one(environment: dict[str, str], slack: FakeSlack) -> App:
    """The bot of one workspace, heard over HTTP and through a socket."""
    tokens = {"SLACK_BOT_TOKEN": "xoxb-clinic", "SLACK_APP_TOKEN": APP_TOKEN}
    return build(settings.read(environment | tokens | {"SLACK_API_URL": slack.api_url}))


async def report(app: App) -> str:
    return in_words(await examine_slack(app, app.settings.slack))


async def test_what_works_is_said_to(one: App) -> None:
    lines = await report(one)
    assert "MEND" not in lines
    assert "ok   Socket: Slack opens one by the app token." in lines
    assert "ok   Cards: Slack takes 4 of 4." in lines


@pytest.mark.parametrize(
    ("answer", "says", "mend"),
    [
        pytest.param(("invalid_auth", 200), "refuses the bot token", "Copy", id="wrong"),
        pytest.param(("token_revoked", 200), "refuses the bot token", "Install", id="revoked"),
        pytest.param(("", 503), "out of order (503)", "later", id="Slack is down"),
        pytest.param(("fatal_error", 500), "out of order (500)", "later", id="Slack broke"),
    ],
)
async def test_a_broken_slack_is_told_from_a_wrong_token(
    one: App, slack: FakeSlack, answer: tuple[str, int], says: str, mend: str
) -> None:
    slack.fails_from_now_on("auth.test", *answer)
    (line,) = [line for line in (await report(one)).splitlines() if line.startswith("MEND Slack")]
    assert says in line
    assert mend in line
    assert ("SLACK_BOT_TOKEN" in line) == (answer[1] == 200)


async def test_too_fast_is_no_wrong_token(one: App, slack: FakeSlack) -> None:
    slack.rate_limits_next("auth.test", 30)
    lines = await report(one)
    assert "MEND Slack: Slack asks to wait 30 seconds." in lines
    assert "SLACK_BOT_TOKEN" not in lines


async def test_rights_that_are_all_there_are_told(one: App) -> None:
    assert "ok   Rights in Slack: The app has all 6." in await report(one)


async def test_a_right_that_is_missing_is_named(one: App, slack: FakeSlack) -> None:
    token = slack.tokens["xoxb-clinic"]
    slack.tokens["xoxb-clinic"] = replace(token, scopes=token.scopes - {"groups:read", "im:write"})
    lines = await report(one)
    assert "MEND Rights in Slack: The app lacks groups:read, im:write." in lines
    assert "install the app again" in lines


async def test_an_app_token_that_opens_no_socket_is_told(one: App, slack: FakeSlack) -> None:
    slack.fails_next("apps.connections.open", "invalid_auth")
    lines = await report(one)
    assert "MEND Socket: Slack refuses SLACK_APP_TOKEN: invalid_auth." in lines
    assert "connections:write" in lines


@pytest.mark.parametrize(
    ("is_in", "says"),
    [
        pytest.param(True, "ok   Channel of clinic 1: The bot may post", id="invited"),
        pytest.param(False, "MEND Channel of clinic 1: No alert can be posted", id="not invited"),
    ],
)
async def test_a_channel_without_the_bot_is_told(
    one: App, slack: FakeSlack, says: str, *, is_in: bool
) -> None:
    bot = slack.tokens["xoxb-clinic"].bot_user
    slack.add_channel(Channel("CALERTS", "alerts", members={bot} if is_in else set()))
    async with one.database:
        at = one.clock()
        clinic = await one.records.clinic_at(Platform.SLACK, "T1", at=at)
        wanted = preferences.spell(Preferences(channel=channel("CALERTS")))
        await one.records.set_defaults(clinic.id, actor="UBOSS", at=at, preferences=wanted)
    assert says in await report(one)


async def test_a_card_that_slack_refuses_is_named(one: App, slack: FakeSlack) -> None:
    slack.fails_next("blocks.validate", "invalid_blocks")
    assert "MEND Cards: Slack refuses the card of /coverage bcbsnc 20560" in await report(one)


async def test_a_slack_that_judges_no_cards_is_not_asked_on(one: App, slack: FakeSlack) -> None:
    slack.fails_next("blocks.validate", "unknown_method")
    assert "ok   Cards: Slack does not judge them here: unknown_method." in await report(one)
    assert len(slack.calls_of("blocks.validate")) == 1
