"""What the doctor says of Slack: how it is heard, who installed it, which tokens can be read."""

from __future__ import annotations

from dataclasses import replace

from bot import settings
from bot.app import App, build
from bot.cli.doctor.clinics import report as in_words
from bot.cli.doctor.verb import examine_process
from models.storage.installations import Installations
from models.storage.token_seal import TokenSeal, new_key
from tests.conftest import Served
from tests.fakes.fixtures import Clock
from tests.fakes.slack_socket import APP_TOKEN
from tests.fakes.slack_state import Grant, Token
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
