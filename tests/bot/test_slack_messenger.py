"""Replies that nobody asked for, in Slack: posted, changed, and what is said when they are not."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

import aiohttp
import pytest

from bot.slack.messenger import SlackMessenger
from bot.slack.web_client import MethodLimits, NoSlackToken, SlackClient, Transport
from models.clinic.clinic import Clinic, Platform
from models.mention import channel, person
from models.ports import Messenger, Refusal, Undelivered
from models.reply import Line as Sentence
from models.reply import Reply
from tests.fakes.directory import vouched
from tests.fakes.fixtures import Clock
from tests.fakes.slack_workspace import FakeSlack

CLINIC = Clinic(1, Platform.SLACK, "T1")
DESK = channel("CDESK")
ALERT = Reply("BLUE-7 has 3 visits left", lines=(Sentence("By Medicare's 12 in 90 days."),))
SEEN = Reply("BLUE-7 has 3 visits left", lines=(Sentence("Amy has seen it."),))


class OneWorkspace:
    """The client of one workspace; none once it is uninstalled."""

    def __init__(self, client: SlackClient) -> None:
        self.client: SlackClient | None = client

    async def client_for(self, _clinic: Clinic) -> SlackClient:
        """The one client."""
        if self.client is None:
            raise NoSlackToken("not_installed", permanent=True)
        return self.client

    async def client_at(self, _workspace: str, _organization: str = "") -> SlackClient:
        """The one client."""
        return await self.client_for(CLINIC)

    async def admit(self, workspace: str, organization: str = "") -> None:
        """Nobody asks here."""

    def forget(self, workspace: str) -> None:
        """Nothing is remembered."""

    async def drain(self) -> None:
        """Nothing is under way."""


@pytest.fixture
async def line(slack: FakeSlack, clock: Clock) -> AsyncIterator[Transport]:
    async def sleep(seconds: float) -> None:
        clock.passes(seconds=seconds)

    timeout = aiohttp.ClientTimeout(total=0.3, connect=0.2)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        yield Transport(slack.api_url, session, MethodLimits(clock), sleep)


@pytest.fixture
def workspace(line: Transport) -> OneWorkspace:
    return OneWorkspace(SlackClient(line, "xoxb-clinic"))


@pytest.fixture
def messenger(workspace: OneWorkspace) -> Messenger:
    return SlackMessenger(workspace, vouched())


async def failure(messenger: Messenger, place: str = DESK) -> Undelivered:
    """What is said of a message that did not arrive."""
    with pytest.raises(Undelivered) as caught:
        await messenger.post(CLINIC, place, ALERT)
    return caught.value


async def test_a_message_to_a_channel_can_be_changed_later(
    messenger: Messenger, slack: FakeSlack
) -> None:
    posted = await messenger.post(CLINIC, DESK, ALERT)
    await messenger.edit(CLINIC, DESK, posted, SEEN)
    (message,) = slack.messages_in("CDESK")
    assert "Amy has seen it." in message.words
    assert message.edits == 1


async def test_a_person_is_told_in_the_persons_own_chat(
    messenger: Messenger, slack: FakeSlack
) -> None:
    for _ in range(2):
        posted = await messenger.post(CLINIC, person("UMAX"), ALERT)
    await messenger.edit(CLINIC, person("UMAX"), posted, SEEN)
    assert [message.edits for message in slack.messages_in("DMAX")] == [0, 1]
    assert len(slack.calls_of("conversations.open")) == 1


async def test_a_notification_says_what_it_is_about_and_unfolds_no_link(
    messenger: Messenger, slack: FakeSlack
) -> None:
    await messenger.post(CLINIC, DESK, ALERT)
    (message,) = slack.messages_in("CDESK")
    assert "BLUE-7 has 3 visits left" in message.text
    assert not message.posted["unfurl_links"]


@pytest.mark.parametrize(
    ("place", "why"),
    [
        pytest.param(channel("COLD"), "is_archived", id="archived"),
        pytest.param(channel("CHALL"), "not_in_channel", id="a channel that the bot is not in"),
        pytest.param(channel("CBOSS"), "channel_not_found", id="a private one"),
        pytest.param(person("UGONE"), "user_not_found", id="nobody"),
        pytest.param("general", "channel_not_found", id="no place at all"),
    ],
)
async def test_a_place_that_cannot_be_reached_is_never_tried_again(
    messenger: Messenger, place: str, why: str
) -> None:
    failed = await failure(messenger, place)
    assert (failed.why, failed.permanent, failed.uncertain) == (why, True, False)


async def test_a_bot_that_was_removed_cannot_post(messenger: Messenger, slack: FakeSlack) -> None:
    await messenger.post(CLINIC, DESK, ALERT)
    slack.remove_bot("CDESK")
    assert (await failure(messenger)).permanent


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Refusal.CHANNEL, "restricted_action restricted_action_read_only_channel cannot_dm_bot"),
        (Refusal.LEFT, "user_disabled"),
        (Refusal.WORKSPACE, "account_inactive token_revoked invalid_auth not_authed missing_scope"),
        (Refusal.WORKSPACE, "team_access_not_granted org_login_required"),
        (Refusal.MESSAGE, "msg_blocks_too_long invalid_blocks no_text"),
        (Refusal.LATER, "some_word_of_next_year"),
    ],
)
async def test_what_a_word_of_slack_says_of_the_next_try(
    messenger: Messenger, slack: FakeSlack, kind: Refusal, words: str
) -> None:
    for why in words.split():
        slack.fails_next("chat.postMessage", why)
        failed = await failure(messenger)
        assert (failed.why, failed.kind, failed.uncertain) == (why, kind, False)


async def test_a_workspace_that_uninstalled_gets_nothing(
    messenger: Messenger, workspace: OneWorkspace
) -> None:
    workspace.client = None
    assert (await failure(messenger)).kind is Refusal.WORKSPACE


@pytest.mark.parametrize("why", ["message_not_found", "cant_update_message", "edit_window_closed"])
async def test_a_message_that_is_gone_is_changed_no_more(
    messenger: Messenger, slack: FakeSlack, why: str
) -> None:
    posted = await messenger.post(CLINIC, DESK, ALERT)
    slack.fails_next("chat.update", why)
    with pytest.raises(Undelivered) as caught:
        await messenger.edit(CLINIC, DESK, posted, SEEN)
    assert (caught.value.why, caught.value.permanent) == (why, True)


async def test_slack_says_how_long_to_wait_and_is_left_alone_until_then(
    messenger: Messenger, slack: FakeSlack, clock: Clock
) -> None:
    slack.rate_limits_next("chat.postMessage", seconds=30)
    failed = await failure(messenger)
    assert (failed.retry_after, failed.permanent, failed.uncertain) == (30, False, False)
    again = await failure(messenger)
    assert again.retry_after == pytest.approx(30, abs=1)
    assert len(slack.calls_of("chat.postMessage")) == 1
    await messenger.post(CLINIC, person("UAMY"), ALERT)  # another channel does not wait
    clock.passes(seconds=30)
    await messenger.post(CLINIC, DESK, ALERT)


async def test_too_fast_without_a_number_waits_all_the_same(
    messenger: Messenger, slack: FakeSlack
) -> None:
    slack.fails_next("chat.postMessage", "rate_limited")
    assert (await failure(messenger)).retry_after


def _fails(error: str, status: int = 200) -> Callable[[FakeSlack], None]:
    return lambda slack: slack.fails_next("chat.postMessage", error, status)


@pytest.mark.parametrize(
    "befalls",
    [
        pytest.param(_fails("internal_error", 500), id="a server error"),
        pytest.param(_fails("internal_error"), id="an internal error"),
        pytest.param(lambda s: s.garbles_next("chat.postMessage", 503), id="a proxy's error page"),
        pytest.param(lambda s: s.garbles_next("chat.postMessage"), id="an answer in HTML"),
        pytest.param(lambda s: s.loses_next_answer("chat.postMessage"), id="a broken connection"),
        pytest.param(lambda s: s.stalls_next("chat.postMessage"), id="no answer in time"),
    ],
)
async def test_what_may_have_arrived_is_said_to_be_uncertain_and_sent_once(
    messenger: Messenger, slack: FakeSlack, befalls: Callable[[FakeSlack], None]
) -> None:
    befalls(slack)
    failed = await failure(messenger)
    assert (failed.uncertain, failed.permanent) == (True, False)
    assert len(slack.calls_of("chat.postMessage")) == 1


async def test_what_never_left_is_neither_permanent_nor_uncertain(
    messenger: Messenger, slack: FakeSlack
) -> None:
    await slack.stop()
    failed = await failure(messenger)
    assert (failed.permanent, failed.uncertain, failed.retry_after) == (False, False, None)


async def test_a_chat_that_does_not_open_has_posted_nothing(
    messenger: Messenger, slack: FakeSlack
) -> None:
    for _ in range(3):
        slack.fails_next("conversations.open", "internal_error", 500)
    assert not (await failure(messenger, person("UMAX"))).uncertain
    await messenger.post(CLINIC, person("UMAX"), ALERT)


async def test_a_failure_repeats_no_token_and_no_text(
    messenger: Messenger, slack: FakeSlack
) -> None:
    slack.fails_next("chat.postMessage", "fatal_error", 500)
    failed = await failure(messenger)
    assert "xoxb" not in repr(failed)
    assert "BLUE-7" not in repr(failed)
