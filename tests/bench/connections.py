"""What each kind of request costs over 1, 16 and 64 connections, on SQLite and on PostgreSQL.

    python -m tests.bench.connections [sqlite|postgres]

Beside the bot run a bare Bolt app, and one with a single read or insert through Tortoise, on the
same kind of loop and of database. All take turns, and each ratio is to the floor of its own turn:
questions to a fixed text, boards to one read, logs to one insert. User and system time are those of
the whole process; on PostgreSQL the server's own comes besides. An answer that is not the one that
was to be measured ends the run: a refusal would be cheap.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count, cycle, islice
from statistics import median

import yaml

from models.content import load
from tests.bench.coverage import asked_again
from tests.bench.log import ISSUED, PAYERS
from tests.bench.memory import BUG, QUESTIONS
from tests.bench.questions import never_asked
from tests.bench.serving import (
    Server,
    ask,
    ask_together,
    floor,
    floor_that_keeps,
    must_not_show,
    must_show,
    ours,
    request,
    resident,
    user_and_system,
    workspace,
)
from tests.postgres import ThrowawayPostgres

CONNECTIONS = (1, 16, 64)
ROUNDS = 5
TURN = 192  # requests
ALIASES = 64

FIXED, READ, INSERT = "a fixed text", "one read", "one insert"


@dataclass
class Kind:
    """Requests of one kind: to whom, the floor that they are compared with, what they must show."""

    name: str
    server: Server
    floor: str
    shows: bytes
    typed: Iterator[bytes]
    spent: list[tuple[float, float]] = field(default_factory=list)

    def turn(self, connections: int) -> None:
        """Ask some, and write down what one cost."""
        port, process = self.server
        requests = [*islice(self.typed, TURN)]
        before = user_and_system(process)
        answers = ask_together(port, requests, connections)
        after = user_and_system(process)
        must_show(answers, self.shows)
        must_not_show(answers, BUG)
        self.spent.append(((after[0] - before[0]) / TURN, (after[1] - before[1]) / TURN))

    @property
    def whole(self) -> float:
        """Milliseconds of a request, user and system."""
        return median(map(sum, self.spent))


def logs(port: int) -> Iterator[bytes]:
    """A log of each alias on one day after the other, long over."""
    told = [f"new payer {payer}" for payer in islice(cycle(PAYERS), ALIASES)]
    answers = ask(port, [request(text, "/session") for text in told])
    aliases = [ISSUED.findall(answer.decode())[0] for answer in answers]
    start = date.today() - timedelta(days=150)  # noqa: DTZ011 -- any day in the past serves
    for day in count():
        for alias in aliases:
            yield request(f"log {alias} 20560 on {start + timedelta(days=day)}", "/session")


def distinct() -> Iterator[str]:
    """Questions in plain words, no two alike: from the second time on each is about another day."""
    asked = [each["ask"] for each in yaml.safe_load(QUESTIONS.read_text("utf-8"))]
    yield from asked
    for ago in count(1):
        day = date(2026, 1, 1) - timedelta(days=ago)
        yield from (f"{question} on {day}" for question in asked)


def kinds(bot: Server, bare: Server, keeping: Server) -> list[Kind]:
    """Everything that is measured, floors first."""
    again, new = cycle(asked_again(8)), iter(never_asked(load(), 4 * ROUNDS * TURN))
    questions = distinct()

    def typed(text: Callable[[], str], command: str) -> Iterator[bytes]:
        while True:
            yield request(text(), command)

    fixed = lambda: PAYERS[0]  # noqa: E731
    return [
        Kind(FIXED, bare, FIXED, b"text", typed(fixed, "/coverage")),
        Kind(INSERT, keeping, INSERT, b"Kept", typed(fixed, "/session")),
        Kind(READ, keeping, READ, b"Read", typed(fixed, "/caps")),
        Kind("/coverage again", bot, FIXED, b'"actions"', typed(again.__next__, "/coverage")),
        Kind("/coverage new", bot, FIXED, b'"actions"', typed(new.__next__, "/coverage")),
        Kind("/ask", bot, FIXED, b'"blocks"', typed(questions.__next__, "/ask")),
        Kind("/session log", bot, INSERT, b" logged: ", logs(bot[0])),
        Kind("/caps", bot, READ, b"Visits left", typed(lambda: "", "/caps")),
    ]


def measure(kind: str, url: str, floors_url: str) -> None:
    """Print a table for one database."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        api = stack.enter_context(workspace())
        bot = stack.enter_context(ours(folder, api, url=url))
        bare = stack.enter_context(floor())
        keeping = stack.enter_context(floor_that_keeps(folder, floors_url))
        each = kinds(bot, bare, keeping)
        for measured in each:  # Slack is asked once who asks, and files are opened
            measured.turn(1)
        for connections in CONNECTIONS:
            for measured in each:
                measured.spent.clear()
            for _ in range(ROUNDS):
                for measured in each:
                    measured.turn(connections)
            _tell(kind, connections, each)
        print(f"{kind}: {resident(bot[1]):.0f} MB, a bare Bolt app {resident(bare[1]):.0f}")


def _tell(kind: str, connections: int, each: list[Kind]) -> None:
    floors = {measured.name: measured for measured in each}
    print(
        f"{kind}, {connections} connections       user  system   ms of the processor, of its floor"
    )
    for measured in each:
        user, system = (median(part) for part in zip(*measured.spent, strict=True))
        beside = zip(measured.spent, floors[measured.floor].spent, strict=True)
        ratio = median(sum(ours_) / max(sum(theirs), 0.01) for ours_, theirs in beside)
        told = f"{ratio:6.1f} of {measured.floor}" if measured.name != measured.floor else ""
        print(
            f"  {measured.name:<18} {user:9.2f} {system:7.2f} {user + system:7.2f}  {told}",
            flush=True,
        )


def main(kind: str) -> None:
    """Measure on one kind of database."""
    if kind == "sqlite":
        measure(kind, "", "")
        return
    with ThrowawayPostgres() as server:
        server.sql("CREATE DATABASE floors")
        measure(kind, server.url(), server.url("floors"))


if __name__ == "__main__":
    for kind in sys.argv[1:] or ("sqlite", "postgres"):
        main(kind)
