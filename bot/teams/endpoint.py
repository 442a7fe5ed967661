"""POST /api/messages: token first, then the body; other tenants and services are refused.

The SDK reads the body first where it may, answers 500 to what it cannot parse, and takes a token
that vouches for another service. Here each is refused with a status that says so, and leaves
nothing of the body behind.
"""

from __future__ import annotations

import json

import structlog
from aiohttp import web

from bot import bugs
from bot.loopback import web_host
from bot.teams.activity import Activity, Malformed
from bot.teams.activity import read as read_activity
from bot.teams.app import TeamsApp
from bot.teams.client import TeamsClient
from bot.teams.token_verifier import Claims, KeysUnreachable, TokenRefused, TokenVerifier
from bot.unicode_text import is_unicode

PATH = "/api/messages"


class _Refusal(Exception):
    """A request that is not answered, with the status that says so."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status
        self.why = why


class Endpoint:
    """Takes every request of Teams. Without a `tenant`, any is taken: in a test alone."""

    def __init__(
        self, app: TeamsApp, verifier: TokenVerifier, client: TeamsClient, tenant: str
    ) -> None:
        self._app = app
        self._verifier = verifier
        self._client = client
        self._tenant = tenant
        self._log = structlog.get_logger("needlepoint.teams")

    def mount(self, application: web.Application) -> None:
        """Serve the address."""
        application.router.add_post(PATH, self.post)

    async def post(self, request: web.Request) -> web.Response:
        """Anything that Teams sends."""
        try:
            claims = await self._vouched(request)
            activity = await _read(request)
            self._refuse_foreign(activity, claims)
        except _Refusal as refusal:
            return self._refuse(refusal)
        return await self._answer(activity, claims)

    async def _vouched(self, request: web.Request) -> Claims:
        try:
            return await self._verifier.claims(request.headers.get("Authorization", ""))
        except TokenRefused:
            raise _Refusal(401, "no valid token") from None
        except KeysUnreachable:
            raise _Refusal(503, "the keys that prove a token cannot be had") from None

    async def _answer(self, activity: Activity, claims: Claims) -> web.Response:
        body = None
        try:
            if activity.type == "invoke":
                body = await self._app.answer_invoke(activity, claims)
                if body is None:
                    return self._refuse(_Refusal(501, "unknown invoke"))
            else:
                await self._app.receive(activity, claims)
        except Exception as error:  # noqa: BLE001 - the SDK would tell people the error's text
            met = bugs.met(self._log, bugs.IN_TEAMS, error)
            body = await self._app.sorry(activity, claims, met)
        return web.json_response(body) if body else web.Response(status=202)

    def _refuse_foreign(self, activity: Activity, claims: Claims) -> None:
        """Refuse what is none of ours: its answers would go elsewhere, or to strangers."""
        if not self._client.is_ours(activity.service_url):
            raise _Refusal(403, "not a service of Teams")
        if claims and web_host(claims["serviceurl"]) != web_host(activity.service_url):
            raise _Refusal(403, "another service than the token's")
        if not activity.tenant or (self._tenant and activity.tenant != self._tenant):
            raise _Refusal(403, "another tenant")

    def _refuse(self, refusal: _Refusal) -> web.Response:
        self._log.warning("request refused", status=refusal.status, why=refusal.why)
        return web.json_response({"error": refusal.why}, status=refusal.status)


async def _read(request: web.Request) -> Activity:
    if request.content_type != "application/json":  # a page in a browser could send the others
        raise _Refusal(415, "not JSON")
    try:
        body = json.loads(await request.read())
        if is_unicode(body):
            return read_activity(body)
    except (Malformed, ValueError, RecursionError):
        pass
    raise _Refusal(400, "not readable")
