"""The door: nothing is inflated, nobody dawdles, and health answers whoever crowds in."""

from __future__ import annotations

import asyncio
import io
import logging
import time
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import aiohttp
import pytest
from aiohttp import web

from bot import http_server, settings
from bot.app import build
from bot.http_server import ServerLimits, new_site
from bot.web import application
from models.errors import SettingsFault
from tests.conftest import Served, serve

PATHS = ("/slack/events", "/api/messages", "/slack/install", "/healthz", "/metrics", "/nowhere")
SOON = ServerLimits(within=0.1, idle=5.0, connections=1_000)
PATIENCE = 5.0  # seconds after which a test has failed

HALF_A_HEAD = b"POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
HALF_A_BODY = b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf"
HALF_A_CHUNK = (
    b"POST /slack/events HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nha"
)

ASK = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"

Open = Callable[[ServerLimits], Awaitable[Served]]


@pytest.fixture
async def open_(environment: dict[str, str]) -> AsyncIterator[Open]:
    """Serves both platforms behind a door with these limits."""
    told = environment | {
        "SLACK_SIGNING_SECRET": "s", "SLACK_BOT_TOKEN": "xoxb-clinic", "TEAMS_ANONYMOUS": "1",
        "SLACK_API_URL": "http://127.0.0.1:9/",
    }  # fmt: skip
    opened = []

    async def open_(limits: ServerLimits) -> Served:
        app = build(settings.read(told))
        serving, url = await serve(await application(app), limits)
        opened.append(serving)
        return Served(app, url)

    yield open_
    for serving in opened:
        await serving.cleanup()


def at_the_root(work: Callable[[web.Request], Awaitable[web.Response]]) -> web.Application:
    site = new_site()
    site.router.add_get("/", work)
    return site


async def connect(url: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    host, port = url.removeprefix("http://").split(":")
    return await asyncio.open_connection(host, int(port))


@asynccontextmanager
async def held(url: str, sent: bytes, many: int) -> AsyncIterator[list[asyncio.StreamReader]]:
    """Many connections on each of which the same half of a request was sent."""
    pairs = []
    for _ in range(many):
        reader, writer = await connect(url)
        writer.write(sent)
        pairs.append((reader, writer))
    yield [reader for reader, _ in pairs]
    for _, writer in pairs:
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


async def health(url: str) -> int:
    async with (
        asyncio.timeout(PATIENCE),
        aiohttp.ClientSession() as session,
        session.get(f"{url}/healthz") as answer,
    ):
        return answer.status


async def answered(reader: asyncio.StreamReader) -> bytes:
    """The head of one answer of /healthz, whose body is read besides."""
    head = await reader.readuntil(b"\r\n\r\n")
    await reader.readexactly(len(b'{"status": "alive"}'))
    return head


async def end(reader: asyncio.StreamReader) -> bytes:
    """Whatever came until the other side hung up."""
    with suppress(ConnectionError):
        return await reader.read()
    return b""


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [r.getMessage() for r in caplog.records if r.levelno >= logging.WARNING]


# -- compressed ----------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "encoding", ["gzip", "deflate", "br", "zstd", "identity, gzip", "nonsense"]
)
async def test_whatever_is_compressed_is_415_before_any_signature(
    open_: Open, visitor: aiohttp.ClientSession, path: str, encoding: str
) -> None:
    served = await open_(ServerLimits())
    raw = b"no gzip at all"
    async with visitor.post(
        served.url + path, data=io.BytesIO(raw), headers={"Content-Encoding": encoding}
    ) as answer:
        assert answer.status == 415


@pytest.mark.parametrize("path", PATHS)
async def test_a_body_that_says_it_is_not_compressed_is_read(
    open_: Open, visitor: aiohttp.ClientSession, path: str
) -> None:
    served = await open_(ServerLimits())
    async with visitor.post(
        served.url + path, data=io.BytesIO(b"plain"), headers={"Content-Encoding": "Identity"}
    ) as answer:
        assert "compressed" not in await answer.text()


