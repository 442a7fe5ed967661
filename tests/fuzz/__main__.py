"""The hostile texts at full size, in two processes: python -m tests.fuzz [MANY] [SEED]."""

from __future__ import annotations

import asyncio
import multiprocessing
import sys
import tempfile

from bot import logs, settings
from bot.assemble import build
from tests.fuzz.run import Figures, run

_PROCESSES = 2


def work(seed: int, many: int) -> Figures:
    """One process: a house of its own, with fresh records."""
    logs.configure("WARNING", "json")
    with tempfile.TemporaryDirectory() as folder:
        told = {"DATABASE_URL": f"sqlite://{folder}/records.sqlite3", "RATE_LIMIT": "off"}
        return asyncio.run(_run(told, seed, many))


async def _run(told: dict[str, str], seed: int, many: int) -> Figures:
    house = build(settings.read(told))
    await house.database.migrate()
    async with house.database:
        return await run(house, seed, many)


def main(many: int, seed: int) -> int:
    """Share the texts among the processes; 1 if any went wrong."""
    with multiprocessing.Pool(_PROCESSES) as pool:
        parts = [(seed + n, many // _PROCESSES) for n in range(_PROCESSES)]
        figures = pool.starmap(work, parts)
    faults = [fault for each in figures for fault in each.faults]
    print(sum(each.asked for each in figures), "texts,", len(faults), "faults", flush=True)
    for each in figures:
        print(dict(each.endings))
    print("\n".join(faults[:20]))
    return 1 if faults else 0


if __name__ == "__main__":
    told = [int(each) for each in sys.argv[1:]]
    sys.exit(main(*(told + [300_000, 1][len(told) :])))
