"""POST /slack/events: signatures checked before parsing, replays refused, commands told apart.

Bolt parses first, so that unsigned nonsense ends in a 500, and writes a badly signed body into the
log. Here a request that Slack did not sign is answered 401 and leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Sequence

import structlog
from aiohttp import web
from cachetools import FIFOCache
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier
from yarl import URL

from bot.slack.app import SlackApp
from bot.slack.payload_shape import is_command

PATH = "/slack/events"

# What tells a slash command from an interaction, whose one field is `payload`.
_FORM = "application/x-www-form-urlencoded"
_COMMAND = "&command="

# What Bolt raises while it reads a body: it takes whatever is there for an object.
_NOT_READABLE = (ValueError, AttributeError, TypeError, LookupError, RecursionError)

_MOST_SEEN = 50_000

# Events are told apart by their id in the records. A look-up of options changes nothing, and is the
# same to the letter when somebody searches for the same twice in a second.
_MAY_COME_AGAIN = frozenset(
    {"event_callback", "url_verification", "app_rate_limited", "block_suggestion"}
)

_UNSIGNED = "not signed by Slack"

# A Unix time in seconds has ten digits until the year 2286.
_MOST_DIGITS = 12


class Endpoint:
    """Takes every request of Slack. Several secrets are accepted while one replaces another.

    Slash commands, most of the traffic, are answered here; everything else goes to Bolt, which
    parses a request twice and builds a client for it before it looks for a listener.
    """

    def __init__(self, app: SlackApp, signing_secrets: Sequence[str]) -> None:
        self._app = app
        self._verifiers = [SignatureVerifier(secret) for secret in signing_secrets]
        self._seen: FIFOCache[str, bool] = FIFOCache(_MOST_SEEN)
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
        body = self._verified(await request.read(), request)
        if body is None:
            return self._refuse(401, _UNSIGNED)
        if request.content_type == _FORM and _COMMAND in f"&{body}":
            return await self._command(body, request)
        return await self._other(body, request)

    async def _command(self, body: str, request: web.Request) -> web.Response:
        if not self._is_new(request):
            return self._refuse(401, _UNSIGNED)
        command = dict(URL.build(query_string=body, encoded=True).query)  # faster than parse_qsl
        if not is_command(command):
            return self._refuse(400, "signed, but not readable")
        answer = await self._app.answer_command(command)
        return web.Response(text=answer, content_type="application/json")

    async def _other(self, body: str, request: web.Request) -> web.Response:
        try:
            bolt_request = AsyncBoltRequest(
                body=body, query=request.query_string, headers=dict(request.headers)
            )
        except _NOT_READABLE:
            return self._refuse(400, "signed, but not readable")
        if str(bolt_request.body.get("type")) not in _MAY_COME_AGAIN and not self._is_new(request):
            return self._refuse(401, _UNSIGNED)
        return await to_aiohttp_response(await self._app.dispatch(bolt_request))

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

    def _is_new(self, request: web.Request) -> bool:
        """Whether a command or an interaction was not seen before; each comes once."""
        signature = request.headers["X-Slack-Signature"]
        if signature in self._seen:
            return False
        self._seen[signature] = True
        return True

    def _refuse(self, status: int, why: str) -> web.Response:
        self._log.warning("request refused", status=status, why=why)
        return web.json_response({"error": why}, status=status)
