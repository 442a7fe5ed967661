"""What a /session log costs of the processor, over signed HTTP, one at a time, on SQLite.

    python -m tests.bench.log

User and system time of the whole process, threads and all, in milliseconds a log. There are two
floors: a bare Bolt app that answers a fixed text, and one that inserts one row through Tortoise
first (`bolt_with_insert`). Each alias has a payer with a limit that counts, of five kinds of
window, and is logged day after day, so that its history grows to two months as it is measured. All
three take turns, day by day: whatever else the machine does meanwhile weighs on each alike. An
answer that is no log that counts ends the run.
"""

from __future__ import annotations

import re
import tempfile
from datetime import date, timedelta
from statistics import mean

from tests.bench.serving import (
    ask,
    cpu,
    floor,
    floor_that_keeps,
    must_not_show,
    must_show,
    ours,
    request,
    workspace,
)

PAYERS = (
    "medicare for chronic low back pain",
    "nc medicaid",
    "L&I",
    "uhc medicare advantage",
    "ky medicaid",
)
ALIASES = 20
DAYS = 60  # days on which each is logged
WARM = 10  # of them before the clock runs
ISSUED = re.compile(r"[A-Z]+-[0-9]+[A-Z]")
LOGGED, UNCOUNTED = b" logged: ", b"no limit "


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


def cost(server: tuple[int, int], asked: list[bytes], shows: bytes) -> float:
    """Milliseconds of the processor for each request; every answer must show a text."""
    port, process = server
    before = cpu(process)
    answers = ask(port, asked)
    spent = cpu(process) - before
    must_show(answers, shows)
    must_not_show(answers, UNCOUNTED)
    return spent / len(asked)


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        workspace() as api,
        ours(folder, api) as bot,
        floor() as bare,
        floor_that_keeps(folder) as keeping,
    ):
        aliases = opened(bot[0])
        cost(bot, logs(aliases, 0, WARM), LOGGED)
        rounds = [
            (
                cost(bot, logs(aliases, day, day + 1), LOGGED),
                cost(bare, [request(PAYERS[0]) for _ in aliases], b"text"),
                cost(keeping, [request(PAYERS[0], "/session") for _ in aliases], b"Kept"),
            )
            for day in range(WARM, DAYS)
        ]
    log, fixed, insert = (mean(each) for each in zip(*rounds, strict=True))
    print(f"needlepoint  {log:.2f} ms of the processor a log (aim: 3.50)")
    print(f"bare bolt    {fixed:.2f} ms for a fixed text")
    print(f"with insert  {insert:.2f} ms for one row through Tortoise")
    print(f"ratio        {log / fixed:.1f} of the floor")
    print(f"             {log / insert:.1f} of one insert (aim: 2.5)")


if __name__ == "__main__":
    main()
