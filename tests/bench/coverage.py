"""A whole /coverage over signed HTTP, against a bare Bolt app that answers a fixed text.

    python -m tests.bench.coverage

Both run as processes of their own on the same kind of event loop, and take turns: the floor, the
questions that everybody asks, the floor, questions that nobody asked before. Each turn is over many
connections at once, and every answer must offer a next step: a refusal would be cheap. What counts
is the middle one of the ratios of turns that stand beside each other. Bolt for Node, where it is
installed (`make playground`), answers the same fixed text in a turn of each round.
"""

from __future__ import annotations

import statistics
import tempfile
import time

from models.content import load
from tests.bench.questions import never_asked
from tests.bench.serving import (
    ask_together,
    connect,
    cpu,
    floor,
    floor_in_node,
    must_show,
    ours,
    receive,
    request,
    workspace,
)

ROUNDS = 7
WARM = 2  # rounds of these that do not count
TOGETHER = 700  # requests in a turn
ALONE = 300  # requests, one at a time
AIMS = {"asked again": 0.90, "never asked": 0.50}  # of the floor's throughput

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


def asked_again(many: int) -> list[str]:
    """So many questions, of which most were asked a moment ago."""
    return [ASKED[n % len(ASKED)] for n in range(many)]


def turn(server: tuple[int, int], texts: list[str], shows: bytes) -> float:
    """Milliseconds of the processor for an answer, with many connections at once."""
    port, process = server
    requests = [request(text) for text in texts]
    before = cpu(process)
    answers = ask_together(port, requests)
    spent = cpu(process) - before
    must_show(answers, shows)
    return spent / len(texts)


def alone(port: int) -> float:
    """The median answer, in milliseconds that somebody waits, with one request at a time."""
    took = []
    with connect(port) as connection:
        for each in [request(text) for text in asked_again(ALONE)]:
            started = time.perf_counter()
            connection.sendall(each)
            receive(connection)
            took.append(time.perf_counter() - started)
    return statistics.median(took) * 1000


def main() -> None:
    new = iter(never_asked(load(), ROUNDS * TOGETHER))
    spent: dict[str, list[tuple[float, float]]] = {name: [] for name in AIMS}
    in_node: list[float] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        workspace() as api,
        ours(folder, api) as our,
        floor() as bare,
        floor_in_node() as node,
    ):
        turn(our, asked_again(TOGETHER), b'"actions"')  # Slack is asked once who asks
        for round_ in range(ROUNDS):
            for name, rows in spent.items():
                again = asked_again(TOGETHER)
                texts = again if name == "asked again" else [next(new) for _ in again]
                row = turn(bare, again, b"text"), turn(our, texts, b'"actions"')
                if round_ >= WARM:
                    rows.append(row)
            if node is not None:
                in_node.append(turn(node, asked_again(TOGETHER), b"text"))
        waited = {"needlepoint": alone(our[0]), "bare bolt": alone(bare[0])}
    floors = [floor for rows in spent.values() for floor, _ in rows]
    print(f"bare bolt    {statistics.median(floors):.3f} ms of the processor for a fixed text")
    if in_node:
        print(f"bolt on node {statistics.median(in_node[WARM:]):.3f} ms")
    for name, rows in spent.items():
        ratio = statistics.median(floor / took for floor, took in rows)
        took = statistics.median(took for _, took in rows)
        print(f"{name:<12} {took:.3f} ms, throughput {ratio:.2f} of it (aim: {AIMS[name]:.2f})")
    print(f"p50 alone    {waited['needlepoint']:.2f} ms, bare bolt {waited['bare bolt']:.2f} ms")


if __name__ == "__main__":
    main()
