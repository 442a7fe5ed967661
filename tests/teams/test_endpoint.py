"""Teams' one address: what the Bot Framework did not send is refused, unread and unwritten."""

from __future__ import annotations

import json
import logging
import time
from datetime import timedelta
from typing import Any

import pytest

from tests.teams.conftest import Guarded
from tests.teams.framework import APP, SERVICE, TENANT, Signer, activity

pytestmark = pytest.mark.asyncio(loop_scope="module")

CANARY = "canary-7R2"
TYPING = {"type": "typing", "text": CANARY}


def past(age: timedelta) -> int:
    """The instant so long ago, as a token writes it."""
    return int(time.time() - age.total_seconds())


@pytest.mark.parametrize(
    ("claims", "status"),
    [
        pytest.param({}, 202, id="a token of the Bot Framework for us"),
        pytest.param({"aud": "another app"}, 401, id="for another app"),
        pytest.param({"aud": None}, 401, id="for nobody"),
        pytest.param({"iss": "https://evil.example"}, 401, id="of another issuer"),
        pytest.param({"iss": f"https://sts.windows.net/{TENANT}/"}, 401, id="of our own tenant"),
        pytest.param({"iss": None}, 401, id="of no issuer"),
        pytest.param({"exp": timedelta(seconds=1)}, 202, id="just over, as two clocks may differ"),
        pytest.param({"exp": timedelta(seconds=4_000)}, 401, id="over for an hour"),
        pytest.param({"exp": None}, 401, id="that never ends"),
        pytest.param({"nbf": timedelta(seconds=-4_000)}, 401, id="not valid yet"),
        pytest.param({"serviceurl": None}, 401, id="that vouches for no service"),
        pytest.param({"serviceurl": 7}, 401, id="that vouches for a number"),
        pytest.param(
            {"serviceurl": "https://smba.other.example/"}, 403, id="that vouches for another"
        ),
    ],
)
async def test_a_token(guarded: Guarded, claims: dict[str, Any], status: int) -> None:
    # An age counts from now: the table is written long before its last row is tried.
    told = {k: past(v) if isinstance(v, timedelta) else v for k, v in claims.items()}
    token = guarded.signer.token(**told)
    assert await guarded.post(json.dumps(activity(**TYPING)), f"Bearer {token}") == status


@pytest.mark.parametrize(
    "authorization",
    [
        pytest.param("", id="nothing"),
        pytest.param("Bearer", id="no token"),
        pytest.param("Bearer ", id="an empty token"),
        pytest.param("Bearer a.b.c", id="no token of anybody"),
        pytest.param("Basic dXNlcjpwYXNz", id="a password"),
        pytest.param("Bearer " + "a" * 4_000, id="a long word"),
        pytest.param("Bearer eyJhbGciOiJub25lIn0.e30.", id="a token that nobody signed"),
    ],
)
async def test_what_is_no_token_is_refused(guarded: Guarded, authorization: str) -> None:
    assert await guarded.post(json.dumps(activity(**TYPING)), authorization) == 401


@pytest.mark.parametrize("scheme", ["Basic ", "", "BearerBearer "])
async def test_a_good_token_that_is_not_borne_is_refused(guarded: Guarded, scheme: str) -> None:
    told = f"{scheme}{guarded.signer.token()}"
    assert await guarded.post(json.dumps(activity(**TYPING)), told) == 401


async def test_a_token_signed_with_another_key_is_refused(guarded: Guarded) -> None:
    for kid in ("k1", "k2"):
        token = Signer(kid).token()
        assert await guarded.post(json.dumps(activity(**TYPING)), f"Bearer {token}") == 401


async def test_a_token_signed_with_our_public_key_as_a_secret_is_refused(guarded: Guarded) -> None:
    """The old trick: HS256, with the published key as the secret."""
    import base64
    import hashlib
    import hmac

    def part(value: object) -> str:
        raw = value if isinstance(value, bytes) else json.dumps(value).encode()
        return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()

    claims = {
        "iss": "https://api.botframework.com",
        "aud": APP,
        "exp": past(timedelta(seconds=-600)),
    }
    head = f"{part({'alg': 'HS256', 'kid': 'k1'})}.{part(claims | {'serviceurl': SERVICE})}"
    secret = json.dumps(guarded.signer.public()).encode()
    signed = hmac.new(secret, head.encode(), hashlib.sha256).digest()
    assert await guarded.post("{}", f"Bearer {head}.{part(signed)}") == 401


async def test_the_body_is_not_read_before_the_token(guarded: Guarded) -> None:
    assert await guarded.post("{nope" * 1_000_000) == 401


