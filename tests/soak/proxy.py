"""A proxy as a host has one before its webs: the next that listens gets each connection.

One that listens no more is passed over. Who is killed in the middle of an answer takes that along,
as it would: whoever asked asks again.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from itertools import count

_PIECE = 65_536


@asynccontextmanager
async def before(ports: Sequence[int]) -> AsyncIterator[int]:
    """The port of a proxy before servers at these ports."""
    turn, open_ = count(), set[asyncio.StreamWriter]()

    async def connect() -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
        first = next(turn)
        for number in range(len(ports)):
            with suppress(OSError):
                port = ports[(first + number) % len(ports)]
                return await asyncio.open_connection("127.0.0.1", port)
        return None

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        open_.add(writer)
        server = await connect()
        if server:
            await asyncio.gather(_pass(reader, server[1]), _pass(server[0], writer))
        else:
            writer.write(
                b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            )
        writer.close()
        open_.discard(writer)

    serving = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield serving.sockets[0].getsockname()[1]
    finally:
        serving.close()
        for writer in open_:
            writer.close()


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while piece := await reader.read(_PIECE):
            writer.write(piece)
            await writer.drain()
    writer.close()
