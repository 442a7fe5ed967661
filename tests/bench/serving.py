"""The processes that are measured, and the requests that they get: the bot, the floors, a Slack.

The client is never what is measured: plain sockets, with requests that were signed beforehand. What
is measured is the processor's time of a whole process, user and system, threads and all. On one
core it is what a process can answer in a second, whoever else the machine works for meanwhile.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import selectors
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier

from tests.fakes.slack_state import Person, Token
from tests.fakes.slack_workspace import FakeSlack
from tests.storage.keys import KEYS

SECRET = "bench"
CONNECTIONS = 16

Server = tuple[int, int]
"""The port and the id of a process."""

_LAST_PIECE = b"0\r\n\r\n"
_NODE = Path(__file__).with_name("bare_bolt.cjs")
_FROM_NPM = Path(__file__).parents[2] / ".playground" / "node_modules"  # by `make playground`
_PER_PROCESS = 2  # the kind of a process's clock, user and system: CPUCLOCK_SCHED of Linux
_NUMBERS = itertools.count(1)


def request(text: str, command: str = "/coverage") -> bytes:
    """One signed slash command, as bytes on the wire; no two are alike, or it would be a replay."""
    body = urlencode(
        {
            "token": "x", "team_id": "T1", "team_domain": "clinic", "channel_id": "C1",
            "channel_name": "desk", "user_id": "U1", "user_name": "amy", "command": command,
            "text": text, "api_app_id": "A1", "is_enterprise_install": "false",
            "response_url": "http://127.0.0.1/r", "trigger_id": f"1.2.{next(_NUMBERS)}",
        }
    )  # fmt: skip
    at = str(int(time.time()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=at, body=body)
    head = (
        "POST /slack/events HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n"
        f"X-Slack-Request-Timestamp: {at}\r\nX-Slack-Signature: {signature}\r\n\r\n"
    )
    return (head + body).encode()


def connect(port: int) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def receive(connection: socket.socket) -> bytes:
    """The body of one whole response, which must be a good one; in pieces, as Node sends it."""
    raw = b""
    while b"\r\n\r\n" not in raw:
        raw += _more(connection)
    head, _, body = raw.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        sys.exit(head.decode())
    if b"transfer-encoding: chunked" in head.lower():
        while not body.endswith(_LAST_PIECE):
            body += _more(connection)
        return body
    marker = b"content-length: "
    start = head.lower().index(marker) + len(marker)
    length = int(head[start:].split(b"\r\n", 1)[0])
    while len(body) < length:
        body += _more(connection)
    return body


def _more(connection: socket.socket) -> bytes:
    return connection.recv(65_536) or sys.exit("The server hung up.")


def ask(port: int, requests: Sequence[bytes]) -> list[bytes]:
    """Every answer, one request at a time over one connection."""
    answers = []
    with connect(port) as connection:
        for each in requests:
            connection.sendall(each)
            answers.append(receive(connection))
    return answers


def ask_together(
    port: int, requests: Sequence[bytes], connections: int = CONNECTIONS
) -> list[bytes]:
    """Every answer, in the order in which they came, over many connections at once."""
    selector, waiting, answers = selectors.DefaultSelector(), iter(requests), []
    for each in itertools.islice(waiting, connections):
        connection = connect(port)
        selector.register(connection, selectors.EVENT_READ, connection)
        connection.sendall(each)
    while len(answers) < len(requests):
        for ready, _ in selector.select():
            answers.append(receive(ready.data))
            if following := next(waiting, None):
                ready.data.sendall(following)
    for key in list(selector.get_map().values()):
        key.data.close()
    return answers


def cpu(process: int) -> float:
    """The milliseconds of the processor that a process has taken."""
    return time.clock_gettime((~process << 3) | _PER_PROCESS) * 1000


def user_and_system(process: int) -> tuple[float, float]:
    """The milliseconds of the processor that a process has taken, in itself and in the kernel."""
    told = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    tick = 1_000 / os.sysconf("SC_CLK_TCK")
    return int(told[11]) * tick, int(told[12]) * tick


def resident(process: int) -> float:
    """The megabytes that a process holds in memory."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def must_show(answers: Sequence[bytes], text: bytes) -> None:
    """End here with the first answer that is not what was to be measured."""
    for answer in answers:
        if text not in answer:
            sys.exit(answer.decode())