@pytest.mark.parametrize(
    ("told", "status"),
    [
        pytest.param({"serviceUrl": "https://evil.example/"}, 403, id="a strange service"),
        pytest.param({"serviceUrl": "http://smba.trafficmanager.net/"}, 403, id="no TLS"),
        pytest.param({"serviceUrl": "http://127.0.0.1:1/"}, 403, id="this machine"),
        pytest.param(
            {"serviceUrl": "https://rented.blob.core.windows.net/"}, 403, id="a rented place"
        ),
        pytest.param({"serviceUrl": "https://["}, 403, id="half an address"),
        pytest.param({"channelData": {"tenant": {"id": "another"}}}, 403, id="a stranger's tenant"),
        pytest.param(
            {"channelData": {}, "conversation": {"id": "a:amy"}}, 403, id="no tenant at all"
        ),
        pytest.param(
            {"channelData": {"tenant": {"id": TENANT.upper()}}}, 202, id="our tenant in capitals"
        ),
    ],
)
async def test_whose_activity_it_is(guarded: Guarded, told: dict[str, Any], status: int) -> None:
    token = guarded.signer.token(serviceurl=told.get("serviceUrl", SERVICE))
    body = json.dumps(activity(**TYPING) | told)
    assert await guarded.post(body, f"Bearer {token}") == status


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        pytest.param("{nope", 400, id="bad JSON"),
        pytest.param("[1]", 400, id="a list"),
        pytest.param("7", 400, id="a number"),
        pytest.param("[" * 200_000, 400, id="a very deep list"),
        pytest.param(b"\xff\xfe", 400, id="no UTF-8"),
        pytest.param("{}", 400, id="nothing in it"),
        pytest.param(json.dumps(activity(type=5)), 400, id="a type that is a number"),
        pytest.param(json.dumps(activity(type="")), 400, id="no type"),
        pytest.param(json.dumps(activity(recipient=-1)), 400, id="nobody in whose name to answer"),
        pytest.param(json.dumps(activity(text="\ud83d")), 400, id="half a character"),
        pytest.param(json.dumps(activity(channelId="webchat")), 400, id="another channel"),
        pytest.param(json.dumps(activity(conversation="c")), 400, id="a conversation in words"),
        pytest.param(json.dumps(activity(conversation={"id": ""})), 400, id="no conversation"),
        pytest.param(
            json.dumps(activity(conversation={"id": "c", "conversationType": "mall"})),
            400,
            id="a conversation of no known kind",
        ),
        pytest.param(json.dumps(activity(text=["a"])), 400, id="a text that is a list"),
        pytest.param(json.dumps(activity(id="i" * 300)), 400, id="an id of 300 characters"),
        pytest.param(json.dumps(activity(type="typing") | {"from": 3}), 202, id="a number typing"),
        pytest.param(
            json.dumps(activity(type="typing", entities=[1, {"type": "mention"}], value=[1])),
            202,
            id="nonsense where nothing is needed",
        ),
        pytest.param("a" * 600_000, 413, id="over half a megabyte"),
    ],
)
async def test_what_is_malformed_is_a_bad_request_and_no_server_error(
    guarded: Guarded, raw: bytes | str, status: int
) -> None:
    assert await guarded.post(raw, f"Bearer {guarded.signer.token()}") == status


async def test_a_form_that_a_page_in_a_browser_could_send_is_refused(guarded: Guarded) -> None:
    told = {"Content-Type": "text/plain"}
    body = json.dumps(activity(**TYPING))
    assert await guarded.post(body, f"Bearer {guarded.signer.token()}", **told) == 415


async def test_an_invoke_that_nobody_knows_is_said_to_be_unknown(guarded: Guarded) -> None:
    body = json.dumps(activity(type="invoke", name="pizza/order"))
    assert await guarded.post(body, f"Bearer {guarded.signer.token()}") == 501


async def test_nothing_that_was_sent_reaches_the_log(
    guarded: Guarded, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    token = guarded.signer.token()
    await guarded.post(json.dumps(activity(**TYPING)), "Bearer wrong")
    await guarded.post(json.dumps(activity(**TYPING, channelId=CANARY)), f"Bearer {token}")
    await guarded.post(json.dumps(activity(**TYPING, serviceUrl=CANARY)), f"Bearer {token}")
    written = caplog.text + "".join(capsys.readouterr())
    assert CANARY not in written
    assert token not in written


async def test_strangers_cannot_make_us_fetch_the_keys_again_and_again(
    guarded: Guarded,
) -> None:
    for number in range(5):
        token = Signer(f"invented {number}").token()
        assert await guarded.post("{}", f"Bearer {token}") == 401
    assert guarded.fetched == 1
