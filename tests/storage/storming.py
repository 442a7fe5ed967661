"""A process of the storm: it logs, all at once, its share of what fifty people do.

    python -m tests.storage.storming DATABASE_URL CLINIC_ID SHARE SHARES COMMANDS

Every tenth command is sent a second time, wherever it first went. It prints how many commands it
carried out and the slowest in milliseconds.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from models.storage.charts import ChartStore
from models.storage.database import Database
from tests.storage.charting import TODAY, by, count, log
from tests.storage.keys import KEYS

ALIASES = tuple(f"STORM-{n}" for n in range(20))
PEOPLE = 50
AT_ONCE = 20
"""Commands that one process answers at a time."""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that somebody typed."""

    request: str
    person: str
    alias: str
    on: date


def commands(number: int) -> list[Command]:
    """What everybody types: `number` in all, a tenth of them sent twice, in a mixed order."""
    drawn = Random(7)  # noqa: S311 -- the same storm every time
    doubled = number // 10
    once = [
        Command(
            f"R{n}", f"U{n % PEOPLE}", ALIASES[n % len(ALIASES)], TODAY - timedelta(days=n // 20)
        )
        for n in range(number - doubled)
    ]
    sent = [*once, *drawn.sample(once, doubled)]
    drawn.shuffle(sent)
    return sent


def expected(number: int) -> dict[str, set[date]]:
    """The days that each alias was logged for."""
    days: dict[str, set[date]] = {alias: set() for alias in ALIASES}
    for each in commands(number):
        days[each.alias].add(each.on)
    return days


async def storm(clinic_id: int, share: list[Command]) -> Iterator[float]:
    """Carry out the commands, so many at a time, and return how long each took, in seconds."""
    gate, cabinet = asyncio.Semaphore(AT_ONCE), ChartStore(count)

    async def carry_out(each: Command) -> float:
        async with gate:
            start = time.perf_counter()
            decide = log(each.on, each.request, again=True)
            await cabinet.amend(clinic_id, each.alias, decide, by(each.person))
            return time.perf_counter() - start

    return iter(await asyncio.gather(*map(carry_out, share)))


async def main(url: str, clinic_id: int, share: int, shares: int, number: int) -> None:
    """Wait for a sign, then storm."""
    async with Database(url, KEYS) as database:
        await database.check()
        print("ready", flush=True)  # noqa: T201 -- to the test
        sys.stdin.readline()
        mine = commands(number)[share::shares]
        took = list(await storm(clinic_id, mine))
        print(len(took), round(max(took) * 1000))  # noqa: T201 -- to the test


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], *map(int, sys.argv[2:])))
