"""The one address that Slack talks to. It verifies the raw bytes before anything is parsed.

Bolt parses first, so that unsigned nonsense ends in a 500, and writes a badly signed body into the
log. Here a request that Slack did not sign is answered 401 and leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Sequence

import structlog
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

PATH = "/slack/events"

# Slack's largest payloads, views with full state, stay well below this.
_MOST_BYTES = 512 * 1024

_MOST_DISCARDED = 16 * 1024 * 1024

# A Unix time in seconds has ten digits until the year 2286.
_MOST_DIGITS = 12


class Endpoint:
    """Takes every request of Slack. Several secrets are accepted while one replaces another."""

    def __init__(self, bolt: AsyncApp, signing_secrets: Sequence[str]) -> None:
        self._bolt = bolt
        self._verifiers = [SignatureVerifier(secret) for secret in signing_secrets]
        self._log = structlog.get_logger("needlepoint.slack")

    def mount(self, application: web.Application) -> None:
        """Serve the address."""
        application.router.add_post(PATH, self.post)
        application.router.add_get(PATH, self.get, allow_head=True)

    async def get(self, _request: web.Request) -> web.Response:
        """Slack's check of the certificate."""
        return web.Response(text="ok")

    async def post(self, request: web.Request) -> web.Response:
        """Anything that Slack sends."""
        raw = await _read(request)
        if raw is None:
            return self._refuse(413, "too large")
        body = self._verified(raw, request)
        if body is None:
            return self._refuse(401, "not signed by Slack")
        try:
            asked = AsyncBoltRequest(
                body=body, query=request.query_string, headers=dict(request.headers)
            )
        except (ValueError, AttributeError):  # Bolt takes a list or a number for an object
            return self._refuse(400, "signed, but not readable")
        if asked.body.get("type") == "app_rate_limited":  # no listener of Bolt can match it
            self._log.warning("rate limited by Slack")
            return web.Response()
        return await to_aiohttp_response(await self._bolt.async_dispatch(asked))

    def _verified(self, raw: bytes, request: web.Request) -> str | None:
        """The body as text, if one of the secrets signed it within the last five minutes."""
        timestamp = request.headers.get("X-Slack-Request-Timestamp", "")
        signature = request.headers.get("X-Slack-Signature", "")
        if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= _MOST_DIGITS):
            return None
        if not (signature.isascii() and signature.startswith("v0=")):
            return None
        try:
            body = raw.decode("utf-8")
        except UnicodeDecodeError:
            return None
        valid = any(v.is_valid(body, timestamp, signature) for v in self._verifiers)
        return body if valid else None

    def _refuse(self, status: int, why: str) -> web.Response:
        self._log.warning("request refused", status=status, why=why)
        return web.json_response({"error": why}, status=status)


async def _read(request: web.Request) -> bytes | None:
    """The body, or None where it is too large.

    What is too large is read on and thrown away, within reason: whoever is still sending when the
    connection closes never sees the answer.
    """
    raw, size = bytearray(), 0
    async for chunk in request.content.iter_any():
        size += len(chunk)
        if size <= _MOST_BYTES:
            raw += chunk
        elif size > _MOST_DISCARDED:
            break
    return bytes(raw) if size <= _MOST_BYTES else None
