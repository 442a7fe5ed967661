"""The Web API of the fake workspace refuses what Slack refuses, to the real Python SDK."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.fixtures import Clock
from tests.fakes.slack_state import Channel, Person, Token
from tests.fakes.slack_workspace import FakeSlack

Call = Callable[[AsyncWebClient], Awaitable[Any]]

HELLO = [{"type": "section", "text": {"type": "mrkdwn", "text": "Covered."}}]
TOO_LONG = [{"type": "section", "text": {"type": "mrkdwn", "text": "a" * 3001}}]
FORM = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "Log a session"},
    "blocks": HELLO,
}


@pytest.fixture
async def client(slack: FakeSlack) -> AsyncIterator[AsyncWebClient]:
    async with aiohttp.ClientSession() as session:
        yield AsyncWebClient("xoxb-clinic", base_url=slack.api_url, session=session)


async def refusal(call: Awaitable[Any]) -> Any:
    with pytest.raises(SlackApiError) as refused:
        await call
    return refused.value.response


MISTAKES = [
    pytest.param(
        lambda c: c.chat_postMessage(channel="CDESK", text="x", blocks=TOO_LONG),
        "invalid_blocks",
        id="blocks that are too long",
    ),
    pytest.param(
        lambda c: c.chat_postMessage(channel="CDESK", text="x", blocks=HELLO * 51),
        "invalid_blocks",
        id="51 blocks",
    ),
    pytest.param(
        lambda c: c.chat_postMessage(
            channel="CDESK", text="x", blocks=[TOO_LONG[0] | {"text": _text(2900)}] * 5
        ),
        "msg_blocks_too_long",
        id="fine blocks that are too long together",
    ),
    pytest.param(
        lambda c: c.chat_postMessage(channel="CDESK", text="x" * 40_001),
        "msg_too_long",
        id="a text of 40,001",
    ),
    pytest.param(
        lambda c: c.api_call("chat.postMessage", json={"channel": "CDESK"}),
        "no_text",
        id="nothing to say",
    ),
    pytest.param(
        lambda c: c.chat_postEphemeral(channel="CDESK", user="UAMY", text="x", blocks=TOO_LONG),
        "invalid_blocks",
        id="a private message with broken blocks",
    ),
    pytest.param(
        lambda c: c.views_publish(user_id="UAMY", view=FORM),
        "invalid_arguments",
        id="a modal published as a Home tab",
    ),
    pytest.param(
        lambda c: c.views_open(trigger_id="1.made-up", view=FORM),
        "invalid_trigger_id",
        id="a trigger that was never given out",
    ),
    pytest.param(lambda c: c.api_call("chat.shout"), "unknown_method", id="an unknown method"),
]

CIRCUMSTANCES = [
    pytest.param(
        lambda c: c.chat_postMessage(channel="CHALL", text="x"),
        "not_in_channel",
        id="a public channel that the app is not in",
    ),
    pytest.param(
        lambda c: c.chat_postMessage(channel="CBOSS", text="x"),
        "channel_not_found",
        id="a private channel that the app is not in",
    ),
    pytest.param(
        lambda c: c.chat_postMessage(channel="COLD", text="x"), "is_archived", id="an archived one"
    ),
    pytest.param(
        lambda c: c.chat_postMessage(channel="CNEWS", text="x"),
        "restricted_action",
        id="one for announcements",
    ),
    pytest.param(
        lambda c: c.chat_postMessage(channel="CNONE", text="x"),
        "channel_not_found",
        id="no channel at all",
    ),
    pytest.param(
        lambda c: c.chat_postEphemeral(channel="CDESK", user="UNEW", text="x"),
        "user_not_in_channel",
        id="a private message to someone who is not there",
    ),
    pytest.param(
        lambda c: c.chat_update(channel="CDESK", ts="1.1", text="x"),
        "message_not_found",
        id="a message that is gone",
    ),
    pytest.param(lambda c: c.users_info(user="UGONE"), "user_not_found", id="nobody"),
    pytest.param(lambda c: c.conversations_open(users="UGONE"), "user_not_found", id="to nobody"),
    pytest.param(
        lambda c: c.views_publish(user_id="UGONE", view={"type": "home", "blocks": HELLO}),
        "user_not_found",
        id="a Home for nobody",
    ),
    pytest.param(
        lambda c: c.views_update(view_id="V0", view=FORM), "not_found", id="a closed modal"
    ),
]


def _text(length: int) -> dict[str, str]:
    return {"type": "mrkdwn", "text": "a" * length}


@pytest.mark.parametrize(("call", "error"), MISTAKES)
async def test_a_mistake_is_answered_in_slacks_words_and_remembered(
    slack: FakeSlack, client: AsyncWebClient, call: Call, error: str
) -> None:
    with slack.expects_offences(error):
        answer = await refusal(call(client))
    assert answer["error"] == error
    assert slack.messages == []


@pytest.mark.parametrize(("call", "error"), CIRCUMSTANCES)
async def test_what_a_good_app_may_meet_is_no_offence(
    slack: FakeSlack, client: AsyncWebClient, call: Call, error: str
) -> None:
    assert (await refusal(call(client)))["error"] == error
    assert slack.offences == []


async def test_invalid_blocks_are_listed_with_their_places(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    with slack.expects_offences("invalid_blocks") as offences:
        answer = await refusal(client.chat_postMessage(channel="CDESK", text="x", blocks=TOO_LONG))
    told = answer["response_metadata"]["messages"]
    assert "[ERROR] 3001 characters, 3000 at most [json-pointer:/blocks/0/text]" in told
    assert "3001" in str(offences[0])


TOKENS = [
    pytest.param("xoxb-made-up", "invalid_auth", ["invalid_auth"], id="unknown"),
    pytest.param("", "not_authed", ["not_authed"], id="missing"),
    pytest.param("xoxb-old", "token_revoked", [], id="revoked, which can happen to anyone"),
]


@pytest.mark.parametrize(("token", "error", "offences"), TOKENS)
async def test_a_token_must_be_known_and_alive(
    slack: FakeSlack, client: AsyncWebClient, token: str, error: str, offences: list[str]
) -> None:
    slack.add_token(Token("xoxb-old", revoked=True))
    client.token = token
    with slack.expects_offences(*offences):
        assert (await refusal(client.auth_test()))["error"] == error


async def test_a_missing_scope_is_named(slack: FakeSlack, client: AsyncWebClient) -> None:
    slack.add_token(Token("xoxb-clinic", scopes=frozenset({"commands"})))
    with slack.expects_offences("missing_scope"):
        answer = await refusal(client.chat_postMessage(channel="CDESK", text="x"))
    assert (answer["needed"], answer["provided"]) == ("chat:write", "commands")


async def test_public_channels_are_open_to_an_app_with_the_scope_for_them(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    slack.add_token(Token("xoxb-clinic", scopes=frozenset({"chat:write", "chat:write.public"})))
    await client.chat_postMessage(channel="CHALL", text="Hello.")
    assert [m.text for m in slack.messages_in("CHALL")] == ["Hello."]


async def test_the_sdk_reaches_it_in_all_three_encodings(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    slack.add_token(Token("xoxb-clinic", scopes=frozenset({"chat:write", "channels:read"})))
    await client.conversations_info(channel="CDESK")
    await client.api_call(
        "chat.postMessage", data={"channel": "CDESK", "text": "x", "blocks": '[{"type":"divider"}]'}
    )
    await client.chat_postMessage(channel="CDESK", text="x", blocks=HELLO)
    assert [call.encoding for call in slack.calls] == ["query", "form", "json"]
    assert slack.messages[0].blocks == [{"type": "divider", "block_id": "block-0"}]


async def test_a_body_that_is_not_json_is_refused(slack: FakeSlack) -> None:
    async with aiohttp.ClientSession() as session:
        headers = {"Content-Type": "application/json"}
        url = f"{slack.api_url}chat.postMessage"
        with slack.expects_offences("invalid_json"):
            async with session.post(url, data="{", headers=headers) as response:
                assert (await response.json())["error"] == "invalid_json"
        with slack.expects_offences("json_not_object"):
            async with session.post(url, data="[]", headers=headers) as response:
                assert (await response.json())["error"] == "json_not_object"


async def test_a_message_is_posted_changed_linked_and_deleted(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    sent = await client.chat_postMessage(channel="CDESK", text="Covered.", blocks=HELLO)
    ts = sent["ts"]
    [message] = slack.messages_in("CDESK")
    await client.chat_update(channel="CDESK", ts=ts, text="Not covered.")
    assert (message.text, message.blocks) == ("Not covered.", [])
    link = await client.chat_getPermalink(channel="CDESK", message_ts=ts)
    assert link["permalink"].endswith(ts.replace(".", ""))
    await client.chat_delete(channel="CDESK", ts=ts)
    assert slack.messages_in("CDESK") == []


async def test_another_ones_message_cannot_be_changed(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    theirs = slack.write("CDESK", "UMAX", {"text": "Lunch?"})
    with slack.expects_offences("cant_update_message"):
        await refusal(client.chat_update(channel="CDESK", ts=theirs.ts, text="x"))


async def test_a_private_message_cannot_be_changed_through_the_web_api(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    sent = await client.chat_postEphemeral(channel="CDESK", user="UAMY", text="Only you.")
    answer = await refusal(client.chat_update(channel="CDESK", ts=sent["message_ts"], text="x"))
    assert answer["error"] == "message_not_found"
    assert (await slack.sees("UAMY")).private_to == "UAMY"


async def test_a_user_id_as_channel_reaches_the_direct_message(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    opened = await client.conversations_open(users=["UMAX"])
    sent = await client.chat_postMessage(channel="UMAX", text="Three visits are left.")
    assert sent["channel"] == opened["channel"]["id"] == "DMAX"
    assert (await slack.sees("UMAX")).text == "Three visits are left."


async def test_one_workspaces_app_cannot_write_to_people_of_another(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    slack.add_token(Token("xoxb-other", team="T2"))
    slack.add_person(Person("UBEA", "bea", team="T2"))
    answer = await refusal(client.chat_postMessage(channel="UBEA", text="x"))
    assert answer["error"] == "channel_not_found"


async def test_what_slack_lets_pass_but_people_suffer_from_is_an_offence(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    with slack.expects_offences("bad_manners") as offences:
        await client.chat_postMessage(channel="CDESK", text="<!channel> A & B")
    assert ["everyone" in offences[0].detail, "&" in offences[1].detail] == [True, True]


async def test_the_limiter_takes_one_message_a_second_and_channel(
    slack: FakeSlack, client: AsyncWebClient, clock: Clock
) -> None:
    slack.one_message_a_second = True
    await client.chat_postMessage(channel="CDESK", text="1")
    answer = await refusal(client.chat_postMessage(channel="CDESK", text="2"))
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "1")
    await client.chat_postMessage(channel="UAMY", text="elsewhere")
    clock.passes(seconds=1)
    await client.chat_postMessage(channel="CDESK", text="2")
    assert [m.text for m in slack.messages_in("CDESK")] == ["1", "2"]


async def test_a_scripted_rate_limit_is_met_by_the_sdks_own_patience(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    client.retry_handlers.append(AsyncRateLimitErrorRetryHandler(max_retry_count=1))
    slack.rate_limits_next("chat.postMessage", seconds=0)
    await client.chat_postMessage(channel="CDESK", text="x")
    assert len(slack.calls_of("chat.postMessage")) == 2
    assert len(slack.messages) == 1


async def test_a_scripted_failure_happens_once(slack: FakeSlack, client: AsyncWebClient) -> None:
    slack.fails_next("chat.postMessage", "restricted_action")
    answer = await refusal(client.chat_postMessage(channel="CDESK", text="x"))
    assert answer["error"] == "restricted_action"
    await client.chat_postMessage(channel="CDESK", text="x")


async def test_a_lost_answer_leaves_the_message_posted(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    client.retry_handlers.clear()  # the SDK's connection retry would post a second time
    slack.loses_next_answer("chat.postMessage")
    with pytest.raises(aiohttp.ClientConnectionError):
        await client.chat_postMessage(channel="CDESK", text="x")
    assert len(slack.messages) == 1


async def test_a_home_tab_is_published_and_guarded_by_its_hash(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    home = {"type": "home", "blocks": HELLO}
    first = await client.views_publish(user_id="UAMY", view=home)
    await client.views_publish(user_id="UAMY", view=home, hash=first["view"]["hash"])
    answer = await refusal(
        client.views_publish(user_id="UAMY", view=home, hash=first["view"]["hash"])
    )
    assert answer["error"] == "hash_conflict"
    assert slack.homes["UAMY"].words == "Covered."


async def test_people_and_channels_can_be_looked_up(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    slack.add_token(Token("xoxb-clinic", scopes=frozenset({"users:read", "channels:read"})))
    assert (await client.users_info(user="UMAX"))["user"]["is_admin"] is True
    info = await client.conversations_info(channel="CHALL")
    assert info["channel"]["is_member"] is False
    members = await client.conversations_members(channel="CDESK")
    assert members["members"] == ["UAMY", "UBOT1", "UMAX"]
    listed = await client.conversations_list()
    assert "CBOSS" not in [channel["id"] for channel in listed["channels"]]


async def test_private_channels_need_a_scope_of_their_own(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    slack.add_token(Token("xoxb-clinic", scopes=frozenset({"channels:read"})))
    slack.add_channel(Channel("CTEAM", "team", {"UBOT1"}, private=True))
    with slack.expects_offences("missing_scope"):
        answer = await refusal(client.conversations_info(channel="CTEAM"))
    assert answer["needed"] == "groups:read"


async def test_what_slack_says_of_people_who_are_no_staff(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    for person, said in (
        (Person("UREP", guest=True), {"is_restricted": True, "is_ultra_restricted": False}),
        (Person("UONE", one_channel=True), {"is_restricted": True, "is_ultra_restricted": True}),
        (Person("UBOT", bot=True), {"is_bot": True, "is_workflow_bot": False}),
        (Person("UFLOW", workflow=True), {"is_bot": True, "is_workflow_bot": True}),
        (Person("UEX", deleted=True), {"deleted": True}),
        (Person("UEVE", team="T9", stranger=True), {"is_stranger": True, "team_id": "T9"}),
    ):
        slack.add_person(person)
        told = (await client.users_info(user=person.id))["user"]
        assert said.items() <= told.items(), person
    slack.add_person(Person("UHID", hidden=True))
    assert (await refusal(client.users_info(user="UHID")))["error"] == "user_not_visible"


async def test_what_slack_says_of_channels_that_others_read(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    slack.add_channel(Channel("CWAIT", "waiting", {"UBOT1"}, invited=True))
    slack.add_channel(Channel("CORG", "organization", {"UBOT1"}, org_shared=True))
    for channel, flags in (
        ("CDESK", set()),
        ("CPART", {"is_shared", "is_ext_shared"}),
        ("CWAIT", {"is_pending_ext_shared"}),
        ("CORG", {"is_shared", "is_org_shared"}),
    ):
        told = (await client.conversations_info(channel=channel))["channel"]
        assert {name for name in told if "shared" in name and told[name]} == flags


async def test_blocks_can_be_validated_without_posting(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    await client.api_call("blocks.validate", json={"blocks": HELLO})
    answer = await refusal(client.api_call("blocks.validate", json={"blocks": TOO_LONG}))
    assert answer["errors"][0]["pointer"] == "/blocks/0/text"
    assert slack.offences == []
