"""A question in a message is answered to whoever asks for it, beside the message."""

from __future__ import annotations

import asyncio

import pytest

from tests.conftest import Served
from tests.fakes.slack_workspace import FakeSlack

pytestmark = pytest.mark.usefixtures("served")


async def test_a_message_is_answered_to_whoever_asks_and_to_nobody_else(slack: FakeSlack) -> None:
    asked = slack.write("CDESK", "UMAX", {"text": "Does Cigna pay for dry needling?"})
    await slack.uses_message_shortcut("UAMY", "answer_this", asked)
    answer = await slack.sees("UAMY")
    while "Cigna" not in answer.words or answer is asked:
        answer = await slack.sees("UAMY")
    assert answer.private_to == "UAMY"
    assert "Not covered" in answer.words


async def test_in_a_thread_it_is_answered_in_the_thread(slack: FakeSlack) -> None:
    asked = slack.write(
        "CDESK", "UAMY", {"text": "<@UMAX> who may needle in NC?", "thread_ts": "1700000000.000001"}
    )
    await slack.uses_message_shortcut("UAMY", "answer_this", asked)
    answer = await slack.sees("UAMY")
    assert "North Carolina" in answer.words
    assert answer.posted["thread_ts"] == "1700000000.000001"


async def test_what_may_stand_in_the_thread_is_not_said_once_more_beside_it(
    slack: FakeSlack,
) -> None:
    asked = slack.write(
        "CDESK", "UAMY", {"text": "who may needle in NC?", "thread_ts": "1700000000.000001"}
    )
    slack.loses_next_answer("chat.postEphemeral")
    await slack.uses_message_shortcut("UAMY", "answer_this", asked)
    answer = await slack.sees("UAMY")
    assert answer.posted["thread_ts"] == "1700000000.000001"
    await asyncio.sleep(0.1)  # in which it would come once more
    assert slack.calls_of("response_url") == []


async def test_where_the_bot_is_not_it_is_answered_in_the_channel(slack: FakeSlack) -> None:
    asked = slack.write(
        "CHALL", "UAMY", {"text": "who may needle in NC?", "thread_ts": "1700000000.000001"}
    )
    await slack.uses_message_shortcut("UAMY", "answer_this", asked)
    answer = await slack.sees("UAMY")
    assert (answer.channel, answer.private_to) == ("CHALL", "UAMY")
    assert "North Carolina" in answer.words


async def test_an_identity_in_a_message_is_refused(slack: FakeSlack) -> None:
    asked = slack.write("CDESK", "UAMY", {"text": "John Smith, born 03/04/1961, has Cigna"})
    await slack.uses_message_shortcut("UAMY", "answer_this", asked)
    answer = await slack.sees("UAMY")
    assert "I did not keep that" in answer.words
    assert "Smith" not in answer.words


async def test_a_command_in_a_message_is_not_carried_out(served: Served, slack: FakeSlack) -> None:
    asked = slack.write("CDESK", "UAMY", {"text": "/session new RED-1"})
    await slack.uses_message_shortcut("UAMY", "answer_this", asked)
    await slack.sees("UAMY")
    assert await served.app.services.charts.aliases(1) == ()


async def test_a_message_without_words_is_said_to_have_none(slack: FakeSlack) -> None:
    asked = slack.write("CDESK", "UAMY", {"text": "<@UMAX>"})
    await slack.uses_message_shortcut("UAMY", "answer_this", asked)
    assert "no text" in (await slack.sees("UAMY")).words