def bomb() -> bytes:
    """A gigabyte of zeros, packed in less than a megabyte; every block inflates by itself."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = packer.compress(bytes(16 * 1024 * 1024)) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff" + 64 * block


async def test_a_gigabyte_in_a_small_parcel_costs_no_more_than_any_refusal(
    open_: Open, visitor: aiohttp.ClientSession
) -> None:
    served, parcel = await open_(ServerLimits()), bomb()
    assert 900_000 < len(parcel) < 1_100_000

    async def cost(headers: dict[str, str]) -> tuple[int, float]:
        began = time.process_time()
        async with visitor.post(
            f"{served.url}/slack/events", data=io.BytesIO(parcel), headers=headers
        ) as answer:
            await answer.read()
        return answer.status, time.process_time() - began

    plain = [await cost({}) for _ in range(3)]
    packed = [await cost({"Content-Encoding": "gzip"}) for _ in range(3)]
    assert {status for status, _ in plain} == {413}
    assert {status for status, _ in packed} == {415}
    assert min(took for _, took in packed) < 3 * min(took for _, took in plain) + 0.02


# -- slow ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "half",
    [
        pytest.param(b"", id="nothing at all"),
        pytest.param(HALF_A_HEAD, id="half a head"),
        pytest.param(HALF_A_BODY, id="half a body"),
        pytest.param(HALF_A_CHUNK, id="half a chunk"),
    ],
)
async def test_who_stops_in_the_middle_is_let_go_without_a_word(
    open_: Open, half: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    served = await open_(SOON)
    async with asyncio.timeout(PATIENCE), held(served.url, half, 20) as readers:
        for reader in readers:
            assert await end(reader) == b""
    assert await health(served.url) == 200
    assert said(caplog) == []


def test_unless_told_otherwise_each_step_has_five_seconds() -> None:
    assert (ServerLimits().within, ServerLimits().idle) == (5.0, 75.0)


async def test_dribbling_gains_no_time(open_: Open) -> None:
    """A byte now and then does not begin the five seconds anew."""
    served = await open_(SOON)
    reader, writer = await connect(served.url)
    writer.write(HALF_A_HEAD)
    gone = asyncio.create_task(end(reader))
    async with asyncio.timeout(PATIENCE):
        while not gone.done():
            writer.write(b"a")
            await asyncio.wait({gone}, timeout=SOON.within / 5)
    writer.close()


async def test_a_second_head_on_a_kept_connection_has_no_longer_than_the_first(
    open_: Open,
) -> None:
    served = await open_(SOON)
    reader, writer = await connect(served.url)
    async with asyncio.timeout(PATIENCE):
        writer.write(ASK)
        await answered(reader)
        writer.write(b"GET /hea")
        assert await end(reader) == b""
    writer.close()


async def test_a_head_begun_while_the_one_before_is_answered_has_no_longer() -> None:
    goes_on, begun = asyncio.Event(), asyncio.Event()

    async def work(_request: web.Request) -> web.Response:
        begun.set()
        await goes_on.wait()
        return web.Response(text="done")

    serving, url = await serve(at_the_root(work), SOON)
    reader, writer = await connect(url)
    async with asyncio.timeout(PATIENCE):
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        await begun.wait()
        writer.write(b"GET / HT")
        await writer.drain()
        await health(url)  # by now the server has read it
        goes_on.set()
        assert (await end(reader)).endswith(b"done")
    writer.close()
    await serving.cleanup()


async def test_a_connection_between_two_requests_may_stay(open_: Open) -> None:
    served = await open_(SOON)
    reader, writer = await connect(served.url)
    for _ in range(2):
        writer.write(ASK)
        assert b"200 OK" in await answered(reader)
        with pytest.raises(TimeoutError):  # longer than a head may take
            await asyncio.wait_for(reader.read(1), 3 * SOON.within)
    writer.close()


async def test_who_never_reads_our_answer_is_let_go(caplog: pytest.LogCaptureFixture) -> None:
    async def long(_request: web.Request) -> web.Response:
        return web.Response(body=bytes(32 * 1024 * 1024))

    serving, url = await serve(at_the_root(long), SOON)
    _reader, writer = await connect(url)
    writer.transport.pause_reading()  # type: ignore[attr-defined]
    writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    server = serving.runner.server
    assert server
    async with asyncio.timeout(PATIENCE):
        while not server.requests_count or server.connections:  # noqa: ASYNC110 - nobody tells us
            await asyncio.sleep(0.01)
    writer.close()
    await serving.cleanup()
    assert said(caplog) == []


# -- many ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "half", [HALF_A_HEAD, HALF_A_BODY, b""], ids=["heads", "bodies", "nothing"]
)
async def test_health_answers_at_once_behind_a_crowd_that_says_nothing(
    open_: Open, half: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    """More connections than there are places, none of which is timed out yet."""
    served = await open_(ServerLimits(within=60.0, connections=200))
    async with held(served.url, half, 320):
        for _ in range(3):
            assert await health(served.url) == 200
    assert said(caplog) == []


@pytest.mark.parametrize(
    ("files", "most"),
    [
        pytest.param(256, 192, id="few: a quarter is for our own work"),
        pytest.param(1_024, 768, id="the usual number"),
        pytest.param(1_048_576, 1_000, id="many"),
        pytest.param(-1, 1_000, id="no end of them"),
    ],
)
def test_a_crowd_leaves_files_to_open_for_our_own_work(
    monkeypatch: pytest.MonkeyPatch, files: int, most: int
) -> None:
    monkeypatch.setattr("bot.http_server.resource.getrlimit", lambda _: (files, files))
    assert ServerLimits().connections == most


async def test_a_whole_crowd_at_work_turns_the_next_away() -> None:
    """Nobody who is being answered is dropped for a newcomer."""
    goes_on, busy = asyncio.Event(), asyncio.Barrier(4)

    async def work(_request: web.Request) -> web.Response:
        await busy.wait()
        await goes_on.wait()
        return web.Response(text="done")

    serving, url = await serve(at_the_root(work), ServerLimits(connections=3))
    ask = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    async with asyncio.timeout(PATIENCE), held(url, ask, 3) as readers:
        await busy.wait()
        async with held(url, ask, 1) as [turned_away]:
            assert await end(turned_away) == b""
        goes_on.set()
        assert all([b"done" in await end(reader) for reader in readers])
    await serving.cleanup()


# -- broken --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", id="TLS on a plain port"),
        pytest.param(b"GET / HTTP/1.1\r\n: no name\r\n\r\n", id="a header without a name"),
        pytest.param(b"GET /healthz HTTP/1.1\r\nA: " + b"a" * 20_000 + b"\r\n\r\n", id="long"),
        pytest.param(
            b"POST /slack/events HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            id="a chunk of no size",
        ),
    ],
)
async def test_what_is_no_http_is_a_400_and_no_error_of_ours(
    open_: Open, sent: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    served = await open_(SOON)
    async with asyncio.timeout(PATIENCE), held(served.url, sent, 1) as [reader]:
        assert b" 400 " in await end(reader)
    assert said(caplog) == []


@pytest.mark.parametrize("half", [HALF_A_BODY, HALF_A_CHUNK], ids=["body", "chunk"])
async def test_who_leaves_in_the_middle_leaves_no_error_line(
    open_: Open, half: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    served = await open_(ServerLimits())
    async with held(served.url, half, 10):
        assert await health(served.url) == 200
    assert await health(served.url) == 200
    assert said(caplog) == []


async def test_a_body_that_cannot_be_read_is_a_400_and_no_error_of_ours(
    caplog: pytest.LogCaptureFixture, visitor: aiohttp.ClientSession
) -> None:
    async def work(_request: web.Request) -> web.Response:
        raise web.RequestPayloadError

    serving, url = await serve(at_the_root(work))
    async with visitor.get(url) as answer:
        assert answer.status == 400
    await serving.cleanup()
    assert said(caplog) == []


async def test_a_lost_connection_of_our_own_is_still_a_bug(
    caplog: pytest.LogCaptureFixture, visitor: aiohttp.ClientSession
) -> None:
    async def work(_request: web.Request) -> web.Response:
        raise ConnectionResetError

    serving, url = await serve(at_the_root(work))
    async with visitor.get(url) as answer:
        assert answer.status == 500
    await serving.cleanup()
    assert said(caplog)


async def test_where_nobody_can_listen_a_sentence_says_so_and_not_the_value() -> None:
    host = "203.0.113.9"  # of no machine
    with pytest.raises(SettingsFault, match="cannot listen at that HOST and PORT") as fault:
        await http_server.serve(web.Application(), host, 0)
    assert host not in str(fault.value)
    assert fault.value.__suppress_context__


async def test_a_port_that_is_taken_is_told(open_: Open) -> None:
    port = int((await open_(SOON)).url.rpartition(":")[2])
    with pytest.raises(SettingsFault, match="Another program has that PORT"):
        await http_server.serve(web.Application(), "127.0.0.1", port)
