"""The signed state of an installation under way: bound to one browser, good for ten minutes.

It says when it was issued, and is signed over that and over a nonce which only the browser's cookie
holds. So nothing is written down until it is used.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import UTC, datetime, timedelta

LASTS = timedelta(minutes=10)
_SKEW = timedelta(minutes=1)  # between the clocks of two processes
_PURPOSE = b"needlepoint: state of an installation"
_MOST = 256  # characters of a state or a nonce


class InstallStates:
    """Issues and reads states. Every process that has the app's client secret reads each."""

    def __init__(self, client_secret: str) -> None:
        self._key = hmac.digest(client_secret.encode(), _PURPOSE, hashlib.sha256)

    def issue(self, nonce: str, at: datetime) -> str:
        """A state for the browser that holds the nonce."""
        issued = f"{int(at.timestamp())}.{secrets.token_urlsafe(16)}"
        return f"{issued}.{self._sign(issued, nonce)}"

    def good_until(self, state: str, nonce: str, at: datetime) -> datetime | None:
        """Until when a state is taken; None for one that is forged, another browser's, or old."""
        issued, _, signature = state.rpartition(".")
        if not (nonce and issued and state.isascii() and nonce.isascii()):
            return None
        if max(len(state), len(nonce)) > _MOST:
            return None
        if not hmac.compare_digest(signature.encode(), self._sign(issued, nonce).encode()):
            return None
        begun = datetime.fromtimestamp(int(issued.partition(".")[0]), UTC)
        return begun + LASTS if begun - _SKEW <= at <= begun + LASTS else None

    def _sign(self, issued: str, nonce: str) -> str:
        return hmac.digest(self._key, f"{issued}\n{nonce}".encode(), hashlib.sha256).hex()
