"""Slack's signature on the requests that it sends.

docs.slack.dev/authentication/verifying-requests-from-slack: `v0=` and the HMAC-SHA256 of
`v0:timestamp:body` under the app's signing secret. A receiver refuses a timestamp more than five
minutes from its own clock.
"""

from __future__ import annotations

import hashlib
import hmac


def signature(secret: str, timestamp: int, body: str) -> str:
    """The value of X-Slack-Signature."""
    signed = f"v0:{timestamp}:{body}".encode()
    return "v0=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


def signed_headers(secret: str, timestamp: int, body: str) -> dict[str, str]:
    """The headers by which a receiver knows that Slack sent the body."""
    return {
        "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        "X-Slack-Request-Timestamp": str(timestamp),
        "X-Slack-Signature": signature(secret, timestamp, body),
    }
