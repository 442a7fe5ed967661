"""Limits of HTTP: seconds a client may take, connections at once, size and coding of a body.

aiohttp waits for a head as long as it keeps an idle connection, for a body and for a reader of its
answer without end, and counts nobody. Each connection here has five seconds for each of the three.
Where all places are taken, whoever has waited longest makes room, so that health is always told.
Nothing compressed is taken: aiohttp would inflate it before anybody's signature is verified.
"""

from __future__ import annotations

import asyncio
import errno
import logging
import resource
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

import structlog
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.typedefs import Handler

from models.errors import SettingsFault

_MOST_CONNECTIONS = 1_000

# Of a body. The largest that a platform sends, a view or a card with full state, is far below.
_MOST_BYTES = 512 * 1024

# What aiohttp reports as an error, and what is no more than somebody else's bad or broken request.
_THEIRS = (web.RequestPayloadError, HttpProcessingError)


def most_connections() -> int:
    """Three quarters of the files that this process may open; the rest is for its own work."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return _MOST_CONNECTIONS if soft < 0 else min(_MOST_CONNECTIONS, soft * 3 // 4)


@dataclass(frozen=True, slots=True)
class ServerLimits:
    """How many connections at once, and the seconds that each step of one may take.

    `within` holds for a head from its first byte, for a body, and for reading what we wrote. `idle`
    is for a connection between two requests: proxies keep theirs for a minute.
    """

    within: float = 5.0
    idle: float = 75.0
    connections: int = field(default_factory=most_connections)


class LimitedServer:
    """Makes the protocol of each connection, and knows which of them keep us waiting."""

    def __init__(self, http: Callable[[], asyncio.Protocol], limits: ServerLimits) -> None:
        self._http = http
        self.limits = limits
        self.inside: set[Connection] = set()
        self.waiting: dict[Connection, None] = {}  # whoever has waited longest comes first

    def __call__(self) -> Connection:
        """The protocol for one more connection."""
        return Connection(self, self._http())

    def admit(self, connection: Connection) -> bool:
        """Let a connection in, where there is room or somebody waiting makes some."""
        if len(self.inside) >= self.limits.connections:
            if not self.waiting:
                return False
            next(iter(self.waiting)).drop()
        self.inside.add(connection)
        return True

    def forget(self, connection: Connection) -> None:
        """Take a connection off the lists."""
        self.inside.discard(connection)
        self.waiting.pop(connection, None)


class Connection(asyncio.Protocol):
    """One connection. It passes everything on to aiohttp, and drops whoever takes too long."""

    def __init__(self, door: LimitedServer, http: asyncio.Protocol) -> None:
        self._door = door
        self._http = http
        self._loop = asyncio.get_running_loop()
        self._due: float | None = None  # when they will have taken too long
        self._timer: asyncio.TimerHandle | None = None
        self._rings_at = 0.0
        self._transport: asyncio.Transport | None = None
        self._request: web.BaseRequest | None = None  # the one that is being answered
        self._is_idle = False  # nothing of the next head has come
        self._is_early = False  # something of it came while this one was being answered

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody is at the door."""
        self._transport = cast("asyncio.Transport", transport)
        if not self._door.admit(self):
            self._transport.abort()
            return
        self._wait(self._door.limits.within)
        self._http.connection_made(transport)

    def data_received(self, data: bytes) -> None:
        """Something came: of a head, or of a body."""
        if self._is_idle:
            self._is_idle = False
            self._wait(self._door.limits.within)
        self._is_early = self._request is not None and self._request.content.is_eof()
        self._http.data_received(data)
        if self._request and self._request.content.is_eof():
            self._rest()

    def head_came(self, request: web.BaseRequest) -> None:
        """A whole head was read; what may be missing is the body."""
        self._request, self._is_idle, self._is_early = request, False, False
        if request.content.is_eof():
            self._rest()
        else:
            self._wait(self._door.limits.within)

    def answered(self) -> None:
        """The answer is about to leave, and the next request may come."""
        limits, self._request = self._door.limits, None
        self._is_idle = not self._is_early
        self._wait(limits.idle if self._is_idle else limits.within)

    def pause_writing(self) -> None:
        """They do not read what we write."""
        self._is_idle = False
        self._wait(self._door.limits.within)
        self._http.pause_writing()

    def resume_writing(self) -> None:
        """They have read it."""
        self._is_idle = True
        self._wait(self._door.limits.idle)
        self._http.resume_writing()

    def eof_received(self) -> bool | None:
        """They will send no more."""
        return self._http.eof_received()

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone, whoever ended it."""
        self._end()
        self._door.forget(self)
        self._http.connection_lost(exc)

    def drop(self) -> None:
        """Hang up: they took too long, or somebody else needs the place."""
        self._end()
        self._door.forget(self)
        if self._transport:
            self._transport.abort()

    def _wait(self, seconds: float) -> None:
        """Drop them in so many seconds; a timer that rings before finds out, and is set again.

        So a busy connection sets one each few seconds, and not three for each request.
        """
        self._due = self._loop.time() + seconds
        self._door.waiting.pop(self, None)
        self._door.waiting[self] = None
        if self._timer is None or self._rings_at > self._due:
            self._ring_at(self._due)

    def _ring_at(self, due: float) -> None:
        if self._timer:
            self._timer.cancel()
        self._rings_at, self._timer = due, self._loop.call_at(due, self._ring)

    def _ring(self) -> None:
        self._timer = None
        if self._due is None:
            return
        if self._due > self._rings_at:
            self._ring_at(self._due)
        else:
            self.drop()

    def _rest(self) -> None:
        """Nobody keeps us waiting."""
        self._door.waiting.pop(self, None)
        self._due = None

    def _end(self) -> None:
        self._rest()
        if self._timer:
            self._timer.cancel()
            self._timer = None


def new_site() -> web.Application:
    """An empty web application that takes nothing compressed, and nothing that is too large."""
    return web.Application(middlewares=[_guard], client_max_size=_MOST_BYTES)


@web.middleware
async def _guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what is compressed; tell the door how far a request is; forgive broken ones."""
    connection = request.transport.get_protocol() if request.transport else None
    if not isinstance(connection, Connection):
        return await _answer(request, handler)
    connection.head_came(request)
    try:
        return await _answer(request, handler)
    finally:
        connection.answered()


