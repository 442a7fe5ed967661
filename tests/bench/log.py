"""What a /session log costs of the processor, over signed HTTP, one at a time, on SQLite.

    python -m tests.bench.log

User and system time of the whole process, threads and all, in milliseconds a log. There are two
floors: a bare Bolt app that answers a fixed text, and one that inserts one row through Tortoise
first (`bolt_with_insert`). Each alias has a payer with limits to count by, and is
logged day after day, so that its history grows to two months as it is measured.
"""

from __future__ import annotations

import re
import tempfile
from datetime import date, timedelta

from tests.bench.serving import (
    ask,
    cpu,
    floor,
    floor_that_keeps,
    must_show,
    ours,
    request,
    workspace,
)

PAYERS = ("medicare", "bcbs alabama", "L&I", "tricare", "fep")
ALIASES = 20
DAYS = 60  # days on which each is logged
WARM = 10  # of them before the clock runs
ISSUED = re.compile(r"[A-Z]+-[0-9]+[A-Z]")


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


def cost(port: int, process: int, asked: list[bytes], shows: bytes) -> float:
    """Milliseconds of the processor for each request; every answer must show a text."""
    before = cpu(process)
    answers = ask(port, asked)
    spent = cpu(process) - before
    must_show(answers, shows)
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
        ours_ = cost(our_port, our_process, measured, b" logged")
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
