"""A Teams on a bad day: it writes down what really arrived in a channel, whatever it says of it."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from tests.chaos.disorder import Disorder, Fault
from tests.chaos.slack import Received
from tests.conftest import serve
from tests.teams.framework import activity, refusal

_STATUS = {
    Fault.TOO_FAST: (429, "TooManyRequests"),
    Fault.FAILED: (502, "BadGateway"),
    Fault.FAILED_AFTER: (504, "GatewayTimeout"),
    Fault.MISSING: (404, "ConversationNotFound"),
    Fault.BARRED: (401, "Unauthorized"),
    Fault.CLASHED: (412, "PreconditionFailed"),
}
_LISTED = re.compile(r"([A-Z]+-[0-9]{1,4}[A-Z]?): ")
_DONE = frozenset({Fault.NONE, Fault.FAILED_AFTER, Fault.LOST})


def channel_id(tenant: str) -> str:
    """The id of a tenant's one channel."""
    return f"19:{tenant}@thread.tacv2"


def therapist(tenant: str) -> dict[str, str]:
    """The one who works in a tenant."""
    return {"id": f"29:{tenant}", "aadObjectId": f"ad0-{tenant}", "name": "Therapist"}


class StormyTeams:
    """The connector of every tenant, each with a channel of its name and one therapist."""

    def __init__(self, disorder: Disorder, tenants: list[str]) -> None:
        self.disorder = disorder
        self.tenants = tenants
        self.received: list[Received] = []
        self.url = ""
        self._numbers = 0

    async def start(self) -> None:
        """Listen on a free port of this machine."""
        site = web.Application()
        site.router.add_route("*", "/v3/{rest:.*}", self._take)
        self._serving, self.url = await serve(site)

    async def stop(self) -> None:
        """Listen no more."""
        await self._serving.cleanup()

    def says(self, tenant: str, text: str, number: int) -> dict[str, Any]:
        """What the therapist of a tenant writes to the bot, as Teams hands it on."""
        chat = {"id": f"a:{tenant}", "conversationType": "personal", "tenantId": tenant}
        return self._heard(tenant, chat, id=f"m{number}", text=text)

    def joined(self, tenant: str) -> dict[str, Any]:
        """Something that was heard in the tenant's channel."""
        where = {"id": channel_id(tenant), "conversationType": "channel", "tenantId": tenant}
        return self._heard(tenant, where)

    def _heard(self, tenant: str, where: Mapping[str, str], **told: Any) -> dict[str, Any]:
        sender, data = therapist(tenant), {"tenant": {"id": tenant}}
        about = {"from": sender, "conversation": where, "channelData": data}
        return activity(**about, serviceUrl=self.url, **told)

    async def _take(self, request: web.Request) -> web.Response:
        """One request, or what befalls it."""
        body = await request.json() if request.can_read_body else {}
        fault = self.disorder.fault()
        answer = self._done(request, body) if fault in _DONE else web.Response()
        if fault is Fault.NONE:
            return answer
        if fault in _STATUS:
            headers = {"Retry-After": "1"} if fault is Fault.TOO_FAST else {}
            return refusal(*_STATUS[fault], **headers)
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    def _done(self, request: web.Request, body: dict[str, Any]) -> web.Response:
        """What Teams answers; a message is written down."""
        if request.method == "GET":
            tenant = request.path.split("/")[3].removeprefix("19:").partition("@")[0]
            found = {**therapist(tenant.removeprefix("a:")), "tenantId": tenant}
            is_roster = request.path.endswith("/pagedmembers")
            return web.json_response({"members": [found]} if is_roster else found)
        conversation = request.path.split("/")[3]
        if request.method == "POST" and conversation.startswith("19:"):
            says_repeat = "may be a repeat" in json.dumps(body)
            first, _, _ = body["summary"].partition(" ")
            listed = _LISTED.findall(json.dumps(body["attachments"])) if first.isdigit() else ()
            aliases = tuple(dict.fromkeys(listed)) or (first,)
            self.received.append(Received(conversation, aliases, says_repeat, time.monotonic()))
        self._numbers += 1
        return web.json_response({"id": f"sent-{self._numbers}"}, status=201)
