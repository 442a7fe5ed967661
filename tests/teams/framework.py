"""A stand-in for the Bot Framework on this machine: it signs tokens, and takes what the bot says.

The real one cannot run here. Its keys are real RSA keys served over HTTP, its tokens are signed
with them, and its connector speaks the REST that the SDK calls.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa

APP = "22222222-2222-2222-2222-222222222222"
TENANT = "11111111-1111-1111-1111-111111111111"
SERVICE = "https://smba.trafficmanager.net/amer/"

NOON = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
"""A Monday in New York, in working hours."""

_NAMES = {"maya": "Maya Manager", "amy": "Amy Front"}

Answer = Callable[[web.Request, dict[str, Any]], Awaitable[web.Response | None]]


def activity(**told: Any) -> dict[str, Any]:
    """A message of Amy's in her own chat, but for what is told otherwise."""
    return {
        "type": "message",
        "id": "m1",
        "channelId": "msteams",
        "serviceUrl": SERVICE,
        "text": "help",
        "conversation": {"id": "a:amy", "conversationType": "personal", "tenantId": TENANT},
        "from": {"id": "29:amy", "aadObjectId": "ad0-amy", "name": "Amy Front"},
        "recipient": {"id": f"28:{APP}", "name": "Needlepoint"},
        "channelData": {"tenant": {"id": TENANT}},
        **told,
    }


@dataclass
class Clock:
    """A clinic's clock, which stands until it is moved on."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        """The instant that it shows."""
        return self.now

    def passes(self, **told: float) -> datetime:
        """Move it on: minutes=6. The instant after."""
        self.now += timedelta(**told)
        return self.now


class Signer:
    """An RSA key, and tokens signed with it."""

    def __init__(self, kid: str = "k1") -> None:
        self.kid = kid
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def public(self) -> dict[str, Any]:
        """The key as the Bot Framework publishes it."""
        told = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return told | {"kid": self.kid, "use": "sig", "alg": "RS256", "endorsements": ["msteams"]}

    def token(self, **claims: Any) -> str:
        """A token as Teams sends it, but for these claims; None leaves one out."""
        now = int(time.time())
        told = {
            "iss": "https://api.botframework.com",
            "aud": APP,
            "nbf": now - 10,
            "exp": now + 600,
            "serviceurl": SERVICE,
        } | claims
        told = {name: value for name, value in told.items() if value is not None}
        return jwt.encode(told, self.key, algorithm="RS256", headers={"kid": self.kid})


@dataclass
class Sent:
    """One request that the bot made of the connector."""

    method: str
    path: str
    query: dict[str, str]
    body: dict[str, Any]
    authorization: str

    @property
    def conversation(self) -> str:
        """The conversation it went to."""
        return self.path.split("/conversations/")[-1].split("/")[0]

    @property
    def is_targeted(self) -> bool:
        """Whether one person alone sees it."""
        return self.query.get("isTargetedActivity") == "true"

    @property
    def card(self) -> dict[str, Any]:
        """The card in it."""
        card: dict[str, Any] = self.body["attachments"][0]["content"]
        return card


@dataclass
class Connector:
    """Takes what the bot sends. `refuse` answers in its place, where it returns something."""

    sent: list[Sent] = field(default_factory=list)
    refuse: Answer | None = None
    url: str = ""
    members: dict[str, dict[str, str]] = field(default_factory=dict)
    """What is told of somebody beside their name: members["amy"] = {"userRole": "guest"}."""
    rosters: dict[str, list[str]] = field(default_factory=dict)
    """Who is in a conversation, by its id; where none is told, whoever works at the clinic."""
    absent: set[str] = field(default_factory=set)
    """Whom Teams finds in no conversation."""
    page: int = 500
    arrived: asyncio.Queue[Sent] = field(default_factory=asyncio.Queue)
    taken: list[Sent] = field(default_factory=list)
    """Messages that were not refused."""

    def application(self) -> web.Application:
        """The connector's routes."""
        app = web.Application()
        app.router.add_route("*", "/v3/{rest:.*}", self._take)
        return app

    async def _take(self, request: web.Request) -> web.Response:
        body = await request.json() if request.can_read_body else {}
        authorization = request.headers.get("Authorization", "")
        query = dict(request.query)
        self.sent.append(Sent(request.method, request.path, query, body, authorization))
        if self.refuse and (refused := await self.refuse(request, body)):
            return refused
        if request.path.endswith("/activities"):
            self.taken.append(self.sent[-1])
            self.arrived.put_nowait(self.sent[-1])
        if request.path.endswith("/pagedmembers"):
            return self._paged(request)
        if request.method == "GET":
            who = request.path.rsplit("/", 1)[-1].removeprefix("29:").removeprefix("ad0-")
            if who in self.absent:
                return refusal(404, "MemberNotFoundInConversation")
            return web.json_response(self._member(who))
        return web.json_response({"id": f"sent-{len(self.sent)}"}, status=201)

    def _member(self, who: str) -> dict[str, str]:
        name = _NAMES.get(who, "Somebody")
        told = {"id": f"29:{who}", "aadObjectId": f"ad0-{who}", "name": name}
        return told | self.members.get(who, {})

    def _paged(self, request: web.Request) -> web.Response:
        """Members page by page: never more than are asked for, with a token for the next."""
        conversation = request.path.split("/")[-2]
        everybody = self.rosters.get(conversation, list(_NAMES))
        begin = int(request.query.get("continuationToken", 0))
        end = begin + min(self.page, int(request.query["pageSize"]))
        shown = [self._member(who) for who in everybody[begin:end] if who not in self.absent]
        after = {"continuationToken": str(end)} if end < len(everybody) else {}
        return web.json_response({"members": shown, **after})

    async def next(self) -> Sent:
        """What arrives next to be seen, of what runs after a response."""
        return await asyncio.wait_for(self.arrived.get(), 5)

    def lookups(self, who: str) -> list[Sent]:
        """How often somebody was looked up as a member."""
        return [each for each in self.sent if each.path.endswith(f"/members/29:{who}")]

    def arrived_at(self, conversation: str) -> list[Sent]:
        """The messages that stand in a conversation."""
        return [each for each in self.taken if each.conversation == conversation]

    def messages(self) -> list[Sent]:
        """What was sent to be seen."""
        return [each for each in self.sent if each.path.endswith("/activities")]


def refusal(status: int, code: str = "", **headers: str) -> web.Response:
    """A refusal as Teams words it."""
    body = {"error": {"code": code, "message": "canary-7R2"}}
    return web.json_response(body, status=status, headers=headers)
