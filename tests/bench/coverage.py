"""A whole /coverage over signed HTTP, against a bare Bolt app that answers a fixed text.

Both run as processes of their own, take turns, and are asked by the same client: plain sockets
with requests signed beforehand, so that the client is never what is measured.
"""

from __future__ import annotations

import itertools
import os
import selectors
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier

SECRET = "bench"
ROUNDS = 5
ALONE = 400  # requests in a round, one at a time
TOGETHER = 2_000  # requests in a round, over many connections
CONNECTIONS = 16

ASKED = (
    "bcbsnc 20560",
    "bcbs alabama 20560 on 2021-03-15",
    "medicare 20560 by PT",
    "cigna 20561",
    "aetna 20560",
    "tricare 20560",
    "L&I 20560",
    "atena 20560",
)


# Every one is another question: nothing that was worded before serves it.
NEVER_ASKED = tuple(
    f"{text.split(' on ')[0]} on {2020 + n // 336}-{1 + n // 28 % 12}-{1 + n % 28}"
    for n in range(2_000)
    for text in [ASKED[n % len(ASKED)]]
)


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


def asked(many: int) -> list[bytes]:
    """So many requests, each signed by itself."""
    return [request(ASKED[n % len(ASKED)]) for n in range(many)]


def receive(connection: socket.socket) -> bytes:
    """The body of one whole response, which must be a good one."""
    raw = b""
    while b"\r\n\r\n" not in raw:
        raw += connection.recv(65_536)
    head, _, body = raw.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        sys.exit(head.decode())
    marker = b"content-length: "
    start = head.lower().index(marker) + len(marker)
    length = int(head[start:].split(b"\r\n", 1)[0])
    while len(body) < length:
        body += connection.recv(65_536)
    return body


def connect(port: int) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def alone(port: int, requests: list[bytes]) -> float:
    """The median answer, in milliseconds, with one request at a time."""
    took = []
    with connect(port) as connection:
        for n in range(ALONE):
            started = time.perf_counter()
            connection.sendall(requests[n % len(requests)])
            receive(connection)
            took.append(time.perf_counter() - started)
    return statistics.median(took) * 1000


def together(port: int, requests: list[bytes]) -> float:
    """Requests answered in a second, over many connections at once."""
    selector = selectors.DefaultSelector()
    connections = [connect(port) for _ in range(CONNECTIONS)]
    sent = answered = 0
    started = time.perf_counter()
    for connection in connections:
        selector.register(connection, selectors.EVENT_READ)
        connection.sendall(requests[sent % len(requests)])
        sent += 1
    while answered < TOGETHER:
        for ready, _ in selector.select():
            connection = connections[[c.fileno() for c in connections].index(ready.fd)]
            receive(connection)
            answered += 1
            if sent < TOGETHER:
                connection.sendall(requests[sent % len(requests)])
                sent += 1
    took = time.perf_counter() - started
    for connection in connections:
        connection.close()
    return TOGETHER / took


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextmanager
def running(
    command: list[str], port: int, environment: dict[str, str]
) -> Iterator[tuple[int, int]]:
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


@contextmanager
def ours(folder: str, api: str = "http://127.0.0.1:9/") -> Iterator[tuple[int, int]]:
    port = free_port()
    environment = os.environ | {
        "DATABASE_URL": f"sqlite://{Path(folder) / 'bench.sqlite3'}", "PORT": str(port),
        "SLACK_SIGNING_SECRET": SECRET, "SLACK_BOT_TOKEN": "xoxb-bench", "LOG_FORMAT": "json",
        "RATE_LIMIT": "off",
        "SLACK_API_URL": api,
    }  # fmt: skip
    environment.pop("LOG_LEVEL", None)
    subprocess.run([sys.executable, "-m", "bot", "migrate"], env=environment, check=True)
    with running([sys.executable, "-m", "bot", "web"], port, environment) as server:
        yield server


@contextmanager
def floor() -> Iterator[tuple[int, int]]:
    port = free_port()
    command = [sys.executable, "-m", "tests.bench.bare_bolt", SECRET, str(port)]
    clean = {k: v for k, v in os.environ.items() if not k.startswith("SLACK_")}
    with running(command, port, clean) as server:
        yield server


def main() -> None:
    fresh = [request(text) for text in NEVER_ASKED]
    figures: dict[str, list[tuple[float, float]]] = {"needlepoint": [], "bare bolt": []}
    with tempfile.TemporaryDirectory() as folder, ours(folder) as our, floor() as bare:
        our_port, ports = our[0], {"needlepoint": our[0], "bare bolt": bare[0]}
        alone(our_port, asked(ALONE))  # Slack is asked once who asks
        first_time = together(our_port, fresh)
        for round_ in range(ROUNDS + 1):
            for name, port in ports.items():
                measured = alone(port, asked(ALONE)), together(port, asked(TOGETHER))
                if round_:  # the first round warms both up
                    figures[name].append(measured)
    p50 = {name: statistics.median(ms for ms, _ in rows) for name, rows in figures.items()}
    rate = {name: statistics.median(per_s for _, per_s in rows) for name, rows in figures.items()}
    for name in figures:
        print(f"{name:<12} p50 {p50[name]:.2f} ms alone, {rate[name]:,.0f}/s over {CONNECTIONS}")
    print(f"throughput   {rate['needlepoint'] / rate['bare bolt']:.2f} of the floor (aim: 0.80)")
    print(f"never asked  {first_time / rate['bare bolt']:.2f} of the floor, each question new")
    print(f"p50          {p50['needlepoint'] - p50['bare bolt']:+.2f} ms to the floor (aim: 1.00)")


if __name__ == "__main__":
    main()
