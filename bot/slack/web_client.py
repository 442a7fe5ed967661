"""Calls to Slack: time limits, rate limits, which methods are repeated, what was never sent.

It is slack_sdk's client with its transport replaced. The SDK's own opens a session for each call
unless given one, writes bodies into a debug log, breaks on an answer that is no JSON, and retries
a broken connection even when a message may have been posted.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from cachetools import FIFOCache
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

Subject = tuple[str, str, str]
"""A workspace, a method, and the channel that it is about, or ""."""

_MOST = 10_000


class MethodLimits:
    """Remembers until when Slack wants to hear no more of something."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._until: FIFOCache[Subject, float] = FIFOCache(_MOST)

    def hold(self, subject: Subject, seconds: float) -> None:
        """Slack has asked to wait."""
        self._until[subject] = self._clock() + seconds

    def left(self, subject: Subject) -> float:
        """The seconds still to wait; 0 for none."""
        now = self._clock()
        return max(self._until.get(subject, now) - now, 0.0)


OK, TOO_FAST, SERVER_ERROR = 200, 429, 500

HARMLESS = frozenset(
    {"auth.test", "conversations.info", "conversations.open", "users.info", "views.publish"}
)
"""Methods that come to the same when they are called twice."""

DEAD_TOKEN = frozenset({"account_inactive", "invalid_auth", "token_expired", "token_revoked"})
"""What Slack says of a token that another process may have replaced: nothing was done with it."""

NEVER_SENT = (
    aiohttp.ClientConnectorError,
    aiohttp.ClientHttpProxyError,
    aiohttp.ConnectionTimeoutError,
)
"""What is raised before anything has left: refused, no such host, no trust, no connection."""

OUTGOING = aiohttp.ClientTimeout(total=10, connect=5)
"""Seconds; aiohttp's own default is 300. Without a limit of its own a connection that never comes
about would look like an answer that never came."""

CALL_ERRORS = (SlackApiError, aiohttp.ClientError, TimeoutError)
"""Whatever a call may raise: a refusal, or no answer."""

_TRIES = 3
_PATIENCE = 5.0  # seconds that a harmless call waits for its turn
_PAUSE = 0.3  # seconds before a harmless call is repeated
_UNSAID = 30.0  # seconds to wait where Slack says "too fast" and not how long

Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Transport:
    """The way to Slack that all clients of a process share."""

    api_url: str
    session: aiohttp.ClientSession
    method_limits: MethodLimits = field(default_factory=MethodLimits)
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


class NoSlackToken(SlackApiError):
    """There is nothing to speak with at a workspace: what Slack would refuse, before it is asked.

    `why` is Slack's word for it. `permanent`: not until somebody installs the app again.
    """

    def __init__(self, why: str, *, permanent: bool) -> None:
        super().__init__(why, {"ok": False, "error": why})  # type: ignore[no-untyped-call]
        self.why = why
        self.permanent = permanent


class SlackClient(AsyncWebClient):
    """Slack's Web API in one workspace, by one token.

    Raises `SlackApiError` for every answer that is no "ok", aiohttp's errors and `TimeoutError`
    for none.
    """

    def __init__(self, transport: Transport, token: str | None, workspace: str = "") -> None:
        super().__init__(
            token=token, base_url=transport.api_url, session=transport.session, retry_handlers=[]
        )
        self._transport = transport
        self._workspace = workspace

    async def _request(self, *, http_verb: str, api_url: str, req_args: Answer) -> Answer:
        """One call: at once, or after a short wait, and again where that is harmless."""
        method = api_url.rpartition("/")[2]
        arguments = req_args.get("json") or req_args.get("params") or {}
        subject = (self._workspace, method, str(arguments.get("channel", "")))
        harmless = method in HARMLESS
        for _ in range(_TRIES - 1 if harmless else 0):
            try:
                answer = await self._once(http_verb, api_url, req_args, subject)
            except (aiohttp.ClientError, TimeoutError):
                await self._transport.sleep(_PAUSE)
                continue
            if answer["status_code"] < TOO_FAST:
                return answer
            wait = self._transport.method_limits.left(subject) or _PAUSE
            if wait > _PATIENCE:
                return answer
            await self._transport.sleep(wait)
        return await self._once(http_verb, api_url, req_args, subject)

    async def _once(self, verb: str, url: str, req_args: Answer, subject: Subject) -> Answer:
        limits = self._transport.method_limits
        if left := limits.left(subject):
            refusal = {"ok": False, "error": "ratelimited"}
            return {"data": refusal, "headers": {"Retry-After": f"{left}"}, "status_code": TOO_FAST}
        answer = await self._send_off(verb, url, req_args)
        if answer["status_code"] == TOO_FAST:
            limits.hold(subject, retry_after(answer["headers"]))
        return answer

    async def _send_off(self, verb: str, url: str, req_args: Answer) -> Answer:
        async with self._transport.session.request(verb, url, **req_args) as response:
            text = await response.text(errors="replace")
            headers, status = response.headers, response.status
        try:
            data = json.loads(text)
        except ValueError:  # a proxy's own words
            data = {}
        return {
            "data": data if isinstance(data, dict) else {},
            "headers": headers,
            "status_code": status,
        }


def why_failed(error: Exception) -> str:
    """Slack's word for a refusal, else the kind of the error: nothing of what was sent."""
    if isinstance(error, SlackApiError):
        return str(error.response.get("error") or error.response.status_code)
    return type(error).__name__


def retry_after(headers: Any) -> float:
    """The seconds that Slack asks to wait."""
    try:
        return max(float(headers.get("Retry-After", _UNSAID)), 0.0)
    except ValueError:
        return _UNSAID
