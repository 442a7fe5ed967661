"""The fake workspace signs as Slack does: Slack's own verifier accepts it, and nothing else."""

from __future__ import annotations

import pytest
from slack_sdk.signature import Clock, SignatureVerifier

from tests.fakes.slack_signing import signature, signed_headers

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
NOW = 1531420618
BODY = (
    "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
    "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
    "&command=%2Fwebhook-collect&text="
    "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554"
    "%2F96rGlfmibIGlgcZRskXaIFfN"
    "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
)


class StoppedClock(Clock):
    """Shows the moment of the example for ever."""

    def now(self) -> float:
        """The moment of the example."""
        return NOW


def accepted(body: str, headers: dict[str, str]) -> bool:
    return SignatureVerifier(SECRET, StoppedClock()).is_valid_request(body, headers)


def test_the_example_of_slacks_own_documentation_comes_out() -> None:
    expected = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
    assert signature(SECRET, NOW, BODY) == expected


REQUESTS = [
    pytest.param(SECRET, 0, BODY, True, id="as sent"),
    pytest.param(SECRET, -299, BODY, True, id="just under five minutes late"),
    pytest.param(SECRET, -301, BODY, False, id="more than five minutes late"),
    pytest.param(SECRET, 301, BODY, False, id="from the future"),
    pytest.param("another-secret", 0, BODY, False, id="under another secret"),
    pytest.param(SECRET, 0, BODY + "&x=1", False, id="changed on the way"),
    pytest.param(SECRET, 0, "text=Zoë & ürgün", False, id="another text altogether"),
]


@pytest.mark.parametrize(("secret", "seconds", "received", "fine"), REQUESTS)
def test_slacks_verifier_accepts_what_is_signed_now_and_unchanged(
    secret: str, seconds: int, received: str, fine: bool
) -> None:
    headers = signed_headers(secret, NOW + seconds, BODY)
    assert accepted(received, headers) is fine


def test_text_beyond_ascii_is_signed_as_utf_8() -> None:
    assert accepted("text=Zoë", signed_headers(SECRET, NOW, "text=Zoë"))
