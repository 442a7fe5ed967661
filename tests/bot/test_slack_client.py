"""Calls to Slack: repeated only where that does no harm, and not before Slack wants them."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from bot.slack.web_client import HARMLESS, MethodLimits, SlackClient, Transport
from tests.fakes.fixtures import Clock
from tests.fakes.slack_workspace import FakeSlack


@pytest.fixture
def slept() -> list[float]:
    """The seconds that calls waited."""
    return []


@pytest.fixture
async def client(slack: FakeSlack, clock: Clock, slept: list[float]) -> AsyncIterator[SlackClient]:
    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        clock.passes(seconds=seconds)

    async with aiohttp.ClientSession() as session:
        yield SlackClient(
            Transport(slack.api_url, session, MethodLimits(clock), sleep), "xoxb-clinic", "T1"
        )


def test_nothing_that_posts_is_repeated() -> None:
    looks = {"auth.test", "conversations.info", "users.info"}
    assert looks | {"conversations.open", "views.publish"} == HARMLESS


async def test_a_harmless_call_is_repeated_after_a_server_error(
    client: SlackClient, slack: FakeSlack
) -> None:
    slack.fails_next("users.info", "internal_error", 500)
    slack.loses_next_answer("users.info")
    assert (await client.users_info(user="UAMY"))["user"]["id"] == "UAMY"
    assert len(slack.calls_of("users.info")) == 3


async def test_a_harmless_call_is_given_up_in_the_end(
    client: SlackClient, slack: FakeSlack
) -> None:
    for _ in range(4):
        slack.fails_next("users.info", "internal_error", 500)
    with pytest.raises(SlackApiError):
        await client.users_info(user="UAMY")
    assert len(slack.calls_of("users.info")) == 3


async def test_a_short_wait_is_waited_and_a_long_one_is_told(
    client: SlackClient, slack: FakeSlack, slept: list[float]
) -> None:
    slack.rate_limits_next("users.info", seconds=2)
    await client.users_info(user="UAMY")
    assert slept == pytest.approx([2], abs=0.1)
    slack.rate_limits_next("users.info", seconds=60)
    for _ in range(2):
        with pytest.raises(SlackApiError) as refused:
            await client.users_info(user="UAMY")
        assert refused.value.response["error"] == "ratelimited"
    assert len(slack.calls_of("users.info")) == 3


async def test_one_channel_and_one_workspace_do_not_hold_up_another(
    client: SlackClient, slack: FakeSlack
) -> None:
    slack.rate_limits_next("chat.postMessage", seconds=60)
    with pytest.raises(SlackApiError):
        await client.chat_postMessage(channel="CDESK", text="x")
    await client.chat_postMessage(channel="UAMY", text="x")
    elsewhere = SlackClient(client._transport, "xoxb-clinic", "T2")  # noqa: SLF001 - the same way out
    await elsewhere.chat_postMessage(channel="CDESK", text="x")
    assert len(slack.calls_of("chat.postMessage")) == 3


async def test_what_a_proxy_says_is_an_error_and_no_crash(
    client: SlackClient, slack: FakeSlack
) -> None:
    """The SDK's own transport breaks on an answer that is no JSON."""
    slack.garbles_next("chat.update", 502)
    with pytest.raises(SlackApiError) as refused:
        await client.chat_update(channel="CDESK", ts="1.1", text="x")
    assert refused.value.response.status_code == 502
