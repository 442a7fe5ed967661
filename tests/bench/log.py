"""What a /session log costs of the processor, over signed HTTP, one at a time, on SQLite.

    python -m tests.bench.log

User and system time of the whole process, threads and all, in milliseconds a log. There are two
floors: a bare Bolt app that answers a fixed text, and one that inserts one row through Tortoise
first (`bolt_with_insert`). Each alias has a payer with limits to count by, and is
logged day after day, so that its history grows to two months as it is measured.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from tests.bench.coverage import (
    SECRET,
    connect,
    floor,
    free_port,
    ours,
    receive,
    request,
    running,
)
from tests.fakes.slack_state import Person, Token
from tests.fakes.slack_workspace import FakeSlack

PAYERS = ("medicare", "bcbs alabama", "L&I", "tricare", "fep")
ALIASES = 20
DAYS = 60  # days on which each is logged
WARM = 10  # of them before the clock runs
ISSUED = re.compile(r"[A-Z]+-[0-9]+[A-Z]")
TICKS = os.sysconf("SC_CLK_TCK")


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


def cpu(process: int) -> float:
    """The milliseconds that a process has run, its threads included."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / TICKS


def ask(port: int, asked: list[bytes]) -> list[bytes]:
    """Every answer, one request at a time over one connection."""
    answers = []
    with connect(port) as connection:
        for each in asked:
            connection.sendall(each)
            answers.append(receive(connection))
    return answers


def opened(port: int) -> list[str]:
    """Aliases that the bot issued, each with a payer."""
    told = [f"new payer {PAYERS[n % len(PAYERS)]}" for n in range(ALIASES)]
    answers = ask(port, [request(text, "/session") for text in told])
    return [ISSUED.findall(answer.decode())[0] for answer in answers]


def logs(aliases: list[str], first: int, last: int) -> list[bytes]:
    """A log of each alias on each of these days, long over."""
    start = date.today() - timedelta(days=DAYS + 1)  # noqa: DTZ011 -- any day in the past serves
    days = [start + timedelta(days=n) for n in range(first, last)]
    return [request(f"log {alias} 20560 on {day}", "/session") for day in days for alias in aliases]


@contextmanager
def floor_that_keeps(folder: str) -> Iterator[tuple[int, int]]:
    """The port and id of a Bolt app that inserts one row for each command."""
    port, database = free_port(), f"sqlite://{Path(folder) / 'floor.sqlite3'}?journal_mode=WAL"
    command = [sys.executable, "-m", "tests.bench.bolt_with_insert", SECRET, str(port), database]
    with running(command, port, dict(os.environ)) as server:
        yield server


def cost(port: int, process: int, asked: list[bytes], shows: bytes) -> float:
    """Milliseconds of the processor for each request; every answer must show a text."""
    before = cpu(process)
    answers = ask(port, asked)
    spent = cpu(process) - before
    wrong = [answer for answer in answers if shows not in answer]
    if wrong:
        raise SystemExit(wrong[0].decode())
    return spent / len(asked)


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        workspace() as api,
        ours(folder, api) as (our_port, our_process),
        floor() as (floor_port, floor_process),
        floor_that_keeps(folder) as (keeping_port, keeping_process),
    ):
        aliases = opened(our_port)
        ask(our_port, logs(aliases, 0, WARM))
        measured = logs(aliases, WARM, DAYS)
        ours_ = cost(our_port, our_process, measured, b": logged.")
        floor_ = cost(floor_port, floor_process, [request(PAYERS[0]) for _ in measured], b"text")
        kept = [request(PAYERS[0], "/session") for _ in measured]
        keeping = cost(keeping_port, keeping_process, kept, b"Kept")
    print(f"needlepoint  {ours_:.2f} ms of the processor a log (aim: 3.50)")
    print(f"bare bolt    {floor_:.2f} ms for a fixed text")
    print(f"with insert  {keeping:.2f} ms for one row through Tortoise")
    print(f"ratio        {ours_ / floor_:.1f} of the floor")
    print(f"             {ours_ / keeping:.1f} of one insert (aim: 2.5)")


if __name__ == "__main__":
    main()