async def _answer(request: web.Request, handler: Handler) -> web.StreamResponse:
    encodings = ",".join(request.headers.getall("Content-Encoding", [])).split(",")
    if any(encoding.strip().lower() not in {"", "identity"} for encoding in encodings):
        return _refuse(415, "compressed")
    try:
        return await handler(request)
    except web.RequestPayloadError:
        return _refuse(400, "not readable")
    except web.HTTPRequestEntityTooLarge:
        return _refuse(413, "too large")
    except ConnectionError:
        if request.transport is not None:  # another connection than theirs: a bug of ours
            raise
        return web.Response(status=400)  # nobody is there to read it


def _refuse(status: int, why: str) -> web.Response:
    structlog.get_logger("needlepoint.web").warning("request refused", status=status, why=why)
    answer = web.json_response({"error": why}, status=status)
    answer.force_close()
    return answer


def _cannot_listen(error: OSError) -> SettingsFault:
    """Why nobody can be served, without the address: something else may have been pasted there."""
    if error.errno == errno.EADDRINUSE:
        return SettingsFault("Another program has that PORT.", "Stop it, or set another PORT.")
    return SettingsFault(
        "The bot cannot listen at that HOST and PORT.",
        "Set HOST to an address of this machine, 127.0.0.1 or 0.0.0.0, and PORT to one that the "
        "bot may have.",
    )


@dataclass(frozen=True, slots=True)
class Serving:
    """An application that listens. `address` is where: a host and a port."""

    runner: web.AppRunner
    listening: asyncio.Server
    address: tuple[str, int]

    async def cleanup(self) -> None:
        """Take nobody more in, finish what is in hand, and close what the application opened."""
        self.listening.close()
        await self.runner.cleanup()


async def serve(
    app: web.Application, host: str, port: int, limits: ServerLimits | None = None
) -> Serving:
    """Listen on an address behind the door. Port 0 is any that is free."""
    limits = limits or ServerLimits()
    runner = web.AppRunner(
        app,
        access_log=None,
        logger=_logger(),
        auto_decompress=False,
        lingering_time=limits.within,
        keepalive_timeout=limits.idle,
    )
    await runner.setup()
    if runner.server is None:
        raise RuntimeError("the application was not set up")
    try:
        listening = await asyncio.get_running_loop().create_server(
            LimitedServer(runner.server, limits), host, port, reuse_address=True
        )
    except OSError as error:
        await runner.cleanup()
        raise _cannot_listen(error) from None
    return Serving(runner, listening, listening.sockets[0].getsockname()[:2])


def _logger() -> logging.Logger:
    logger = logging.getLogger("needlepoint.http")
    logger.addFilter(_is_ours)
    return logger


def _is_ours(record: logging.LogRecord) -> bool:
    """Whether an error may be a bug of ours, and no request that was broken off or is no HTTP."""
    error = record.exc_info[1] if record.exc_info else None
    return not isinstance(error, _THEIRS)
