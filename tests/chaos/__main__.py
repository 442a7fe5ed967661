"""The chaos at full size: 2,000 alerts on PostgreSQL, then 200 on SQLite.

    python -m tests.chaos [postgres|sqlite] [SEED]

It prints the figures and ends with 1 if anything was lost, stuck, or repeated without saying so.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
from dataclasses import replace

from models.storage.database import Database
from tests.chaos.run import Figures, Plan, run
from tests.postgres import ThrowawayPostgres
from tests.storage.keys import KEYS

PLANS = {
    "postgres": Plan(clinics=60, tenants=40, aliases=20, webs=2, clocks=3, is_watched=True),
    "sqlite": Plan(clinics=6, tenants=4, aliases=20, webs=1, clocks=1, is_watched=True),
}


def main(kind: str, seed: int) -> int:
    """Run one kind, in a process of its own: one process opens one kind of database."""
    plan = replace(PLANS[kind], seed=seed)
    print(f"{kind}: {plan}", flush=True)
    if kind == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            figures = asyncio.run(_on(f"sqlite://{folder}/records.sqlite3", plan))
    else:
        with ThrowawayPostgres() as server:
            figures = asyncio.run(_on(server.url(), plan))
    print(figures, flush=True)
    return 1 if figures.faults else 0


async def _on(url: str, plan: Plan) -> Figures:
    database = Database(url, KEYS)
    await database.migrate()
    async with database:
        return await run(plan, url)


if __name__ == "__main__":
    asked, seed = (*sys.argv[1:], *("", "7")[len(sys.argv) - 1 :])[:2]
    if asked:
        sys.exit(main(asked, int(seed)))
    each = [sys.executable, "-m", "tests.chaos"]
    sys.exit(max(subprocess.run([*each, kind, seed], check=False).returncode for kind in PLANS))
