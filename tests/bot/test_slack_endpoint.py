"""Slack's one address: what is not signed by Slack is refused, never parsed, never written down."""

from __future__ import annotations

import io
import json
import logging
import time

import aiohttp
import pytest

from tests.conftest import Served
from tests.fakes import slack_payloads
from tests.fakes.slack_workspace import FakeSlack

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
CANARY = "canary-7R2"


async def post(
    visitor: aiohttp.ClientSession, served: Served, raw: bytes, headers: dict[str, str]
) -> int:
    sent = visitor.post(f"{served.url}/slack/events", data=io.BytesIO(raw), headers=headers)
    async with sent as answer:
        return answer.status


@pytest.mark.parametrize(
    ("raw", "kind", "status"),
    [
        pytest.param(b'{"nope', JSON, 401, id="bad JSON"),
        pytest.param(b"[1, 2]", JSON, 401, id="a JSON list"),
        pytest.param(b"payload=%7Bnope", FORM, 401, id="a bad payload"),
        pytest.param(b"\xff\xfe\x00", FORM, 401, id="not UTF-8"),
        pytest.param(b"", FORM, 401, id="nothing"),
        pytest.param(b"ssl_check=1", FORM, 401, id="an unsigned certificate check"),
        pytest.param(b"a" * 3_000_000, FORM, 413, id="three megabytes"),
        pytest.param(b"a" * 600_000, FORM, 413, id="over half a megabyte"),
    ],
)
async def test_an_unsigned_body_is_refused_before_it_is_read(
    served: Served, visitor: aiohttp.ClientSession, raw: bytes, kind: str, status: int
) -> None:
    assert await post(visitor, served, raw, {"Content-Type": kind}) == status


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param({"X-Slack-Signature": "v0=" + "0" * 64}, id="another signature"),
        pytest.param({"X-Slack-Signature": "v0=\xe9"}, id="a signature that is no ASCII"),
        pytest.param({"X-Slack-Signature": ""}, id="no signature"),
        pytest.param({"X-Slack-Request-Timestamp": "abc"}, id="a timestamp that is no number"),
        pytest.param({"X-Slack-Request-Timestamp": "9" * 40}, id="a timestamp beyond all time"),
        pytest.param({"X-Slack-Request-Timestamp": ""}, id="no timestamp"),
    ],
)
async def test_a_spoilt_signature_is_refused(
    served: Served, slack: FakeSlack, visitor: aiohttp.ClientSession, spoil: dict[str, str]
) -> None:
    body = "command=%2Fcoverage&text=bcbsnc"
    headers = {"Content-Type": FORM, **slack.signed(slack_payloads.Body(body, FORM)), **spoil}
    assert await post(visitor, served, body.encode(), headers) == 401


@pytest.mark.parametrize(
    ("seconds", "status"),
    [
        pytest.param(-290, 200, id="nearly five minutes ago"),
        pytest.param(-301, 401, id="over five minutes ago"),
        pytest.param(302, 401, id="over five minutes ahead"),
    ],
)
async def test_a_signature_holds_for_five_minutes(
    served: Served, slack: FakeSlack, visitor: aiohttp.ClientSession, seconds: int, status: int
) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "c"})
    signed = slack.signed(slack_payloads.Body(body, JSON), timestamp=int(time.time()) + seconds)
    headers = {"Content-Type": JSON, **signed}
    assert await post(visitor, served, body.encode(), headers) == status


async def test_either_of_two_secrets_opens_while_one_replaces_the_other(
    served: Served, slack: FakeSlack, visitor: aiohttp.ClientSession
) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "c"})
    for secret, status in (("the secret before", 200), ("a third secret", 401)):
        headers = {
            "Content-Type": JSON,
            **slack.signed(slack_payloads.Body(body, JSON), secret=secret),
        }
        assert await post(visitor, served, body.encode(), headers) == status


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        pytest.param("{nope", JSON, id="bad JSON"),
        pytest.param("[1]", JSON, id="a JSON list"),
        pytest.param('"text"', JSON, id="a JSON text"),
        pytest.param("payload=%7Bnope", FORM, id="a bad payload"),
        pytest.param("payload=3", FORM, id="a payload that is a number"),
    ],
)
async def test_signed_nonsense_is_a_bad_request_and_no_server_error(
    served: Served, slack: FakeSlack, visitor: aiohttp.ClientSession, raw: str, kind: str
) -> None:
    headers = {"Content-Type": kind, **slack.signed(slack_payloads.Body(raw, kind))}
    assert await post(visitor, served, raw.encode(), headers) == 400


async def test_nothing_that_was_sent_reaches_the_log(
    served: Served,
    slack: FakeSlack,
    visitor: aiohttp.ClientSession,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG, logger="needlepoint")
    body = f"command=%2Fcoverage&text={CANARY}"
    wrong = {"Content-Type": FORM, **slack.signed(slack_payloads.Body(body, FORM), secret="wrong")}
    assert await post(visitor, served, body.encode(), wrong) == 401
    await slack.types("UAMY", f"/coverage {CANARY}")
    await slack.types("UAMY", f"/{CANARY}")
    assert CANARY not in caplog.text


async def test_slack_may_check_the_certificate(
    served: Served, visitor: aiohttp.ClientSession
) -> None:
    async with visitor.get(f"{served.url}/slack/events?ssl_check=1") as answer:
        assert answer.status == 200


async def test_a_signed_challenge_is_answered(served: Served, slack: FakeSlack) -> None:
    answer = await slack.deliver(slack_payloads.url_verification("a challenge"))
    assert answer.json() == {"challenge": "a challenge"}


async def test_being_rate_limited_is_acknowledged(served: Served, slack: FakeSlack) -> None:
    answer = await slack.deliver(slack_payloads.app_rate_limited("T1", 0))
    assert answer.status == 200


async def test_a_command_that_somebody_replays_is_refused(
    served: Served, slack: FakeSlack, visitor: aiohttp.ClientSession
) -> None:
    body = "text=20560&command=%2Fcpt&team_id=T1&user_id=UAMY&channel_id=CDESK&response_url=x"
    headers = {"Content-Type": FORM, **slack.signed(slack_payloads.Body(body, FORM))}
    assert await post(visitor, served, body.encode(), headers) == 200
    for disguise, status in (
        ({}, 401),
        ({"X-Slack-Retry-Num": "1"}, 401),
        ({"Content-Type": JSON}, 400),  # it is read as an event, and is none
    ):
        assert await post(visitor, served, body.encode(), headers | disguise) == status


async def test_a_shortcut_that_somebody_replays_is_refused(
    served: Served, slack: FakeSlack, visitor: aiohttp.ClientSession
) -> None:
    who = {"user": {"id": "UAMY", "team_id": "T1"}, "team": {"id": "T1"}}
    told = {"type": "shortcut", "callback_id": "nobody_listens", "trigger_id": "1.2", **who}
    body = slack_payloads.payload(told)
    headers = {"Content-Type": body.content_type, **slack.signed(body)}
    assert await post(visitor, served, body.text.encode(), headers) == 200
    assert await post(visitor, served, body.text.encode(), headers) == 401


async def test_an_event_that_slack_sends_again_is_taken(
    served: Served, slack: FakeSlack, visitor: aiohttp.ClientSession
) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "c"})
    headers = {"Content-Type": JSON, **slack.signed(slack_payloads.Body(body, JSON))}
    again = headers | {"X-Slack-Retry-Num": "1"}
    assert await post(visitor, served, body.encode(), headers) == 200
    assert await post(visitor, served, body.encode(), again) == 200
