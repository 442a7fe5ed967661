"""Slack's side of Socket Mode: connections that the app opens, and envelopes that it acknowledges.

docs.slack.dev/apis/events-api/using-socket-mode: an address is good for one connection, an envelope
that nobody acknowledges goes to another connection.
"""

from __future__ import annotations

import asyncio
import json
import uuid

from aiohttp import WSMsgType, web

from tests.fakes.block_kit_parts import Json
from tests.fakes.slack_state import Mistake, Workspace

APP_TOKEN = "xapp-canary-1"


def connection(workspace: Workspace, token: str) -> Json:
    """apps.connections.open: the address for a new connection."""
    if token != APP_TOKEN:
        raise Mistake("not_allowed_token_type" if token.startswith("xoxb-") else "invalid_auth")
    ticket = uuid.uuid4().hex
    workspace.tickets.add(ticket)
    return {"url": f"{workspace.base.replace('http', 'ws')}/link?ticket={ticket}"}


async def link(workspace: Workspace, request: web.Request) -> web.WebSocketResponse:
    """One connection, until either side hangs up."""
    ticket = request.query.get("ticket", "")
    if ticket not in workspace.tickets:
        raise web.HTTPForbidden
    workspace.tickets.remove(ticket)
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    workspace.sockets.append(socket)
    workspace.connections.append(request)
    await socket.send_json({"type": "hello", "num_connections": len(workspace.sockets)})
    workspace.bell.ring()
    async for message in socket:
        if message.type == WSMsgType.TEXT:
            acknowledged = json.loads(message.data)
            waiting = workspace.envelopes.pop(acknowledged.get("envelope_id", ""), None)
            if waiting and not waiting.done():
                waiting.set_result(acknowledged.get("payload"))
    workspace.sockets.remove(socket)
    workspace.connections.remove(request)
    return socket


async def send(workspace: Workspace, kind: str, payload: Json, within: float) -> Json | None:
    """Send an envelope down the newest connection; what its acknowledgement carries.

    Raises TimeoutError when nobody acknowledges it.
    """
    envelope = uuid.uuid4().hex
    waiting: asyncio.Future[Json | None] = asyncio.get_running_loop().create_future()
    workspace.envelopes[envelope] = waiting
    accepts = kind != "events_api"
    said = {"envelope_id": envelope, "type": kind, "accepts_response_payload": accepts}
    await workspace.sockets[-1].send_json(said | {"payload": payload})
    return await asyncio.wait_for(waiting, within)