def must_not_show(answers: Sequence[bytes], text: bytes) -> None:
    """End here with the first answer that says what would not be worth measuring."""
    for answer in answers:
        if text in answer:
            sys.exit(answer.decode())


@contextmanager
def workspace() -> Iterator[str]:
    """Where a Slack answers whose token it is and who asks, in a thread of its own."""
    slack, loop = FakeSlack(), asyncio.new_event_loop()
    slack.add_token(Token("xoxb-bench", team="T1"))
    slack.add_person(Person("U1", team="T1"))
    loop.run_until_complete(slack.start())
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield slack.api_url
    finally:
        asyncio.run_coroutine_threadsafe(slack.stop(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()


@contextmanager
def ours(folder: str, api: str, *, url: str = "", migrates: bool = True) -> Iterator[Server]:
    """The port and id of the bot's process, beside a Slack that answers at `api`.

    Its records are in a file of SQLite in the folder, unless a `url` names another place.
    """
    port = _free_port()
    environment = os.environ | {
        "DATABASE_URL": url or f"sqlite://{Path(folder) / 'bench.sqlite3'}", "PORT": str(port),
        "SLACK_SIGNING_SECRET": SECRET, "SLACK_BOT_TOKEN": "xoxb-bench", "LOG_FORMAT": "json",
        "RATE_LIMIT": "off", "SLACK_API_URL": api, "AUDIT_KEY": KEYS[0],
    }  # fmt: skip
    environment.pop("LOG_LEVEL", None)
    if migrates:
        migrate = [sys.executable, "-m", "bot", "migrate"]
        subprocess.run(migrate, env=environment, check=True, stdout=subprocess.DEVNULL)
    with _running([sys.executable, "-m", "bot", "web"], port, environment) as server:
        yield server


@contextmanager
def floor() -> Iterator[Server]:
    """The port and id of a Bolt app that answers a fixed text."""
    port = _free_port()
    with _running(_of_bench("bare_bolt", SECRET, str(port)), port, _clean()) as server:
        yield server


@contextmanager
def floor_in_node() -> Iterator[Server | None]:
    """The port and id of the same in Bolt for Node; None where Node or Bolt is not installed."""
    node = shutil.which("node")
    if node is None or not (_FROM_NPM / "@slack" / "bolt").exists():
        yield None
        return
    port = _free_port()
    command = [node, str(_NODE), SECRET, str(port)]
    with _running(command, port, _clean() | {"NODE_PATH": str(_FROM_NPM)}) as server:
        yield server


@contextmanager
def floor_that_keeps(folder: str, url: str = "") -> Iterator[Server]:
    """The port and id of a Bolt app that reads or inserts one row for each command."""
    port = _free_port()
    pragmas = "journal_mode=WAL&foreign_keys=ON&secure_delete=ON&busy_timeout=5000"  # as the bot's
    database = url or f"sqlite://{Path(folder) / 'floor.sqlite3'}?{pragmas}"
    command = _of_bench("bolt_with_insert", SECRET, str(port), database)
    with _running(command, port, _clean()) as server:
        yield server


def _of_bench(module: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", f"tests.bench.{module}", *arguments]


def _clean() -> dict[str, str]:
    """The environment without what Bolt would read of it."""
    return {name: value for name, value in os.environ.items() if not name.startswith("SLACK_")}


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextmanager
def _running(command: list[str], port: int, environment: dict[str, str]) -> Iterator[Server]:
    """The port and id of a server process, while it accepts connections."""
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        for _ in range(2_400):
            try:
                connect(port).close()
                break
            except ConnectionRefusedError:
                time.sleep(0.025)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(10)
