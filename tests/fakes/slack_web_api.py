"""The doors by which an app reaches Slack: the Web API and the response URLs.

What is refused is refused in Slack's words, and if it was the app's own mistake it is written
into the book of offences as well.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from tests.fakes import slack_chat, slack_directory, slack_oauth, slack_socket, slack_views
from tests.fakes.block_kit_parts import Json
from tests.fakes.slack_chat import judge_message, rate_limited
from tests.fakes.slack_directory import require
from tests.fakes.slack_interactions import Interaction, TicketLapsed
from tests.fakes.slack_screens import Message
from tests.fakes.slack_state import Call, Mishap, Mistake, Refused, Token, Workspace

METHODS = {**slack_chat.METHODS, **slack_directory.METHODS, **slack_views.METHODS}

# The reference page of each method names its scope; those of conversations.* depend on the channel.
SCOPES = {
    "chat.delete": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "conversations.open": "im:write",
    "users.info": "users:read",
}

# Where a method takes an object, form and query carry it as JSON.
_OBJECTS = ("attachments", "blocks", "metadata", "view")


class WebApi:
    """Answers the app's requests from the state of the workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def call(self, request: web.Request) -> web.StreamResponse:
        """One call of a method, in any of the three encodings that the Python SDK uses."""
        method = request.match_info["method"]
        try:
            args, encoding = await _read(request)
        except Mistake as mistake:
            return self._refuse(method, mistake)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        token = token or str(args.get("token", ""))
        workspace = self._workspace
        workspace.calls.append(Call(method, args, token, encoding, workspace.clock()))
        mishap = self._next_mishap(method)
        if mishap and mishap.text:
            return web.Response(text=mishap.text, status=mishap.status, content_type="text/html")
        if mishap and not (mishap.answer_lost or mishap.stalls):
            return web.json_response(mishap.body, status=mishap.status, headers=mishap.headers)
        answer = self._answer(method, token, args)
        if mishap and mishap.stalls:
            await workspace.hung_up.wait()
        return _lost(request) if mishap else answer

    async def respond(self, request: web.Request) -> web.StreamResponse:
        """One post to a response URL."""
        workspace, url = self._workspace, f"{request.url.origin()}{request.path}"
        try:
            posted = await _json_object(request)
            workspace.calls.append(Call("response_url", posted, "", "json", workspace.clock()))
            mishap = self._next_mishap("response_url")
            if mishap and not mishap.answer_lost:
                workspace.bell.ring()
                return web.json_response(mishap.body, status=mishap.status, headers=mishap.headers)
            interaction = workspace.interactions.spend(url)
            message = self._respond(interaction, posted)
        except TicketLapsed as lapsed:
            return self._refuse("response_url", Mistake(str(lapsed), status=404))
        except Mistake as mistake:
            mistake.status = 400
            return self._refuse("response_url", mistake)
        if message:
            interaction.seen.append(message)
        workspace.bell.ring()
        return _lost(request) if mishap else web.Response(text="ok")

    def _next_mishap(self, method: str) -> Mishap | None:
        waiting = self._workspace.mishaps[method]
        return waiting.popleft() if waiting else None

    def _answer(self, method: str, token: str, args: Json) -> web.Response:
        try:
            result, scopes = self._result(method, token, args)
        except Refused as refused:
            return self._refuse(method, refused)
        self._workspace.bell.ring()
        headers = {"X-OAuth-Scopes": ",".join(sorted(scopes))}
        return web.json_response({"ok": True, **result}, headers=headers)

    def _result(self, method: str, token: str, args: Json) -> tuple[Json, frozenset[str]]:
        """What a method comes to, and the scopes of the bot token; two methods take none."""
        if method == "oauth.v2.access":
            return slack_oauth.exchange(self._workspace, token, args), frozenset()
        if method == "apps.connections.open":
            return slack_socket.connection(self._workspace, token), frozenset()
        installed = self._token(token)
        if method in SCOPES:
            require(installed, SCOPES[method])
        if method not in METHODS:
            raise Mistake("unknown_method", req_method=method)
        return METHODS[method](self._workspace, installed, args), installed.scopes

    def _token(self, value: str) -> Token:
        if not value:
            raise Mistake("not_authed")
        token = self._workspace.tokens.get(value)
        if token is None:
            raise Mistake("invalid_auth")
        if token.revoked:
            raise Refused("token_revoked")
        return token

    def _refuse(self, where: str, refused: Refused) -> web.Response:
        if isinstance(refused, Mistake):
            particulars = refused.more.get("errors") or refused.more.get("needed") or ""
            self._workspace.offend(refused.error, where, str(particulars))
        self._workspace.bell.ring()
        body = {"ok": False, "error": refused.error, **refused.more}
        return web.json_response(body, status=refused.status, headers=refused.headers)

    def _respond(self, interaction: Interaction, posted: Json) -> Message | None:
        """Do what the post asks: delete, replace or write; the message that came of it."""
        original = interaction.source if isinstance(interaction.source, Message) else None
        if original and posted.get("delete_original"):
            original.deleted = True
            return None
        judge_message(self._workspace, "response_url", posted)
        if original and self._replaces(posted):
            original.shows(posted)
            return original
        return write_reply(self._workspace, interaction, posted)

    def _replaces(self, posted: Json) -> bool:
        """Whether the post takes the place of the message that was clicked on.

        The pages on response URLs do not say what an absent `replace_original` means, and apps
        were surprised both ways; so ours has to say it.
        """
        if "replace_original" not in posted and posted.get("response_type") != "in_channel":
            self._workspace.offend("replace_original_unsaid", "response_url")
        return bool(posted.get("replace_original", posted.get("response_type") != "in_channel"))


def write_reply(workspace: Workspace, interaction: Interaction, posted: Json) -> Message:
    """Write an app's reply where the person is, for that person alone unless it says otherwise.

    Neither needs the app to be in the channel.
    """
    kind = posted.get("response_type", "ephemeral")
    if kind not in ("ephemeral", "in_channel"):
        raise Mistake("invalid_arguments", errors=[f"response_type {kind!r}"])
    sender = next((token.bot_user for token in workspace.tokens.values()), "UBOT1")
    private_to = interaction.user if kind == "ephemeral" else None
    return workspace.write(interaction.channel, sender, posted, private_to)


def rate_limited_mishap(seconds: int) -> Mishap:
    """The mishap of having been too fast."""
    refused = rate_limited(seconds)
    return Mishap(refused.status, {"ok": False, "error": refused.error}, refused.headers)


async def _read(request: web.Request) -> tuple[Json, str]:
    args: Json = dict(request.query)
    encoding = "query"
    if request.content_type == "application/json":
        args, encoding = args | await _json_object(request), "json"
    elif body := await request.text():
        args, encoding = args | dict(parse_qsl(body, keep_blank_values=True)), "form"
    for name in _OBJECTS:
        if isinstance(args.get(name), str):
            args[name] = _parsed(args[name], "invalid_arguments")
    return args, encoding


async def _json_object(request: web.Request) -> Json:
    body = _parsed(await request.text() or "{}", "invalid_json")
    if not isinstance(body, dict):
        raise Mistake("json_not_object")
    return body


def _parsed(text: str, error: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise Mistake(error) from None


def _lost(request: web.Request) -> web.Response:
    """Break the connection instead of answering."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
