"""Fixtures for tests of the bot in Slack; load them by `pytest_plugins`.

slack               a started workspace with one clinic in it; broken rules fail the test
no_outside_settings the environment without what slack_sdk and slack_bolt would read from it
clock               the time that the workspace goes by; tests move it
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator

import pytest

from tests.fakes.slack_state import Channel, Person, Token
from tests.fakes.slack_workspace import FakeSlack

# slack_sdk sends requests through these proxies even to 127.0.0.1; slack_bolt takes tokens and
# secrets from the environment without a word.
_READ_BY_LIBRARIES = (
    *("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"),
    *("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_VERIFICATION_TOKEN"),
    *("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_SCOPES", "SLACK_USER_SCOPES"),
)


class Clock:
    """The machine's time, and however much a test lets pass on top of it."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def __call__(self) -> float:
        """Seconds since the epoch."""
        return time.time() + self._ahead

    def passes(self, *, seconds: float = 0, minutes: float = 0, days: float = 0) -> None:
        """Let time pass."""
        self._ahead += seconds + 60 * minutes + 86_400 * days


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def no_outside_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in _READ_BY_LIBRARIES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
async def slack(no_outside_settings: None, clock: Clock) -> AsyncIterator[FakeSlack]:
    workspace = a_clinic(FakeSlack(clock))
    await workspace.start()
    yield workspace
    await workspace.stop()
    fail_on_offences(workspace)


def fail_on_offences(workspace: FakeSlack) -> None:
    """Fail the test with the rules that the app broke, if it broke any unexpectedly."""
    if workspace.offences:
        broken = "\n".join(f"  {offence}" for offence in workspace.offences)
        pytest.fail(f"rules of Slack's that the app broke:\n{broken}", pytrace=False)


def a_clinic(workspace: FakeSlack) -> FakeSlack:
    """Amy at the front desk, Max who manages; the app is in #front-desk, not in the others."""
    token = workspace.add_token(Token("xoxb-clinic"))
    workspace.add_person(Person("UAMY", "amy"))
    workspace.add_person(Person("UMAX", "max", admin=True))
    people = set(workspace.people)
    workspace.add_channel(Channel("CDESK", "front-desk", people | {token.bot_user}))
    workspace.add_channel(Channel("CHALL", "all-staff", set(people)))
    workspace.add_channel(Channel("CBOSS", "owners", {"UMAX"}, private=True))
    with_bot = people | {token.bot_user}
    workspace.add_channel(Channel("COLD", "old-desk", with_bot, archived=True))
    workspace.add_channel(Channel("CNEWS", "news", with_bot, announcements=True))
    workspace.add_channel(Channel("CPART", "with-partner", with_bot, shared=True))
    return workspace
