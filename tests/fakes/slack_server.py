"""A workspace on 127.0.0.1: takes an app's requests, and delivers Slack's own, signed."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from urllib.parse import parse_qsl

import aiohttp
from aiohttp import web

from tests.fakes import slack_socket
from tests.fakes.block_kit_parts import Json
from tests.fakes.slack_answers import Answer
from tests.fakes.slack_payloads import JSON, Body
from tests.fakes.slack_signing import signed_headers
from tests.fakes.slack_state import Mishap, Workspace
from tests.fakes.slack_web_api import WebApi, rate_limited_mishap

SIGNING_SECRET = "8f742231b10e8888abcd99yyyzzz85a5"  # the one in Slack's own documentation
SECONDS_TO_ANSWER = 3.0


class SlackServer(Workspace):
    """The state of the workspace, and the two directions of HTTP."""

    def __init__(
        self, clock: Callable[[], float] = time.time, signing_secret: str = SIGNING_SECRET
    ) -> None:
        super().__init__(clock)
        self.signing_secret = signing_secret
        self.app_url = ""  # where the app takes Slack's requests
        self.through_socket = False  # the app is in Socket Mode instead
        self.seconds_to_answer = SECONDS_TO_ANSWER
        self._runner: web.AppRunner | None = None
        self._session: aiohttp.ClientSession | None = None

    @property
    def api_url(self) -> str:
        """The `base_url` for AsyncWebClient."""
        return f"{self.base}/api/"

    def doors(self) -> WebApi:
        """Who takes the app's requests."""
        return WebApi(self)

    async def start(self) -> None:
        """Listen on a free port."""
        doors, app = self.doors(), web.Application()
        app.router.add_route("*", "/api/{method}", doors.call)
        app.router.add_post("/response/{ticket}", doors.respond)
        app.router.add_get("/link", self._link)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.base = f"http://{host}:{port}"
        self._session = aiohttp.ClientSession()

    async def stop(self) -> None:
        """Hang up and free the port. May be called again."""
        self.hung_up.set()
        if self._session:
            await self._session.close()
        if self._runner:
            await self._runner.cleanup()
        self._session = self._runner = None

    def signed(
        self, body: Body, secret: str | None = None, timestamp: int | None = None
    ) -> dict[str, str]:
        """The headers of a request with this body.

        The timestamp is the machine's time, not the workspace's clock: the app's verifier reads
        the machine's, and a test that lets thirty minutes pass still wants to be let in.
        """
        at = int(time.time()) if timestamp is None else timestamp
        headers = signed_headers(secret or self.signing_secret, at, body.text)
        return {"Content-Type": body.content_type, **headers}

    async def deliver(self, body: Body, headers: dict[str, str] | None = None) -> Answer:
        """Send the app a request, signed unless the headers are given; status 0 is no answer."""
        if self.through_socket:
            return await self._deliver_through_socket(body)
        assert self._session, "the workspace is not started"
        assert self.app_url, "slack.app_url is not set: where does the app listen?"
        request = self._session.post(
            self.app_url,
            data=body.text.encode(),
            headers=self.signed(body) if headers is None else headers,
            timeout=aiohttp.ClientTimeout(total=self.seconds_to_answer),
        )
        try:
            async with request as response:
                return Answer(response.status, dict(response.headers), await response.text())
        except (TimeoutError, aiohttp.ClientConnectionError):
            return Answer(0, {}, "")

    async def _link(self, request: web.Request) -> web.WebSocketResponse:
        return await slack_socket.link(self, request)

    async def _deliver_through_socket(self, body: Body) -> Answer:
        """Send the app an envelope; the acknowledgement as if it had come over HTTP."""
        kind, payload = _in_envelope(body)
        await self.bell.until(lambda: self.sockets or None, "a connection of the app", 5)
        try:
            carried = await slack_socket.send(self, kind, payload, self.seconds_to_answer)
        except (TimeoutError, ConnectionError):
            return Answer(0, {}, "")
        as_json = {"Content-Type": "application/json"}
        return Answer(200, as_json, json.dumps(carried)) if carried else Answer(200, {}, "")

    def fails_next(self, method: str, error: str = "internal_error", status: int = 200) -> None:
        """The next call of the method, or post to a "response_url", ends in this error."""
        self.mishaps[method].append(Mishap(status, {"ok": False, "error": error}))

    def fails_from_now_on(self, method: str, error: str, status: int = 200) -> None:
        """Each call of the method ends in this error, until `recovers`."""
        self.mishaps[method].extend([Mishap(status, {"ok": False, "error": error})] * 1_000)

    def recovers(self, method: str) -> None:
        """Nothing befalls the method any more."""
        self.mishaps[method].clear()

    def rate_limits_next(self, method: str, seconds: int = 1) -> None:
        """The next call of the method is answered 429 with Retry-After."""
        self.mishaps[method].append(rate_limited_mishap(seconds))

    def garbles_next(self, method: str, status: int = 200) -> None:
        """The next call of the method is answered by somebody on the way, in HTML."""
        self.mishaps[method].append(Mishap(status, text="<html>upstream connect error</html>"))

    def loses_next_answer(self, method: str) -> None:
        """The next call of the method is carried out, and the app never hears of it."""
        self.mishaps[method].append(Mishap(answer_lost=True))

    def stalls_next(self, method: str) -> None:
        """The next call of the method is carried out and never answered; the app must give up."""
        self.mishaps[method].append(Mishap(stalls=True))


def _in_envelope(body: Body) -> tuple[str, Json]:
    """What a request over HTTP holds, as an envelope's type and payload."""
    if body.content_type == JSON:
        return "events_api", json.loads(body.text)
    fields = dict(parse_qsl(body.text, keep_blank_values=True))
    if "payload" in fields:
        return "interactive", json.loads(fields["payload"])
    return "slash_commands", fields
