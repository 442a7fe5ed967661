"""Socket Mode: hears Slack through a connection that we open, so that no address is needed.

Slack has checked who we are by the app token, so nothing is verified again. Each envelope goes the
way of a request over HTTP, and its acknowledgement carries the answer.

Not by Bolt's AsyncSocketModeHandler: it hands envelopes to Bolt alone, so that commands would lose
their way beside it, what comes twice would count twice, and shutdown would wait for nothing.
"""

from __future__ import annotations

import asyncio
import json
import logging
from typing import Any

import aiohttp
import structlog
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.event_loop import LateTasks
from bot.slack.app import SlackApp
from bot.slack.web_client import SlackClient, Transport

_PING = 5.0  # seconds; also between two tries to connect
_OK = 200

# The SDK writes addresses with tickets, and what Slack sent, into its log. We say what matters.
_SILENT = logging.Logger("needlepoint.socket", logging.CRITICAL + 1)


class _Connection(SocketModeClient):
    """The SDK's connection, which keeps itself up, asked for by our client and told in our log."""

    def __init__(self, app_token: str, transport: Transport) -> None:
        super().__init__(app_token, _SILENT, SlackClient(transport, None), ping_interval=_PING)
        self._log = structlog.get_logger("needlepoint.slack")

    async def issue_new_wss_url(self) -> str:
        """The address of the next connection. Whatever is raised, the SDK tries again."""
        try:
            return await super().issue_new_wss_url()
        except SlackApiError as refused:
            self._log.error("socket refused", why=refused.response.get("error"))
            raise
        except (aiohttp.ClientError, TimeoutError) as error:
            self._log.warning("socket not opened", raised=type(error).__name__)
            raise


class Socket:
    """The connection, and the envelopes in hand."""

    def __init__(self, app: SlackApp, transport: Transport, app_token: str) -> None:
        self._app = app
        self._log = structlog.get_logger("needlepoint.slack")
        self._connection = _Connection(app_token, transport)
        self._connection.socket_mode_request_listeners.append(self._take)
        self._connection.message_listeners.append(self._note)
        self._opening: asyncio.Task[None] | None = None
        self._answering = LateTasks()
        self._closing = False

    def open(self) -> None:
        """Begin to connect; however long that takes, this process serves already."""
        self._opening = asyncio.create_task(self._connection.connect())  # type: ignore[no-untyped-call]

    async def close(self) -> None:
        """Take nothing more, finish what is in hand, hang up.

        An envelope that comes now stays unacknowledged, and Slack sends it to another process.
        """
        self._closing = True
        await self._answering.drain()
        if self._opening:
            self._opening.cancel()
            await asyncio.wait({self._opening})
        await self._connection.close()  # type: ignore[no-untyped-call]

    async def _note(
        self, _connection: AsyncBaseSocketModeClient, message: dict[str, Any], _raw: str | None
    ) -> None:
        if message.get("type") == "hello":
            self._log.info("socket open")

    async def _take(
        self, connection: AsyncBaseSocketModeClient, envelope: SocketModeRequest
    ) -> None:
        if self._closing:
            return
        await asyncio.wait({self._answering.start(self._answer(connection, envelope))})

    async def _answer(
        self, connection: AsyncBaseSocketModeClient, envelope: SocketModeRequest
    ) -> None:
        """Acknowledge an envelope with its answer; one that failed is not, and comes again."""
        answer = await self._answer_to(envelope)
        if answer is None:
            return
        acknowledgement = {"envelope_id": envelope.envelope_id} | (
            {"payload": answer} if answer else {}
        )
        try:
            await connection.send_socket_mode_response(acknowledgement)
        except (aiohttp.ClientError, ConnectionError) as error:
            self._log.warning("socket lost an answer", raised=type(error).__name__)

    async def _answer_to(self, envelope: SocketModeRequest) -> dict[str, Any] | None:
        """What the acknowledgement carries; None for no acknowledgement."""
        if envelope.type == "slash_commands":
            text = await self._app.answer_command(envelope.payload)
        else:
            request = AsyncBoltRequest(mode="socket_mode", body=envelope.payload, headers={})
            response = await self._app.dispatch(request)
            if response.status != _OK:
                return None
            text = response.body
        answer: dict[str, Any] = json.loads(text) if text else {}
        return answer
